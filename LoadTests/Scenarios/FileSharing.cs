using System.Diagnostics;
using LoadTests.Checking;
using LoadTests.Files;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>Clients talk in one room while others send and fetch files.</summary>
/// <param name="hasFiles">False for the control run.</param>
internal sealed class FileSharing(bool hasFiles = true) : Scenario
{
    /// <summary>The number of clients that talk or listen, for each transfer.</summary>
    private const int ClientsPerTransfer = 10;

    private readonly List<FilePeer> _peers = [];
    private long _endTicks;
    private bool _isStopping;

    public override string Name => "files";

    public override string Describe(RunSettings settings) => ScenarioSentences.FileSharing(
        Math.Min(RoomFanOut.Senders, settings.Clients),
        settings.Clients,
        TransfersOf(settings),
        FilePeer.BytesPerSecond / 1024);

    /// <summary>False, because a p99 needs several rounds.</summary>
    public override bool IsInTour => false;

    public override Scenario? Without => hasFiles ? new FileSharing(hasFiles: false) : null;

    public override double MaxTimesWithout => 1.5;

    public override bool HasStore => true;

    /// <summary>
    /// More space than a run needs. Equal files take space on disk once, but count each time.
    /// </summary>
    public override IReadOnlyList<string> ServerArguments { get; } = ["--files-size", "1024GiB"];

    /// <summary>Each transfer has a connection of its own, beside that of its client.</summary>
    public override int Connections(RunSettings settings) =>
        settings.Clients + (2 * TransfersOf(settings));

    /// <summary>
    /// After the measured time of a very short run, this time is left for the first file.
    /// </summary>
    public TimeSpan FirstFileWait { get; init; } = TimeSpan.FromSeconds(10);

    public override void SetUp(Stage stage)
    {
        new RoomFanOut().SetUp(stage);
        byte[] room = stage.NewRoom().NameBytes;
        for (int i = 0; hasFiles && i < TransfersOf(stage.Settings); i++)
        {
            _peers.Add(new FilePeer(stage, room, i));
        }
    }

    public override void EndArrivals(Stage stage) => _peers.ForEach(static p => p.Connect());

    public override void Tick(Stage stage, long nowTicks)
    {
        if (!_isStopping)
        {
            _peers.ForEach(static p => p.Tick());
        }
    }

    public override bool Settle(Stage stage)
    {
        if (_peers.Count == 0)
        {
            return true;
        }

        if (!_isStopping)
        {
            long nowTicks = Stopwatch.GetTimestamp();
            _endTicks = _endTicks == 0 ? nowTicks : _endTicks;
            if (_peers.All(static p => p.Files == 0))
            {
                if (Stopwatch.GetElapsedTime(_endTicks, nowTicks) < FirstFileWait)
                {
                    Tick(stage, nowTicks);
                    return false;
                }

                // If no file was shared, the scenario tested nothing.
                stage.Checker.Count(ErrorKind.Lost, ErrorSentences.NoFile);
            }

            _isStopping = true;
            _peers.ForEach(static p => p.Stop());
        }

        if (!_peers.All(static p => p.IsOver))
        {
            return false;
        }

        _peers.ForEach(static p => p.Dispose());
        return true;
    }

    public override string? Remark(Stage stage, IReadOnlyList<SecondSample> series) =>
        _peers.Count == 0
            ? null
            : ScenarioSentences.FilesRemark(
                _peers.Count,
                _peers.Sum(static p => p.Files),
                Figures.Bytes(_peers.Sum(static p => p.Bytes)));

    private static int TransfersOf(RunSettings settings) =>
        Math.Max(1, settings.Clients / ClientsPerTransfer);
}
