using System.Globalization;
using System.Text;

namespace LoadTests.Reporting;

/// <summary>
/// Comma-separated values (RFC 4180), the same in all languages. Numbers are not rounded and have a
/// decimal point. A missing value is an empty cell.
/// </summary>
internal static class CsvTable
{
    public static string Write(
        IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder();
        Append(text, heads);
        foreach (IReadOnlyList<object?> row in rows)
        {
            Append(text, row);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<object?> cells) =>
        text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(object? value)
    {
        string text = value switch
        {
            bool isTrue => isTrue ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => $"{value}",
        };
        return text.AsSpan().ContainsAny("\",\r\n")
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
