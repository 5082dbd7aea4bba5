using System.Collections;
using System.CommandLine;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration;

/// <summary>The server's options, from the command line and the environment.</summary>
internal sealed class ServerCommandLine
{
    private readonly OptionCommand<ServerOptions> _options;
    private ParseResult? _parsed;
    private OptionReading<ServerOptions>? _reading;

    /// <param name="environment">Variables by name; null: none is read.</param>
    public ServerCommandLine(IReadOnlyDictionary<string, string>? environment = null) =>
        _options = new OptionCommand<ServerOptions>(Root, environment);

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
        + "too: TCPCHAT_MAX_CLIENTS for --max-clients.");

    /// <summary>All faults, one sentence each; empty when there is none.</summary>
    public IReadOnlyList<string> Check(ParseResult parsed)
    {
        OptionReading<ServerOptions> reading = ReadOnce(parsed);
        return reading.Faults.Count == 0 && OptionConflicts.Find(reading.Options) is { } conflict
            ? [conflict + WhereSet(conflict, reading.Variables)]
            : reading.Faults;
    }

    public ServerOptions Read(ParseResult parsed) => ReadOnce(parsed).Options;

    /// <summary>The variables that have set an option, for the log; empty: none.</summary>
    public string DescribeEnvironment(ParseResult parsed) =>
        string.Join(' ', ReadOnce(parsed).Variables);

    /// <summary>
    /// Reads the files that options name only once. So the server gets exactly what was checked,
    /// even if a file disappears in between.
    /// </summary>
    private OptionReading<ServerOptions> ReadOnce(ParseResult parsed)
    {
        if (_parsed != parsed || _reading is null)
        {
            (_parsed, _reading) = (parsed, _options.Read(parsed));
        }

        return _reading;
    }

    /// <summary>Names the variable of an option that is not on the command line.</summary>
    private static string WhereSet(string conflict, IEnumerable<OptionVariable> variables) =>
        string.Concat(variables
            .Select(static v => v.Row)
            .Where(r => conflict.Split(' ', ':', '.', ',').Contains(r.Name))
            .Select(static r => OptionSentences.SetByVariable(r.Name, r.Variable)));
}
