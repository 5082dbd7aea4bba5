using System.Diagnostics;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>
/// Who is there and who speaks to whom. Written once for all runners: it sets the stage, and a
/// runner keeps the flows going.
/// </summary>
internal abstract class Scenario
{
    /// <summary>As it is typed after <c>--scenario</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it does with these settings, in a sentence.</summary>
    /// <param name="settings">As <see cref="Adapt"/> has made them.</param>
    public abstract string Describe(RunSettings settings);

    /// <summary>True when it runs where no scenario is named.</summary>
    public virtual bool IsInTour => true;

    /// <summary>How it is paced when nobody says otherwise.</summary>
    public virtual bool IsClosedLoop => false;

    /// <summary>What a server that is started for it is told besides.</summary>
    public virtual IReadOnlyList<string> ServerArguments => [];

    /// <summary>True when a server that is started for it keeps its rates and deadlines.</summary>
    public virtual bool KeepsLimits => false;

    /// <summary>The same without what it is about, when its p99 is compared with that.</summary>
    public virtual Scenario? Without => null;

    /// <summary>What became of hostile connections, where it has any.</summary>
    public virtual IReadOnlyList<HostileFigures> Hostile => [];

    /// <summary>How many may be on their way in at the same time.</summary>
    public virtual int ArrivalsAtOnce => 64;

    /// <summary>The settings as it wants them.</summary>
    public virtual RunSettings Adapt(RunSettings settings) => settings;

    /// <summary>Connections at once, at most.</summary>
    public virtual int Connections(RunSettings settings) => settings.Clients;

    /// <summary>Puts people and flows on the stage. Nobody is connected yet.</summary>
    public abstract void SetUp(Stage stage);

    /// <summary>Called when the people are about to come. Under the lock.</summary>
    public virtual void BeginArrivals(Stage stage)
    {
    }

    /// <summary>Called when all have come, or the time for it is over. Under the lock.</summary>
    public virtual void EndArrivals(Stage stage)
    {
    }

    /// <summary>What happens besides the flows: called about every millisecond, under the lock.
    /// </summary>
    public virtual void Tick(Stage stage, long nowTicks)
    {
    }

    /// <summary>Nothing new may be said from now on. Under the lock.</summary>
    /// <returns>True when nothing is under way that it has begun.</returns>
    public virtual bool Settle(Stage stage) => true;

    /// <summary>Messages a second, of all flows together.</summary>
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

    /// <summary>What it has to say about a run besides.</summary>
    public virtual string? Remark(Stage stage, IReadOnlyList<SecondSample> series) => null;

    protected static long Ticks(TimeSpan time) =>
        (long)(time.TotalSeconds * Stopwatch.Frequency);
}
