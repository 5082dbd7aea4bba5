using System.Text;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web.Answers;

/// <summary>The answer to one HTTP request.</summary>
/// <param name="Status">Its status.</param>
internal sealed record WebAnswer(HttpStatus Status)
{
    /// <summary>The part of the server that created the answer, for the metrics.</summary>
    public WebPart Part { get; init; }

    /// <summary>The media type; empty when there is no body.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// The length of a body that comes from <see cref="Source"/>, in bytes; null when
    /// <see cref="Body"/> is the body.
    /// </summary>
    public long? BodyBytes { get; init; }

    /// <summary>
    /// Reads the body while it is sent; null when the body is in memory, or is not sent.
    /// </summary>
    public IBodySource? Source { get; init; }

    /// <summary>
    /// True for content of users. A browser must not run such content in any way.
    /// </summary>
    public bool IsSandboxed { get; init; }

    /// <summary>Further header lines, each with its line end.</summary>
    public string Fields { get; init; } = string.Empty;

    /// <summary>True when the connection ends after this answer.</summary>
    public bool Closes { get; init; }

    /// <summary>An answer with a sentence for people.</summary>
    public static WebAnswer OfText(HttpStatus status, string sentence) => new(status)
    {
        Type = "text/plain; charset=utf-8",
        Body = Encoding.UTF8.GetBytes($"{sentence}\n"),
        Fields = "Cache-Control: no-store\r\n",
    };
}
