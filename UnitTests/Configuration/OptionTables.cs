using System.Text;
using EventLoopServer.Configuration.Schema;

namespace UnitTests.Configuration;

/// <summary>Writes the rows of a schema as Markdown, with one table for each section.</summary>
internal static class OptionTables
{
    /// <param name="rows">The rows.</param>
    /// <param name="rootSection">The heading of rows without a section.</param>
    public static string Write(IEnumerable<OptionRow> rows, string rootSection)
    {
        var page = new StringBuilder();
        foreach (IGrouping<string, OptionRow> section in rows.GroupBy(static r => r.Section))
        {
            string title = section.Key.Length > 0 ? section.Key : rootSection;
            page.Append($"\n## {title}\n\n");
            page.Append("| option | variable | value | default | what it does |\n");
            page.Append("|---|---|---|---|---|\n");
            foreach (OptionRow row in section)
            {
                page.Append($"| `{row.Name}` | `{row.Variable}` | {ValueOf(row)} "
                    + $"| {Escape(row.Default ?? "")} | {Escape(DescriptionOf(row))} |\n");
            }
        }

        return page.ToString();
    }

    private static string ValueOf(OptionRow row)
    {
        if (row.IsFlag)
        {
            return "";
        }

        string name = row.NeedsValue ? row.ValueName : $"[{row.ValueName}]";
        return Escape(row.Range is null ? name : $"{name}: {row.Range}");
    }

    private static string DescriptionOf(OptionRow row)
    {
        var sentences = new StringBuilder($"{row.Help}.");
        if (row.IsReloadable)
        {
            sentences.Append(" The file is read again when it changes.");
        }

        if (row.AppliesOnReload)
        {
            sentences.Append(" A reload applies it.");
        }

        if (row.IsSecret)
        {
            sentences.Append(" The content of the file is never shown.");
        }

        return sentences.ToString();
    }

    private static string Escape(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal);
}
