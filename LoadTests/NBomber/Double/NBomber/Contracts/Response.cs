using Microsoft.FSharp.Core;

namespace NBomber.Contracts;

/// <summary>A response with a payload.</summary>
public sealed class Response<T> : IResponse
{
    public string StatusCode { get; internal init; } = "";

    public bool IsError { get; internal init; }

    public long SizeBytes { get; internal init; }

    public double CustomLatencyMs { get; internal init; }

    public string Message { get; internal init; } = "";

    public FSharpOption<T>? Payload { get; internal init; }
}
