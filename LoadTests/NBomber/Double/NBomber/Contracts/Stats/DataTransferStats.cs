namespace NBomber.Contracts.Stats;

/// <summary>Sizes that responses reported.</summary>
public sealed class DataTransferStats
{
    public long MinBytes { get; internal init; }

    public long MeanBytes { get; internal init; }

    public long MaxBytes { get; internal init; }

    public long AllBytes { get; internal init; }

    public double BytesPerSecond { get; internal init; }
}
