using System.Globalization;
using System.Text;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web.Answers;

/// <summary>Writes the head of an answer, with the headers that protect the page.</summary>
internal static class AnswerHead
{
    /// <summary>
    /// The page may load nothing that this policy does not name. The page shows texts of the chat
    /// as text nodes, and the browser refuses to parse them as HTML (Trusted Types).
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>
    /// The policy for files of users. A page that opens such a file has no origin, no scripts and
    /// no forms.
    /// </summary>
    private const string SandboxPolicy = "sandbox; default-src 'none'";

    private const string SecurityFields =
        "X-Content-Type-Options: nosniff\r\n"
        + "Referrer-Policy: no-referrer\r\n"
        + "Cross-Origin-Opener-Policy: same-origin\r\n"
        + "Cross-Origin-Resource-Policy: same-origin\r\n";

    /// <summary>Writes the head.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="unixMs">The time, in ms since 1970.</param>
    public static byte[] Write(WebAnswer answer, long unixMs)
    {
        string date = DateTimeOffset.FromUnixTimeMilliseconds(unixMs)
            .ToString("R", CultureInfo.InvariantCulture);
        string type = answer.Type.Length > 0 ? $"Content-Type: {answer.Type}\r\n" : string.Empty;
        string length = answer.Status == HttpStatus.NotModified
            ? string.Empty
            : $"Content-Length: {answer.BodyBytes ?? answer.Body.Length}\r\n";
        string policy = answer.IsSandboxed ? SandboxPolicy : ContentSecurityPolicy;
        string end = answer.Closes ? "Connection: close\r\n" : string.Empty;
        return Encoding.Latin1.GetBytes(
            $"HTTP/1.1 {(int)answer.Status} {ReasonOf(answer.Status)}\r\nDate: {date}\r\n"
            + $"{type}{length}{answer.Fields}Content-Security-Policy: {policy}\r\n"
            + $"{SecurityFields}{end}\r\n");
    }

    private static string ReasonOf(HttpStatus status) => status switch
    {
        HttpStatus.Ok => "OK",
        HttpStatus.Created => "Created",
        HttpStatus.PartialContent => "Partial Content",
        HttpStatus.NotModified => "Not Modified",
        HttpStatus.BadRequest => "Bad Request",
        HttpStatus.Unauthorized => "Unauthorized",
        HttpStatus.Forbidden => "Forbidden",
        HttpStatus.NotFound => "Not Found",
        HttpStatus.MethodNotAllowed => "Method Not Allowed",
        HttpStatus.RequestTimeout => "Request Timeout",
        HttpStatus.LengthRequired => "Length Required",
        HttpStatus.ContentTooLarge => "Content Too Large",
        HttpStatus.RangeNotSatisfiable => "Range Not Satisfiable",
        HttpStatus.Misdirected => "Misdirected Request",
        HttpStatus.UpgradeRequired => "Upgrade Required",
        HttpStatus.TooManyRequests => "Too Many Requests",
        HttpStatus.HeadTooLarge => "Request Header Fields Too Large",
        HttpStatus.NotImplemented => "Not Implemented",
        HttpStatus.ServiceUnavailable => "Service Unavailable",
        HttpStatus.InsufficientStorage => "Insufficient Storage",
        _ => "HTTP Version Not Supported",
    };
}
