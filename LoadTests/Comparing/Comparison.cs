using LoadTests.Clients;
using LoadTests.Measuring;
using LoadTests.Options;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Running;
using LoadTests.Scenarios;
using LoadTests.Sentences;
using LoadTests.Staging;
using Spectre.Console;

namespace LoadTests.Comparing;

/// <summary>
/// Compares the reactor with a thread per client under the same loads, in alternating rounds, so
/// that other work on the machine affects both. The figures are medians.
/// </summary>
internal sealed class Comparison(
    LoadOptions options, IProgressBar bar, IAnsiConsole console, CancellationToken stop)
{
    /// <summary>
    /// The number of clients next to a slow reader. Both servers can serve this many well.
    /// </summary>
    private const int ClientsBesideSlowReader = 100;

    /// <summary>
    /// The message size, in bytes. All messages together are more than a megabyte per second. The
    /// kernel buffers up to 4 MB for a client that does not read, and this buffer has to fill
    /// within a few seconds.
    /// </summary>
    private const int SlowReaderBytes = 4000;

    private const double SlowReaderRate = 300;

    public ComparisonReport Run()
    {
        Descriptors.Require(options.Counts.Max());
        var rows = new List<ComparisonRow>();
        foreach (int clients in options.Counts)
        {
            RunSettings settings = options.Settings with
            {
                Dialects = DialectMix.Lobby,
                Clients = clients,
                ArrivalTimeout = TimeSpan.FromMinutes(2),
            };
            Add(rows, ReportSentences.AsFastAsPossible, settings with { IsClosedLoop = true }, 0);
            Add(rows, ReportSentences.SameRate, settings with { IsClosedLoop = false }, 0);
        }

        RunSettings slow = options.Settings with
        {
            Dialects = DialectMix.Lobby,
            Clients = ClientsBesideSlowReader,
            IsClosedLoop = false,
            MessageBytes = SlowReaderBytes,
            Rate = SlowReaderRate,
        };
        Add(rows, ReportSentences.OneSlowReader, slow, 1);
        return new ComparisonReport
        {
            First = ReportSentences.OneReactor,
            Second = ReportSentences.ThreadPerClient,
            Rounds = options.Rounds,
            Seconds = options.Settings.Duration.TotalSeconds,
            WarmUpSeconds = options.Settings.WarmUp.TotalSeconds,
            Rows = rows,
        };
    }

    private void Add(
        List<ComparisonRow> rows, string workload, RunSettings settings, int slowReaders)
    {
        var reactor = new List<ComparisonSide>();
        var threads = new List<ComparisonSide>();
        for (int i = 0; i < options.Rounds && !stop.IsCancellationRequested; i++)
        {
            ComparisonSide one = Measure(ServerKind.Reactor, settings, slowReaders);
            ComparisonSide other = Measure(ServerKind.Threads, settings, slowReaders);
            if (!stop.IsCancellationRequested)
            {
                // A round in which one side is missing is dropped.
                reactor.Add(one);
                threads.Add(other);
            }
        }

        if (reactor.Count == 0)
        {
            return;
        }

        var row = new ComparisonRow(
            workload,
            settings.Clients,
            ComparisonFigures.MedianOf(reactor),
            ComparisonFigures.MedianOf(threads));
        rows.Add(row);
        bar.Clear();
        console.WriteLine(RunSentences.Compared(
            row.Clients, workload, Describe(row.First), Describe(row.Second)));
    }

    private ComparisonSide Measure(ServerKind kind, RunSettings settings, int slowReaders)
    {
        string[] arguments = kind == ServerKind.Threads
            ? ["--silent"]
            : ["--limits", "off", "--log-level", "error", "--max-clients",
                $"{settings.Clients + 100}"];
        using ServerUnderTest server = ServerUnderTest.Start(kind, arguments);
        ScenarioReport report = new BuiltInRunner(bar).Run(
            new LobbyTalk(slowReaders), settings, server.Address, server, stop);
        return ComparisonFigures.Of(report);
    }

    private static string Describe(ComparisonSide side) => RunSentences.ComparedSide(
        Figures.Count(side.DeliveriesPerSecond),
        Figures.Time(side.CpuUsPerDelivery),
        Figures.Time(side.P99Us),
        Figures.Share(side.Reach));
}
