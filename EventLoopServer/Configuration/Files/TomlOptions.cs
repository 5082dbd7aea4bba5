using System.Globalization;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace EventLoopServer.Configuration.Files;

/// <summary>
/// Reads the options in a TOML text. Every fault has a position. No sentence about a fault quotes
/// the text around it, because that text may be a password by mistake.
/// </summary>
/// <param name="rows">All options; their names without the dashes are the keys.</param>
/// <param name="file">The name of the file in sentences.</param>
internal sealed class TomlOptions(IReadOnlyList<OptionRow> rows, string file)
{
    private readonly Dictionary<string, int> _lines = [];
    private readonly List<OptionSetting> _settings = [];
    private readonly List<(TextPosition At, string Sentence)> _faults = [];

    public IReadOnlyList<OptionSetting> Settings => _settings;

    /// <summary>The faults in the order of their positions.</summary>
    public IReadOnlyList<string> Faults =>
    [
        .. _faults.OrderBy(static f => f.At.Offset).Select(f => ConfigurationSentences.At(
            file, f.At.Line + 1, f.At.Column + 1, f.Sentence)),
    ];

    public void Read(string text)
    {
        DocumentSyntax document;
        try
        {
            document = SyntaxParser.Parse(text, file, validate: false);
        }
        catch (ArgumentException)
        {
            // Tomlyn 2.10 throws when it formats a fault at a character beyond U+FFFF.
            Report(default, ConfigurationSentences.NotToml);
            return;
        }

        // Each line gets only one fault, because the parser often reports several for one
        // character.
        foreach (DiagnosticMessage message in document.Diagnostics
            .DistinctBy(static m => m.Span.Start.Line))
        {
            Report(message.Span.Start, ConfigurationSentences.NotToml);
        }

        foreach (TableSyntaxBase table in document.Tables)
        {
            Report(table.Span.Start, ConfigurationSentences.NoTables);
        }

        if (_faults.Count == 0)
        {
            foreach (KeyValueSyntax pair in document.KeyValues)
            {
                ReadPair(pair);
            }
        }
    }

    private void ReadPair(KeyValueSyntax pair)
    {
        TextPosition at = pair.Span.Start;
        string key = pair.Key!.Key switch
        {
            StringValueSyntax quoted => quoted.Value ?? "",
            { } bare => bare.ToString().Trim(),
            null => "",
        };
        if (pair.Key.DotKeys.ChildrenCount > 0)
        {
            Report(at, ConfigurationSentences.NoTables);
        }
        else if (rows.FirstOrDefault(r => r.Key == key) is not { } row)
        {
            Report(at, UnknownKey(key));
        }
        else if (!_lines.TryAdd(key, at.Line + 1))
        {
            Report(at, ConfigurationSentences.Twice(key, _lines[key]));
        }
        else
        {
            ReadValue(row, pair.Value!, at.Line + 1);
        }
    }

    private void ReadValue(OptionRow row, ValueSyntax value, int line)
    {
        IEnumerable<ValueSyntax> parts = [value];
        if (row.IsList)
        {
            if (value is not ArraySyntax array)
            {
                Report(value.Span.Start, ConfigurationSentences.WrongType(
                    row.Key, ConfigurationSentences.Array, KindOf(value)));
                return;
            }

            parts = array.Items.Select(static i => i.Value!);
        }

        int before = _faults.Count;
        var words = new List<string>();
        foreach (ValueSyntax part in parts)
        {
            if (TextOf(row, part) is not { } word)
            {
                Report(part.Span.Start, ConfigurationSentences.WrongType(
                    row.Key, Expected(row.Forms), KindOf(part)));
                continue;
            }

            // Each item is read alone, so that a fault has the position of its item.
            var found = new List<string>();
            row.Read([word], row.Key, found);
            found.ForEach(f => Report(part.Span.Start, f));
            words.Add(word);
        }

        if (_faults.Count == before)
        {
            object? read = row.Read(words, row.Key, []);
            _settings.Add(new OptionSetting(row, read, file, line));
        }
    }

    private static string? TextOf(OptionRow row, ValueSyntax value) => value switch
    {
        StringValueSyntax text when row.Forms.HasFlag(ValueForms.Text) => text.Value,
        IntegerValueSyntax whole when row.Forms.HasFlag(ValueForms.Whole) =>
            whole.Value.ToString(CultureInfo.InvariantCulture),
        BooleanValueSyntax flag when row.Forms.HasFlag(ValueForms.Flag) =>
            flag.Value ? "true" : "false",
        _ => null,
    };

    private static string Expected(ValueForms forms) => forms switch
    {
        ValueForms.Flag => ConfigurationSentences.Flag,
        ValueForms.Whole => ConfigurationSentences.Whole,
        ValueForms.Text => ConfigurationSentences.Text,
        _ => ConfigurationSentences.TextOrWhole,
    };

    private static string KindOf(ValueSyntax value) => value switch
    {
        StringValueSyntax => ConfigurationSentences.FoundText,
        IntegerValueSyntax => ConfigurationSentences.FoundWhole,
        BooleanValueSyntax => ConfigurationSentences.FoundFlag,
        FloatValueSyntax => ConfigurationSentences.FoundFraction,
        ArraySyntax => ConfigurationSentences.FoundArray,
        InlineTableSyntax => ConfigurationSentences.FoundTable,
        _ => ConfigurationSentences.FoundDate,
    };

    private string UnknownKey(string key)
    {
        if (key is "config" or "print-config" or "check-config")
        {
            return ConfigurationSentences.OnlyOutside(key);
        }

        string shown = UnknownName.Printable(key);
        return UnknownName.FindNearest(key, rows) is { } near
            ? ConfigurationSentences.UnknownDid(shown, near.Key)
            : ConfigurationSentences.Unknown(shown);
    }

    private void Report(TextPosition at, string sentence) => _faults.Add((at, sentence));
}
