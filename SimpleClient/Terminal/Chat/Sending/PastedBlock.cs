using Protocol;

namespace SimpleClient.Terminal.Chat.Sending;

/// <summary>
/// The lines of a typed or pasted text. Each line with text becomes a message, which also has the
/// number of empty lines above it. An empty line alone is never a message.
/// </summary>
internal sealed class PastedBlock
{
    private readonly List<(string Text, int EmptyLines)> _lines = [];

    /// <param name="text">
    /// The text. Empty lines before its first and after its last line are left out.
    /// </param>
    public PastedBlock(string text)
    {
        int empty = 0;
        foreach (string line in text.Split('\n'))
        {
            if (line.Trim().Length == 0)
            {
                empty++;
                continue;
            }

            IsShortened |= _lines.Count > 0 && empty > WireLimits.EmptyLines;
            _lines.Add((line, _lines.Count > 0 ? Math.Min(empty, WireLimits.EmptyLines) : 0));
            empty = 0;
        }
    }

    /// <summary>The lines with text, each with the number of empty lines above it.</summary>
    public IReadOnlyList<(string Text, int EmptyLines)> Lines => _lines;

    /// <summary>
    /// True when there were more empty lines in a row than the limit of a message.
    /// </summary>
    public bool IsShortened { get; }

    /// <summary>The first line; empty when there is none.</summary>
    public string First => _lines.Count > 0 ? _lines[0].Text : "";

    /// <summary>True when there is more than one line with text.</summary>
    public bool HasMore => _lines.Count > 1;

    /// <summary>The text of the lines after the first, with their empty lines.</summary>
    public string Rest => string.Join(
        '\n',
        _lines.Skip(1).Select(static (line, i) =>
            new string('\n', i > 0 ? line.EmptyLines : 0) + line.Text));
}
