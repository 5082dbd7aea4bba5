using System.Text.RegularExpressions;

namespace UnitTests.Documents;

/// <summary>
/// The random invitation codes of a replay. The document has other codes in their places.
/// </summary>
internal sealed partial class DialogueCodes
{
    private readonly Dictionary<string, string> _drawn = [];

    /// <summary>A client's step with the codes that the server has drawn.</summary>
    public string ToServer(string step) =>
        Code().Replace(step, match => _drawn.GetValueOrDefault(match.Value, match.Value));

    /// <summary>A text of the server with the codes of the document.</summary>
    /// <param name="text">The text.</param>
    /// <param name="expected">The step in the document, whose code is new or known.</param>
    public string ToDocument(string text, string expected)
    {
        Match drawn = Code().Match(text);
        Match written = Code().Match(expected);
        if (drawn.Success && written.Success)
        {
            _drawn[written.Value] = drawn.Value;
            text = text.Replace(drawn.Value, written.Value);
        }

        return text;
    }

    [GeneratedRegex("inv(-[a-z2-9]{5}){3}")]
    private static partial Regex Code();
}
