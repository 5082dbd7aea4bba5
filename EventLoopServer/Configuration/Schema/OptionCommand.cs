using System.CommandLine;
using System.CommandLine.Parsing;

namespace EventLoopServer.Configuration.Schema;

/// <summary>
/// Adds the options of a schema to a command, and reads their values. The command line has
/// precedence over the environment, then comes the configuration file, then the defaults.
/// </summary>
internal sealed class OptionCommand<T>
    where T : class, IOptionRecord, new()
{
    private readonly OptionSchema<T> _schema = new();
    private readonly Dictionary<OptionRow, Option> _options = [];
    private readonly IReadOnlyDictionary<string, string> _environment;

    /// <param name="command">The command that gets the options.</param>
    /// <param name="environment">Variables by name; null when none is read.</param>
    public OptionCommand(
        Command command, IReadOnlyDictionary<string, string>? environment = null)
    {
        _environment = environment ?? new Dictionary<string, string>();
        foreach (OptionRow row in _schema.Rows)
        {
            Option option = row.IsFlag ? new Option<bool>(row.Name) : ValueOption(row);
            option.Description = Describe(row);
            command.Options.Add(option);
            _options.Add(row, option);
        }
    }

    public IReadOnlyList<OptionRow> Rows => _schema.Rows;

    /// <param name="parsed">The command line.</param>
    /// <param name="file">
    /// The options that a configuration file sets; null when there is no file.
    /// </param>
    public OptionReading<T> Read(
        ParseResult parsed, IReadOnlyList<OptionSetting>? file = null)
    {
        List<string> faults = [.. parsed.Errors.Select(static e => e.Message)];
        bool isReadable = faults.Count == 0;
        var values = new List<KeyValuePair<OptionRow, object?>>();
        var variables = new List<OptionVariable>();
        var settings = new List<OptionSetting>();
        foreach ((OptionRow row, Option option) in _options)
        {
            if (parsed.GetResult(option) is { Implicit: false } given)
            {
                if (isReadable)
                {
                    values.Add(new(row, ValueOf(row, option, given)));
                }
            }
            else if (_environment.GetValueOrDefault(row.Variable) is { Length: > 0 } text)
            {
                int before = faults.Count;
                object? value = row.ReadVariable(text, faults);
                if (faults.Count == before)
                {
                    values.Add(new(row, value));
                    variables.Add(new OptionVariable(row, text));
                }
            }
            else if (file?.FirstOrDefault(s => s.Row == row) is { } setting)
            {
                values.Add(new(row, setting.Value));
                settings.Add(setting);
            }
        }

        return new OptionReading<T>(_schema.With(values), faults, variables, settings);
    }

    private static object? ValueOf(OptionRow row, Option option, OptionResult given) =>
        option is Option<bool> flag
            ? given.GetValue(flag)
            : given.Tokens.Count == 0
                ? row.Read([], row.Name, [])
                : given.GetValue((Option<OptionValue>)option)?.Value;

    private static Option<OptionValue> ValueOption(OptionRow row)
    {
        var option = new Option<OptionValue>(row.Name)
        {
            HelpName = row.ValueName,
            Arity = row switch
            {
                { IsList: true } => ArgumentArity.OneOrMore,
                { NeedsValue: false } => ArgumentArity.ZeroOrOne,
                _ => ArgumentArity.ExactlyOne,
            },
            AllowMultipleArgumentsPerToken = row.TakesManyValues,
            CustomParser = result => Parse(row, result),
        };
        if (row.DefaultHere is { } text)
        {
            option.DefaultValueFactory = _ => new OptionValue(text);
        }

        return option;
    }

    private static OptionValue Parse(OptionRow row, ArgumentResult result)
    {
        var faults = new List<string>();
        object? value = row.Read(
            [.. result.Tokens.Select(static t => t.Value)], row.Name, faults);
        faults.ForEach(result.AddError);
        return new OptionValue(value);
    }

    private static string Describe(OptionRow row) =>
        row.Range is null ? row.Help : $"{row.Help}; {row.Range}";
}
