using System.Collections;
using System.CommandLine;
using EventLoopServer.Configuration.Files;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration;

/// <summary>
/// The server's options, from the command line, the environment and the configuration file.
/// </summary>
internal sealed class ServerCommandLine
{
    /// <summary>The heading of the options that have no section.</summary>
    public const string RootSection = "Clients, rooms and memory";

    private readonly OptionCommand<ServerOptions> _options;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly IReadOnlyList<string> _defaultFiles;
    private ParseResult? _parsed;
    private OptionReading<ServerOptions>? _reading;
    private ConfigurationContent _file = ConfigurationContent.None;

    private readonly Option<string> _config = new(ConfigurationFile.Option)
    {
        Description = ConfigurationSentences.ConfigHelp,
        HelpName = "FILE|off",
    };

    private readonly Option<bool> _print = new("--print-config")
    {
        Description = ConfigurationSentences.PrintHelp,
    };

    private readonly Option<bool> _check = new("--check-config")
    {
        Description = ConfigurationSentences.CheckHelp,
    };

    /// <param name="environment">Variables by name; null when none is read.</param>
    /// <param name="defaultFiles">
    /// Configuration files to look for; null when there are none.
    /// </param>
    public ServerCommandLine(
        IReadOnlyDictionary<string, string>? environment = null,
        IReadOnlyList<string>? defaultFiles = null)
    {
        _environment = environment ?? new Dictionary<string, string>();
        _defaultFiles = defaultFiles ?? [];
        Root.Options.Add(_config);
        Root.Options.Add(_print);
        Root.Options.Add(_check);
        _options = new OptionCommand<ServerOptions>(Root, _environment);
    }

    /// <summary>The variables of this process.</summary>
    public static IReadOnlyDictionary<string, string> ProcessEnvironment() =>
        Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(
                static v => (string)v.Key,
                static v => (string?)v.Value ?? "",
                OperatingSystem.IsWindows()
                    ? StringComparer.OrdinalIgnoreCase
                    : StringComparer.Ordinal);

    public RootCommand Root { get; } = new(
        "TcpChat: a chat server that drives every client from one thread. Sizes are 64KiB, 1MiB "
        + "or 1GiB, times 250ms, 5s, 10m or 1h. Each option has a variable of the environment "
        + "too: TCPCHAT_MAX_CLIENTS for --max-clients. In the configuration file it is "
        + "max-clients.");

    /// <summary>
    /// A configuration file in which every option is commented out, with its default.
    /// </summary>
    public string Template => ConfigurationTemplate.Write(_options.Rows, RootSection);

    /// <summary>All faults, each as one sentence; empty when there is none.</summary>
    public IReadOnlyList<string> Check(ParseResult parsed)
    {
        OptionReading<ServerOptions> reading = ReadOnce(parsed);
        IReadOnlyList<string> faults =
        [
            .. reading.Faults,
            .. UnknownVariables.Find(_environment, _options.Rows),
            .. _file.Faults,
        ];
        return faults.Count == 0 && OptionConflicts.Find(reading.Options) is { } conflict
            ? [conflict + WhereSet(conflict, reading)]
            : faults;
    }

    public ServerOptions Read(ParseResult parsed) => ReadOnce(parsed).Options;

    /// <summary>True when the program prints <see cref="Template"/> instead of starting.</summary>
    public bool WantsTemplate(ParseResult parsed) => IsGiven(parsed, _print);

    /// <summary>True when the program checks the options instead of starting.</summary>
    public bool WantsCheck(ParseResult parsed) => IsGiven(parsed, _check);

    /// <summary>The configuration file that was read; null when there is none.</summary>
    public string? FileOf(ParseResult parsed)
    {
        ReadOnce(parsed);
        return _file.File;
    }

    /// <summary>
    /// The variables that have set an option, for the log; empty when there are none.
    /// </summary>
    public string DescribeEnvironment(ParseResult parsed) =>
        string.Join(' ', ReadOnce(parsed).Variables);

    /// <summary>
    /// Reads the options once, with the files that they name. So the server uses exactly the values
    /// that were checked, even if a file is deleted in between.
    /// </summary>
    private OptionReading<ServerOptions> ReadOnce(ParseResult parsed)
    {
        if (_parsed != parsed || _reading is null)
        {
            _file = ConfigurationFile.Read(FileNamed(parsed), _defaultFiles, _options.Rows);
            (_parsed, _reading) = (parsed, _options.Read(parsed, _file.Settings));
        }

        return _reading;
    }

    private string? FileNamed(ParseResult parsed) =>
        parsed.GetResult(_config) is { Implicit: false, Tokens: [.., var token] }
            ? token.Value
            : _environment.GetValueOrDefault(ConfigurationFile.Variable);

    private static bool IsGiven(ParseResult parsed, Option<bool> option) =>
        parsed.GetResult(option) is { Errors: var errors } given
            && !errors.Any() && given.GetValue(option);

    /// <summary>Adds the source of an option that is not on the command line.</summary>
    private static string WhereSet(string conflict, OptionReading<ServerOptions> reading)
    {
        string[] words = conflict.Split(' ', ':', '.', ',');
        return string.Concat(
        [
            .. reading.Variables
                .Where(v => words.Contains(v.Row.Name))
                .Select(static v => OptionSentences.SetByVariable(v.Row.Name, v.Row.Variable)),
            .. reading.Settings
                .Where(s => words.Contains(s.Row.Name))
                .Select(static s => s.Where),
        ]);
    }
}
