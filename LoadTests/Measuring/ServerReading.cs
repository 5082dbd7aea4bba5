namespace LoadTests.Measuring;

/// <summary>CPU time that a server's process has used, and its memory and threads.</summary>
internal sealed record ServerReading(TimeSpan Cpu, long WorkingSetBytes, int Threads);
