using Tomlyn.Syntax;

namespace SimpleClient.Configuration;

/// <summary>
/// Changes one value in a TOML text. All other characters stay, so comments, unknown keys and the
/// order are kept.
/// </summary>
internal static class SettingsEditor
{
    /// <summary>Changes a value, or adds it.</summary>
    /// <returns>The changed text; null for a text with faults, which is not changed.</returns>
    public static string? Put(string text, SettingChange change)
    {
        TomlText toml = TomlText.Parse(text);
        if (toml.Faults.Count > 0)
        {
            return null;
        }

        string end = text.Contains("\r\n") ? "\r\n" : "\n";
        string line = $"{Name(change.Key)} = {change.Toml}{end}";
        TableSyntaxBase? table = change.Table.Length == 0
            ? null
            : toml.Document.Tables.FirstOrDefault(one => one is TableSyntax && change.Table.Equals(
                string.Join('.', SettingsReader.Parts(one.Name)),
                StringComparison.OrdinalIgnoreCase));
        if (table is null && change.Table.Length > 0)
        {
            string gap = text.Length == 0 ? "" : end;
            string heading = $"[{change.Table}]{end}";
            return $"{EndLine(text, end)}{gap}{heading}{line}";
        }

        KeyValueSyntax[] pairs = table is null
            ? [.. toml.Document.KeyValues]
            : [.. table.Items.OfType<KeyValueSyntax>()];
        KeyValueSyntax? known = Array.Find(
            pairs, pair => SettingsReader.Parts(pair.Key) is [var key]
                && key.Equals(change.Key, StringComparison.OrdinalIgnoreCase));
        if (known?.Value is { } value)
        {
            int from = value.Span.Offset;
            return $"{text[..from]}{change.Toml}{text[(from + value.Span.Length)..]}";
        }

        int at = pairs.Length > 0 ? AfterLine(text, pairs[^1].Value!.Span)
            : table is not null ? AfterLine(text, table.Name!.Span)
            : toml.Document.Tables.FirstOrDefault() is { } first
            ? StartOfComments(text, first.Name!.Span.Offset)
            : text.Length;
        return $"{EndLine(text[..at], end)}{line}{text[at..]}";
    }

    /// <summary>A key in TOML, with quotes unless it is a bare key.</summary>
    private static string Name(string key) =>
        key.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? key
            : TomlText.Quote(key);

    private static int AfterLine(string text, SourceSpan span)
    {
        int at = text.IndexOf('\n', span.Offset + span.Length);
        return at < 0 ? text.Length : at + 1;
    }

    /// <summary>
    /// The start of the comment directly above a heading, because the comment belongs to it.
    /// </summary>
    private static int StartOfComments(string text, int heading)
    {
        int at = text.LastIndexOf('\n', heading) + 1;
        while (at > 0)
        {
            int before = at < 2 ? 0 : text.LastIndexOf('\n', at - 2) + 1;
            if (!text[before..at].TrimStart().StartsWith('#'))
            {
                break;
            }

            at = before;
        }

        return at;
    }

    private static string EndLine(string text, string end) =>
        text.Length == 0 || text.EndsWith('\n') ? text : text + end;
}
