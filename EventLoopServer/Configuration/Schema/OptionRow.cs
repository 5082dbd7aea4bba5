using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration.Schema;

/// <summary>One option: its attribute, its property, and the type of its values.</summary>
internal sealed class OptionRow
{
    /// <summary>The beginning of the name of every variable.</summary>
    public const string VariablePrefix = "TCPCHAT_";

    private static readonly char[] s_separators = [' ', ',', '\t', '\n', '\r'];

    private readonly OptionAttribute _attribute;
    private readonly OptionType _type;
    private readonly object? _defaultValue;
    private readonly Type? _elementType;

    /// <param name="attribute">The attribute of the property.</param>
    /// <param name="property">The property that is set.</param>
    /// <param name="group">
    /// The property of the option's record; null when the option is in the root record.
    /// </param>
    /// <param name="owner">The record with the defaults.</param>
    public OptionRow(
        OptionAttribute attribute, PropertyInfo property, PropertyInfo? group, object owner)
    {
        (_attribute, Property, Group) = (attribute, property, group);
        _defaultValue = property.GetValue(owner);
        Type value = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (value.IsGenericType && value.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            value = _elementType = value.GetGenericArguments()[0];
        }

        _type = TypeFor(value, attribute);
    }

    public PropertyInfo Property { get; }

    public PropertyInfo? Group { get; }

    public string Name => _attribute.Name;

    /// <summary>The environment variable, for example TCPCHAT_MAX_CLIENTS.</summary>
    public string Variable =>
        $"{VariablePrefix}{Name.TrimStart('-').ToUpperInvariant().Replace('-', '_')}";

    /// <summary>The key in a configuration file, for example max-clients.</summary>
    public string Key => Name.TrimStart('-');

    /// <summary>How a value may be written in a configuration file.</summary>
    public ValueForms Forms => _type.Forms;

    /// <summary>The section of the reference; empty for options of the root.</summary>
    public string Section =>
        Group?.GetCustomAttribute<OptionGroupAttribute>()!.Title ?? "";

    public string Help => _attribute.Help;

    public string ValueName => _attribute.ValueName ?? _type.ValueName;

    public string? Range => _type.Range;

    public bool IsFlag => _type is FlagType;

    public bool IsList => _elementType is not null;

    public bool TakesManyValues => _attribute.TakesManyValues;

    public bool NeedsValue => _attribute.ValueIfBare is null;

    public bool IsSecret => _attribute.IsSecret;

    public bool IsReloadable => _attribute.IsReloadable;

    public bool AppliesOnReload => _attribute.AppliesOnReload;

    /// <summary>
    /// The default in the reference, which is the same on every machine; null when none is shown.
    /// </summary>
    public string? Default => _attribute.Default ?? OwnDefault;

    /// <summary>The default on this machine; null when none is shown.</summary>
    public string? DefaultHere => _defaultValue is string text ? text : Default;

    /// <summary>The default on this machine as a value in TOML; null when there is none.</summary>
    public string? DefaultInFile => _defaultValue switch
    {
        null => null,
        _ when _attribute.Default is not null && _defaultValue is not string => null,
        IEnumerable list and not string =>
            $"[{string.Join(", ", list.Cast<object>().Select(FormatInFile))}]",
        _ => FormatInFile(_defaultValue),
    };

    /// <summary>The placeholder of the value as a text in TOML.</summary>
    public string PlaceholderInFile => FormatQuoted(ValueName);

    private string? OwnDefault => _defaultValue switch
    {
        null => null,
        IEnumerable list and not string => FormatList(list),
        _ => IsFlag ? null : _type.Format(_defaultValue),
    };

    /// <summary>The value in a record of options.</summary>
    public object? ValueIn(object options) =>
        Property.GetValue(Group is null ? options : Group.GetValue(options));

    /// <summary>True when two records of options have the same value.</summary>
    public bool IsSame(object options, object others) => (ValueIn(options), ValueIn(others)) switch
    {
        (IEnumerable one and not string, IEnumerable other and not string) =>
            one.Cast<object>().SequenceEqual(other.Cast<object>()),
        var (one, other) => Equals(one, other),
    };

    /// <summary>Parses the words after the option.</summary>
    /// <param name="words">The values; empty when the option was typed without a value.</param>
    /// <param name="source">The option or variable, which begins each sentence.</param>
    /// <param name="faults">Receives a sentence for each invalid word.</param>
    /// <returns>The value for the property; null when there is a fault.</returns>
    public object? Read(IReadOnlyList<string> words, string source, ICollection<string> faults)
    {
        IReadOnlyList<string> all =
            words.Count == 0 && _attribute.ValueIfBare is { } bare ? [bare] : words;
        var values = new List<object?>();
        foreach (string word in all)
        {
            if (_type.TryRead(word, out object? value, out string fault))
            {
                values.Add(value);
            }
            else
            {
                faults.Add($"{source}{fault}");
            }
        }

        if (_elementType is null)
        {
            return values.Count > 0 ? values[^1] : null;
        }

        return ToArray(values, _elementType);
    }

    /// <summary>
    /// Parses an environment variable. Spaces or commas separate the values of a list.
    /// </summary>
    public object? ReadVariable(string text, ICollection<string> faults)
    {
        string[] words = IsList
            ? text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries)
            : [text];
        var found = new List<string>();
        object? value = Read(words, Variable, found);
        foreach (string fault in found)
        {
            faults.Add(fault + OptionSentences.CorrectVariable(Variable));
        }

        return value;
    }

    private string FormatInFile(object value)
    {
        if (_type is FlagType)
        {
            return (bool)value ? "true" : "false";
        }

        string text = _type.Format(value);
        return Forms.HasFlag(ValueForms.Whole) && text.All(char.IsAsciiDigit)
            ? text
            : FormatQuoted(text);
    }

    private static string FormatQuoted(string text) =>
        $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    private string? FormatList(IEnumerable list)
    {
        string text = string.Join(' ', list.Cast<object>().Select(_type.Format));
        return text.Length > 0 ? text : null;
    }

    [UnconditionalSuppressMessage(
        "AOT",
        "IL3050",
        Justification = "The initial value of the property is a list of the same type, so that a"
            + " native program has the code of such an array.")]
    private static Array ToArray(List<object?> values, Type elementType)
    {
        var list = Array.CreateInstance(elementType, values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            list.SetValue(values[i], i);
        }

        return list;
    }

    private static OptionType TypeFor(Type value, OptionAttribute a)
    {
        if (a.Type is { } own)
        {
            return (OptionType)Activator.CreateInstance(own)!;
        }

        if (value == typeof(bool))
        {
            return a.Words is [string isFalse, string isTrue]
                ? new WordType((isFalse, false), (isTrue, true))
                : new FlagType();
        }

        if (value == typeof(string))
        {
            return a.Words is { } words
                ? new WordType([.. words.Select(static w => (w, (object?)w))])
                : new TextType(a.ValueName ?? "TEXT");
        }

        return a.Unit switch
        {
            OptionUnit.Bytes or OptionUnit.Mebibytes => new SizeType(value, a.Min, a.Max, a.Unit),
            OptionUnit.Milliseconds or OptionUnit.Seconds =>
                new DurationType(value, a.Min, a.Max, a.Unit),
            _ => new CountType(value, a.Min, a.Max),
        };
    }
}
