namespace LoadTests.Measuring;

/// <summary>What a server's process has used up to now, and what it holds.</summary>
internal sealed record ServerReading(TimeSpan Cpu, long WorkingSetBytes, int Threads);
