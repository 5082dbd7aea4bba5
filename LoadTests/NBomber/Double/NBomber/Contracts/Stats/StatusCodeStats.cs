namespace NBomber.Contracts.Stats;

/// <summary>The number of responses with a status code.</summary>
public sealed class StatusCodeStats
{
    public string StatusCode { get; internal init; } = "";

    public bool IsError { get; internal init; }

    public string Message { get; internal init; } = "";

    public int Count { get; internal init; }

    public int Percent { get; set; }
}
