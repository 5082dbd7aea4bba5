namespace UnitTests.Documents;

/// <summary>Reads the tables and dialogues of PROTOCOL.md.</summary>
internal static class ProtocolText
{
    public static string[] Lines { get; } =
        SourceTree.Read("Protocol/PROTOCOL.md").ReplaceLineEndings("\n").Split('\n');

    /// <summary>
    /// The first two cells of each row whose first cell is a number: a kind in hexadecimal digits,
    /// or a code or a reason in decimal digits.
    /// </summary>
    public static IEnumerable<(string Number, string Name)> Rows() =>
        from row in Cells()
        where row[0].Length > 0 && row[0].All(char.IsAsciiHexDigit)
            || row[0].StartsWith("0x", StringComparison.Ordinal)
        select (row[0], row[1]);

    /// <summary>The cells of every row of every table.</summary>
    public static IEnumerable<string[]> Cells() =>
        from line in Lines
        where line.StartsWith('|')
        select line.Trim('|').Split('|', StringSplitOptions.TrimEntries) into cells
        where cells.Length > 1
        select cells;

    /// <summary>The rows of the tables under one heading.</summary>
    public static IEnumerable<(string Number, string Name)> RowsUnder(string heading)
    {
        string[] section =
        [
            .. Lines.SkipWhile(l => l != heading).Skip(1)
                .TakeWhile(l => !l.StartsWith('#')),
        ];
        return Rows().Where(r => section.Any(
            l => l.StartsWith($"| {r.Number} | {r.Name} |", StringComparison.Ordinal)));
    }

    /// <summary>The lines of all dialogues in one dialect, without empty lines.</summary>
    public static IEnumerable<string> Dialogues(string dialect)
    {
        bool inside = false;
        foreach (string line in Lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line == $"```dialogue {dialect}";
            }
            else if (inside && line.Length > 0)
            {
                yield return line;
            }
        }
    }
}
