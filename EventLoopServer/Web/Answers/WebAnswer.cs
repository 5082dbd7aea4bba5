using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web.Answers;

/// <summary>The answer to one request of HTTP.</summary>
/// <param name="Status">Its status.</param>
internal sealed record WebAnswer(HttpStatus Status)
{
    /// <summary>The part of the server that made it, for the metrics.</summary>
    public WebPart Part { get; init; }

    /// <summary>The media type; empty: there is no body.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Further header lines, each with its line end.</summary>
    public string Fields { get; init; } = string.Empty;

    /// <summary>True when the connection ends after it.</summary>
    public bool Closes { get; init; }
}
