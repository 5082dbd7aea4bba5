namespace LoadTests.Measuring;

/// <summary>Figures of the garbage collector of a server's process since its start.</summary>
internal sealed record CollectorReading(int Gen0, int Gen1, int Gen2, long AllocatedBytes);
