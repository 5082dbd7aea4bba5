using System.CommandLine;
using System.CommandLine.Parsing;
using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>The server's options, from the command line and the environment.</summary>
internal sealed class ServerCommandLine
{
    private readonly OptionCommand<ServerOptions> _options;

    /// <param name="environment">Variables by name; null: none is read.</param>
    public ServerCommandLine(IReadOnlyDictionary<string, string>? environment = null) =>
        _options = new OptionCommand<ServerOptions>(
            Root, environment ?? new Dictionary<string, string>());

    public RootCommand Root { get; } =
        new("TcpChat: a chat server that drives every client from one thread.");

    /// <summary>All that is wrong, a sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Check(ParseResult parsed)
    {
        OptionReading<ServerOptions> reading = _options.Read(parsed);
        return reading.Faults.Count == 0 && OptionConflicts.Find(reading.Options) is { } conflict
            ? [conflict]
            : reading.Faults;
    }

    public ServerOptions Read(ParseResult parsed) => _options.Read(parsed).Options;
}
