namespace NBomber.Contracts.Stats;

/// <summary>Figures of all good or of all failed responses.</summary>
public sealed class MeasurementStats
{
    public RequestStats Request { get; internal init; } = new();

    public LatencyStats Latency { get; internal init; } = new();

    public DataTransferStats DataTransfer { get; internal init; } = new();

    public StatusCodeStats[] StatusCodes { get; internal init; } = [];
}
