using System.Text.RegularExpressions;

namespace UnitTests.Documents;

/// <summary>
/// One example dialogue of PROTOCOL.md: a fenced block with the name of its dialect.
/// </summary>
internal sealed partial record Dialogue(string Dialect, int Line, IReadOnlyList<string> Steps)
{
    public static IReadOnlyList<Dialogue> ReadAll(string document)
    {
        string[] lines = document.ReplaceLineEndings("\n").Split('\n');
        var all = new List<Dialogue>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (Opening().Match(lines[i]) is { Success: true } opening)
            {
                int end = Array.FindIndex(
                    lines, i + 1, static l => l.StartsWith("```", StringComparison.Ordinal));
                all.Add(new Dialogue(opening.Groups[1].Value, i + 1, lines[(i + 1)..end]));
                i = end;
            }
        }

        return all;
    }

    public override string ToString() => $"{Dialect} dialogue at line {Line}";

    [GeneratedRegex("^```dialogue ([\\w+-]+)$")]
    private static partial Regex Opening();
}
