using System.Text;
using System.Text.RegularExpressions;
using UnitTests.Web;

namespace UnitTests.Documents;

/// <summary>A request in a dialogue that is HTTP, such as an upload, and its answer.</summary>
internal static partial class HttpStep
{
    /// <summary>True for a request of HTTP.</summary>
    public static bool IsRequest(string what) => Request().IsMatch(what);

    /// <summary>Sends a request such as <c>PUT /up/ID body="tea"</c>.</summary>
    /// <returns>The answer: the status, the location or the type, and the body.</returns>
    public static string Send(WebPeer peer, string what)
    {
        Match request = Request().Match(what);
        string body = request.Groups["body"].Value;
        string length = request.Groups["body"].Success ? $"Content-Length: {body.Length}\r\n" : "";
        string answer = peer.Request(
            $"{request.Groups["line"].Value} HTTP/1.1\r\nHost: localhost\r\n{length}\r\n{body}");
        string[] parts = answer.Split("\r\n\r\n");
        var step = new StringBuilder(answer.Split(' ')[1]);
        foreach (string field in new[] { "Location", "Content-Type" })
        {
            Match value = Regex.Match(parts[0], $"\r\n{field}: ([^\r]*)");
            if (value.Success && (field == "Location" || step.Length == 3))
            {
                step.Append($" {field}: {value.Groups[1].Value}");
            }
        }

        return $"{step} body=\"{parts[1].TrimEnd('\n')}\"";
    }

    [GeneratedRegex("^(?<line>(PUT|GET) /\\S+)( body=\"(?<body>[^\"]*)\")?$")]
    private static partial Regex Request();
}
