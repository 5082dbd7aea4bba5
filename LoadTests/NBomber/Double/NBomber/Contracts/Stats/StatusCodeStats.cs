namespace NBomber.Contracts.Stats;

/// <summary>How often a status code was returned.</summary>
public sealed class StatusCodeStats
{
    public string StatusCode { get; internal init; } = "";

    public bool IsError { get; internal init; }

    public string Message { get; internal init; } = "";

    public int Count { get; internal init; }

    public int Percent { get; set; }
}
