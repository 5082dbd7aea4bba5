using System.Diagnostics;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>
/// The clients, rooms and flows of a load. It is independent of the runner, which sends the
/// messages of the flows.
/// </summary>
internal abstract class Scenario
{
    /// <summary>The value of <c>--scenario</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Describes the run with its settings, for reports.</summary>
    /// <param name="settings">The result of <see cref="Adapt"/>.</param>
    public abstract string Describe(RunSettings settings);

    /// <summary>True when it is part of the tour, which runs without <c>--scenario</c>.</summary>
    public virtual bool IsInTour => true;

    /// <summary>The default of <c>--loop</c>.</summary>
    public virtual bool IsClosedLoop => false;

    /// <summary>Additional arguments of a server that is started for this scenario.</summary>
    public virtual IReadOnlyList<string> ServerArguments => [];

    /// <summary>
    /// True when a server that is started for this scenario has rate limits and deadlines.
    /// </summary>
    public virtual bool KeepsLimits => false;

    /// <summary>
    /// The control run: the same scenario without its special load. Null when p99 is not compared.
    /// </summary>
    public virtual Scenario? Without => null;

    /// <summary>The p99 may be at most this multiple of that of the control run.</summary>
    public virtual double MaxTimesWithout => 2;

    /// <summary>
    /// True when a server that is started for this scenario keeps the chat on disk, in a temporary
    /// folder.
    /// </summary>
    public virtual bool HasStore => false;

    /// <summary>The outcomes of hostile connections, if the scenario has any.</summary>
    public virtual IReadOnlyList<HostileFigures> Hostile => [];

    /// <summary>The number of clients that connect at the same time.</summary>
    public virtual int ArrivalsAtOnce => 64;

    /// <summary>Adapts the settings to the scenario.</summary>
    public virtual RunSettings Adapt(RunSettings settings) => settings;

    /// <summary>The highest number of connections at the same time.</summary>
    public virtual int Connections(RunSettings settings) => settings.Clients;

    /// <summary>Writes stored lines before the server starts.</summary>
    /// <param name="folder">The server's data folder.</param>
    /// <param name="settings">The result of <see cref="Adapt"/>.</param>
    public virtual void FillStore(string folder, RunSettings settings)
    {
    }

    /// <summary>Creates clients, rooms and flows. No client connects yet.</summary>
    public abstract void SetUp(Stage stage);

    /// <summary>Called before the clients connect, under the lock.</summary>
    public virtual void BeginArrivals(Stage stage)
    {
    }

    /// <summary>Called when all clients have arrived or their time is over, under the lock.
    /// </summary>
    public virtual void EndArrivals(Stage stage)
    {
    }

    /// <summary>
    /// Runs the actions besides the flows. Called about every millisecond, under the lock.
    /// </summary>
    public virtual void Tick(Stage stage, long nowTicks)
    {
    }

    /// <summary>
    /// Ends the actions of <see cref="Tick"/>. Called repeatedly, under the lock.
    /// </summary>
    /// <returns>True when all actions have ended.</returns>
    public virtual bool Settle(Stage stage) => true;

    /// <summary>Messages per second of all flows together.</summary>
    public virtual double MessagesPerSecond(Stage stage)
    {
        if (stage.Settings.Rate > 0 || stage.Flows.Count == 0)
        {
            return stage.Settings.Rate;
        }

        double each = stage.Flows.Average(static f => (double)f.To.CountFor(f.Sender));
        return Math.Clamp(stage.Settings.Deliveries / Math.Max(1, each), 1, 5000);
    }

    public virtual IEnumerable<Threshold> Thresholds(RunSettings settings) =>
    [
        Threshold.NoErrors,
        Threshold.FullReach,
        Threshold.P99(settings.P99Limit),
    ];

    /// <summary>A remark about a run, for reports.</summary>
    public virtual string? Remark(Stage stage, IReadOnlyList<SecondSample> series) => null;

    protected static long Ticks(TimeSpan time) =>
        (long)(time.TotalSeconds * Stopwatch.Frequency);
}
