using System.Text;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace SimpleClient.Configuration;

/// <summary>
/// A TOML text that may have faults. A line with a fault is left out, so that the other lines have
/// their effect. The parser alone would read the rest of the file as one string after a missing
/// quote.
/// </summary>
internal sealed class TomlText
{
    /// <summary>
    /// The most faulty lines that are left out. With more faults, no line is used.
    /// </summary>
    public const int MaxFaults = 20;

    private readonly List<TextPosition> _faults = [];

    private TomlText(DocumentSyntax document) => Document = document;

    /// <summary>The lines without a fault. All offsets are those of the text.</summary>
    public DocumentSyntax Document { get; private set; }

    /// <summary>The position of the fault in each line that has one.</summary>
    public IReadOnlyList<TextPosition> Faults => _faults;

    public static TomlText Parse(string text)
    {
        var all = new TomlText(new DocumentSyntax());
        string rest = text;
        while (true)
        {
            all.Document = ParseOnce(rest, out TextPosition? fault);
            if (fault is not { } at)
            {
                return all;
            }

            all._faults.Add(at);
            rest = all._faults.Count < MaxFaults ? Blank(rest, at.Line) : "";
        }
    }

    /// <summary>A text as a basic string of TOML.</summary>
    public static string Quote(string text)
    {
        var all = new StringBuilder("\"");
        foreach (char c in text)
        {
            all.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                _ when char.IsControl(c) => $"\\u{(int)c:X4}",
                _ => $"{c}",
            });
        }

        return all.Append('"').ToString();
    }

    private static DocumentSyntax ParseOnce(string text, out TextPosition? fault)
    {
        DocumentSyntax document;

        // Tomlyn 2.10 throws when it formats a fault at the end of the text, or at a character
        // beyond U+FFFF. A copy without these characters has its faults at the same positions.
        text += "\n";
        try
        {
            document = SyntaxParser.Parse(text, "client.conf", validate: false);
        }
        catch (ArgumentException)
        {
            string plain = string.Concat(text.Select(
                static c => char.IsSurrogate(c) ? '?' : c));
            document = SyntaxParser.Parse(plain, "client.conf", validate: false);
        }

        fault = document.Diagnostics
            .Select(static message => (TextPosition?)message.Span.Start)
            .MinBy(static at => at!.Value.Offset);
        return document;
    }

    /// <summary>Replaces a line with blanks, so that the positions of others stay.</summary>
    private static string Blank(string text, int line)
    {
        string[] lines = text.Split('\n');
        if (line < lines.Length)
        {
            lines[line] = new string(' ', lines[line].Length);
        }

        return string.Join('\n', lines);
    }
}
