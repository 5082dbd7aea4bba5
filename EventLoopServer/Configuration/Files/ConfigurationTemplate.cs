using System.Text;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration.Files;

/// <summary>Writes a configuration file in which every option is commented out.</summary>
internal static class ConfigurationTemplate
{
    private const int Columns = 78;

    /// <param name="rows">All options.</param>
    /// <param name="rootSection">The heading of options without a section.</param>
    public static string Write(IEnumerable<OptionRow> rows, string rootSection)
    {
        var text = new StringBuilder(ConfigurationSentences.TemplateIntroduction);
        foreach (IGrouping<string, OptionRow> section in rows.GroupBy(static r => r.Section))
        {
            string title = section.Key.Length > 0 ? section.Key : rootSection;
            text.Append($"\n## {title} ##\n");
            foreach (OptionRow row in section)
            {
                text.Append('\n');
                AddComment(text, Describe(row));
                text.Append($"#{row.Key} = {row.DefaultInFile ?? row.PlaceholderInFile}\n");
            }
        }

        return text.ToString();
    }

    private static string Describe(OptionRow row)
    {
        IEnumerable<string?> parts =
        [
            row.Help,
            row.Range,
            row.DefaultInFile is null && row.Default is { } words
                ? ConfigurationSentences.TemplateDefault(words)
                : null,
        ];
        return string.Join("; ", parts.OfType<string>()) + ".";
    }

    private static void AddComment(StringBuilder text, string sentence)
    {
        int column = 0;
        foreach (string word in sentence.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Columns)
            {
                text.Append('\n');
                column = 0;
            }

            string space = column == 0 ? "# " : " ";
            text.Append(space).Append(word);
            column += space.Length + word.Length;
        }

        text.Append('\n');
    }
}
