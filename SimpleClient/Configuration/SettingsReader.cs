using System.Globalization;
using SimpleClient.Sentences;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace SimpleClient.Configuration;

/// <summary>
/// Reads the settings in a TOML text. A fault never prevents the other settings from being used.
/// </summary>
internal sealed class SettingsReader
{
    /// <summary>The table of a server is <c>[servers.NAME]</c>.</summary>
    public const string Servers = "servers";

    private readonly List<(TextPosition At, string Sentence)> _faults = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.OrdinalIgnoreCase);
    private ClientSettings _settings = new();

    private SettingsReader()
    {
    }

    /// <summary>Reads a text.</summary>
    public static SettingsContent Read(string text)
    {
        var reader = new SettingsReader();
        reader.ReadAll(text);
        return new SettingsContent(
            reader._settings,
            [
                .. reader._faults.OrderBy(static f => f.At.Offset).Select(static f =>
                    SettingSentences.At(f.At.Line + 1, f.At.Column + 1, f.Sentence)),
            ]);
    }

    /// <summary>The parts of a key with dots.</summary>
    public static IReadOnlyList<string> Parts(KeySyntax? key) => key?.Key is not { } first
        ? []
        :
        [
            Text(first), .. key.DotKeys.Select(static dot => dot.Key is null ? "" : Text(dot.Key)),
        ];

    /// <summary>The name in the heading <c>[servers.NAME]</c>; null for another heading.</summary>
    private static string? ServerOf(TableSyntaxBase table) =>
        table is TableSyntax && Parts(table.Name) is [Servers, var name]
        && SavedServer.IsName(name) ? name : null;

    private void ReadAll(string text)
    {
        TomlText toml = TomlText.Parse(text);
        foreach (TextPosition fault in toml.Faults)
        {
            _faults.Add((fault, SettingSentences.NotToml));
        }

        _settings = ReadPairs(toml.Document.KeyValues, "", SettingCatalog.All, _settings);
        foreach (TableSyntaxBase table in toml.Document.Tables)
        {
            if (table is TableSyntax && Parts(table.Name) is [KeyAlias.Table])
            {
                ReadKeys(table.Items.OfType<KeyValueSyntax>());
            }
            else if (ServerOf(table) is not { } name)
            {
                Report(table, SettingSentences.NoSuchTable);
            }
            else if (_settings.Find(name) is not null)
            {
                Report(table, SettingSentences.ServerTwice(name));
            }
            else
            {
                SavedServer server = ReadPairs(
                    table.Items.OfType<KeyValueSyntax>(),
                    name,
                    SettingCatalog.OfServer,
                    new SavedServer { Name = name });
                _settings = _settings.With(server);
                if (server.Host.Length == 0)
                {
                    Report(table, SettingSentences.NoHost(name));
                }
            }
        }
    }

    private void ReadKeys(IEnumerable<KeyValueSyntax> pairs)
    {
        foreach (KeyValueSyntax pair in pairs)
        {
            var key = new KeyAlias(
                Printable(string.Join('.', Parts(pair.Key))),
                pair.Value is StringValueSyntax { Value: { } to } ? Printable(to) : "");
            string at = $"[{KeyAlias.Table}].{key.From}";
            if (!_lines.TryAdd(at, pair.Span.Start.Line + 1))
            {
                Report(pair, SettingSentences.KeyTwice(key.From, _lines[at]));
            }
            else if (key.Fault is { } fault)
            {
                Report(pair, fault);
            }
            else if (_settings.Keys.Count < KeyAlias.Most)
            {
                _settings = _settings.With(key);
            }
            else
            {
                Report(pair, SettingSentences.TooMany(KeyAlias.Table, KeyAlias.Most));
            }
        }
    }

    private T ReadPairs<T>(
        IEnumerable<KeyValueSyntax> pairs,
        string table,
        IReadOnlyList<SettingRow<T>> rows,
        T record)
    {
        foreach (KeyValueSyntax pair in pairs)
        {
            string key = string.Join('.', Parts(pair.Key));
            if (rows.FirstOrDefault(row => row.Key == key) is not { } row)
            {
                string? near = rows.Select(static r => r.Key).FirstOrDefault(
                    k => k == key.ToLowerInvariant().Replace('_', '-'));
                Report(pair, SettingSentences.UnknownKey(Printable(key), near));
            }
            else if (!_lines.TryAdd($"{table}.{key}", pair.Span.Start.Line + 1))
            {
                Report(pair, SettingSentences.KeyTwice(key, _lines[$"{table}.{key}"]));
            }
            else if (pair.Value is { } value && WordsOf(row.Form, value) is { } words)
            {
                record = row.Fault(words) is { } fault
                    ? Report(value, fault, record)
                    : row.With(record, words);
            }
            else
            {
                Report(
                    pair.Value ?? (SyntaxNode)pair,
                    SettingSentences.WrongType(key, NameOf(row.Form)));
            }
        }

        return record;
    }

    private static string NameOf(SettingForm form) => form switch
    {
        SettingForm.Flag => SettingSentences.FlagForm,
        SettingForm.Whole => SettingSentences.WholeForm,
        SettingForm.Text => SettingSentences.TextForm,
        _ => SettingSentences.ListForm,
    };

    private static List<string>? WordsOf(SettingForm form, ValueSyntax value) =>
        (form, value) switch
        {
            (SettingForm.Flag, BooleanValueSyntax flag) => [flag.Value ? "on" : "off"],
            (SettingForm.Whole, IntegerValueSyntax whole) =>
                [whole.Value.ToString(CultureInfo.InvariantCulture)],
            (SettingForm.Text, StringValueSyntax text) => [text.Value ?? ""],
            (SettingForm.List, ArraySyntax array)
                when array.Items.All(static item => item.Value is StringValueSyntax) =>
                [.. array.Items.Select(
                    static item => ((StringValueSyntax)item.Value!).Value ?? "")],
            _ => null,
        };

    private static string Text(BareKeyOrStringValueSyntax key) => key is StringValueSyntax quoted
        ? quoted.Value ?? ""
        : key.ToString().Trim();

    /// <summary>
    /// Removes control characters from a key, because they must not reach a terminal.
    /// </summary>
    private static string Printable(string key) =>
        string.Concat(key.Take(64).Select(static c => char.IsControl(c) ? '?' : c));

    private void Report(SyntaxNode at, string sentence) =>
        _faults.Add((at.Span.Start, sentence));

    private T Report<T>(SyntaxNode at, string sentence, T unchanged)
    {
        Report(at, sentence);
        return unchanged;
    }
}
