namespace NBomber.Contracts;

/// <summary>What a step or an iteration came to.</summary>
public interface IResponse
{
    string StatusCode { get; }

    bool IsError { get; }

    long SizeBytes { get; }

    double CustomLatencyMs { get; }

    string Message { get; }
}
