using System.Diagnostics;
using LoadTests.Archive;
using LoadTests.Checking;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>
/// Clients talk in one room while others page back through the stored lines of another room and
/// search.
/// </summary>
/// <param name="hasReaders">False for the control run.</param>
internal sealed class HistoryReading(bool hasReaders = true) : Scenario
{
    /// <summary>The number of clients per reader. The clients talk or listen.</summary>
    private const int ClientsPerReader = 5;

    private const int LinesPerClient = 500;

    /// <summary>The most stored lines. Writing this many takes up to 5 s.</summary>
    private const int MaxLines = 200_000;

    private readonly List<ArchiveReader> _readers = [];
    private long _endTicks;
    private bool _isOver;

    public override string Name => "history";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.HistoryReading(
            Math.Min(RoomFanOut.Senders, settings.Clients),
            settings.Clients,
            ReadersOf(settings),
            ArchiveReader.RequestsPerSecond,
            ArchiveReader.PageLines,
            LinesOf(settings));

    /// <summary>False, because a p99 needs several rounds.</summary>
    public override bool IsInTour => false;

    public override Scenario? Without =>
        hasReaders ? new HistoryReading(hasReaders: false) : null;

    public override double MaxTimesWithout => 1.2;

    public override bool HasStore => true;

    public override void FillStore(string folder, RunSettings settings) =>
        StoredArchive.Write(folder, LinesOf(settings));

    public override int Connections(RunSettings settings) =>
        settings.Clients + ReadersOf(settings);

    public override void SetUp(Stage stage)
    {
        new RoomFanOut().SetUp(stage);
        for (int i = 0; hasReaders && i < ReadersOf(stage.Settings); i++)
        {
            _readers.Add(new ArchiveReader(stage, seed: i));
        }
    }

    /// <summary>
    /// After the measured time, readers without an answer get this time for the first one.
    /// </summary>
    public TimeSpan FirstAnswerWait { get; init; } = TimeSpan.FromSeconds(2);

    public override void EndArrivals(Stage stage) => _readers.ForEach(static r => r.Connect());

    public override void Tick(Stage stage, long nowTicks)
    {
        if (!_isOver)
        {
            _readers.ForEach(r => r.Tick(nowTicks));
        }
    }

    public override bool Settle(Stage stage)
    {
        if (_isOver)
        {
            return true;
        }

        // If a reader got no answer, the scenario tested nothing. After a very short run, the first
        // answers are still due.
        if (_readers.Any(static r => r.Pages + r.Searches == 0))
        {
            long nowTicks = Stopwatch.GetTimestamp();
            _endTicks = _endTicks == 0 ? nowTicks : _endTicks;
            if (Stopwatch.GetElapsedTime(_endTicks, nowTicks) < FirstAnswerWait)
            {
                _readers.ForEach(r => r.Tick(nowTicks));
                return false;
            }

            stage.Checker.Count(ErrorKind.Lost, ErrorSentences.NoPage);
        }

        _isOver = true;
        _readers.ForEach(static r => r.Dispose());
        return true;
    }

    public override string? Remark(Stage stage, IReadOnlyList<SecondSample> series) =>
        _readers.Count == 0
            ? null
            : ScenarioSentences.ReaderRemark(
                _readers.Count,
                _readers.Sum(static r => r.Pages),
                _readers.Sum(static r => r.Searches),
                Figures.Time(_readers.Max(static r => r.Longest).TotalMicroseconds));

    private static int ReadersOf(RunSettings settings) =>
        Math.Max(1, settings.Clients / ClientsPerReader);

    private static int LinesOf(RunSettings settings) =>
        Math.Min(LinesPerClient * settings.Clients, MaxLines);
}
