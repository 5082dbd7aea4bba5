using System.CommandLine;
using System.Runtime.InteropServices;
using EventLoopServer.Configuration.Schema;
using LoadTests.Failures;
using LoadTests.Micro;
using LoadTests.Options;
using LoadTests.Reporting;
using LoadTests.Reporting.Terminal;
using LoadTests.Sentences;
using LoadTests.ThreadPerClient;

namespace LoadTests;

/// <summary>The command line with its options.</summary>
internal sealed class LoadCommand
{
    private readonly OptionCommand<LoadOptions> _options;
    private readonly List<string> _fileFaults = [];
    private string? _command;

    public LoadCommand()
    {
        _options = new OptionCommand<LoadOptions>(Root);

        // Unknown options, such as --infra, may be options of NBomber. They are passed on to it.
        Root.TreatUnmatchedTokensAsErrors = false;
        Root.SetAction(Run);
        Root.Subcommands.Add(ThreadedCommand.Make());
    }

    public RootCommand Root { get; } = new(CommandLineSentences.Program);

    /// <summary>Reads the command line and the file of <c>--config</c>.</summary>
    public ParseResult Parse(IReadOnlyList<string> words)
    {
        _fileFaults.Clear();
        _command = TypedCommand.Of(words);
        return Root.Parse(ConfigFile.Apply(words, _fileFaults));
    }

    /// <summary>All errors, one sentence each; empty without errors.</summary>
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
            // The first signal ends the run with a report, and the second ends the program at once.
            // Started servers end in both cases, because their standard input closes.
            context.Cancel = !stop.IsCancellationRequested;
            if (!context.Cancel)
            {
                // A progress bar has hidden the cursor.
                LoadConsole.ForOutput().Cursor.Show(true);
            }

            stop.Cancel();
        });
}
