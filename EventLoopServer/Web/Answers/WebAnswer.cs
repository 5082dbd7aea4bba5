using System.Text;
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

    /// <summary>The bytes of a body that <see cref="Source"/> has; null: <see cref="Body"/> is it.
    /// </summary>
    public long? BodyBytes { get; init; }

    /// <summary>Reads the body while it is sent; null: it is in memory, or is not sent.</summary>
    public IBodySource? Source { get; init; }

    /// <summary>True for content of users, which a browser must not run in any way.</summary>
    public bool IsSandboxed { get; init; }

    /// <summary>Further header lines, each with its line end.</summary>
    public string Fields { get; init; } = string.Empty;

    /// <summary>True when the connection ends after it.</summary>
    public bool Closes { get; init; }

    /// <summary>An answer with a sentence for people.</summary>
    public static WebAnswer OfText(HttpStatus status, string sentence) => new(status)
    {
        Type = "text/plain; charset=utf-8",
        Body = Encoding.UTF8.GetBytes($"{sentence}\n"),
        Fields = "Cache-Control: no-store\r\n",
    };
}
