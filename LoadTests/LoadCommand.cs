using System.CommandLine;
using System.Runtime.InteropServices;
using EventLoopServer.Configuration.Schema;
using LoadTests.Failures;
using LoadTests.Micro;
using LoadTests.Options;
using LoadTests.Reporting;
using LoadTests.Reporting.Terminal;
using LoadTests.ThreadPerClient;

namespace LoadTests;

/// <summary>The command line: what is run with which options.</summary>
internal sealed class LoadCommand
{
    private readonly OptionCommand<LoadOptions> _options;
    private readonly List<string> _fileFaults = [];
    private string? _command;

    public LoadCommand()
    {
        _options = new OptionCommand<LoadOptions>(Root);

        // NBomber has options of its own, such as --license: they are handed on.
        Root.TreatUnmatchedTokensAsErrors = false;
        Root.SetAction(Run);
        Root.Subcommands.Add(ThreadedCommand.Make());
    }

    public RootCommand Root { get; } = new(
        "What the server does under load: every message has to reach exactly those it is for, "
        + "once and in order, and in time.");

    /// <summary>Reads the command line, and the file that <c>--config</c> names.</summary>
    public ParseResult Parse(IReadOnlyList<string> words)
    {
        _fileFaults.Clear();
        _command = TypedCommand.Of(words);
        return Root.Parse(ConfigFile.Apply(words, _fileFaults));
    }

    /// <summary>All that is wrong, a sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Check(ParseResult parsed)
    {
        if (_fileFaults.Count > 0)
        {
            return _fileFaults;
        }

        OptionReading<LoadOptions> reading = _options.Read(parsed);
        return reading.Faults.Count > 0 ? reading.Faults : [.. reading.Options.Conflicts()];
    }

    private int Run(ParseResult parsed)
    {
        LoadOptions read = _options.Read(parsed).Options;
        LoadOptions options = read with
        {
            Settings = read.Settings.Seeded().FittedToProfile(),
            Rest = parsed.UnmatchedTokens,
            Command = _command,
        };
        try
        {
            return options.IsMicro
                ? RunMicro(options)
                : RunLoads(options.IsSmoke ? options.AsSmoke() : options);
        }
        catch (LoadTestException e)
        {
            Console.Error.WriteLine(e.Message);
            return e.IsUsage ? LoadTestExitCode.Usage : LoadTestExitCode.Failed;
        }
    }

    private static int RunMicro(LoadOptions options)
    {
        string folder = options.Reports ?? Path.GetTempPath();
        ReportFolder.Prepare(folder);
        return MicroBenchmarks.Run(Path.Combine(folder, "micro"));
    }

    private static int RunLoads(LoadOptions options)
    {
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = OnSignal(PosixSignal.SIGINT, stop);
        using PosixSignalRegistration terminate = OnSignal(PosixSignal.SIGTERM, stop);
        return new LoadRun(options, LoadConsole.ForOutput(), stop.Token).Run();
    }

    private static PosixSignalRegistration OnSignal(
        PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            // The first time the run ends and is reported; the second does not wait. The servers
            // that were started end in either case: their standard input does.
            context.Cancel = !stop.IsCancellationRequested;
            if (!context.Cancel)
            {
                // A bar that is still drawn has hidden it.
                LoadConsole.ForOutput().Cursor.Show(true);
            }

            stop.Cancel();
        });
}
