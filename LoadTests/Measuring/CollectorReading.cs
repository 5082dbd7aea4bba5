namespace LoadTests.Measuring;

/// <summary>What the garbage collector of a server's process has done up to now.</summary>
internal sealed record CollectorReading(int Gen0, int Gen1, int Gen2, long AllocatedBytes);
