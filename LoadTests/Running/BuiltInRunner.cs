using System.Diagnostics;
using System.Net;
using LoadTests.Profiles;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Scenarios;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>
/// Runs a scenario on the calling thread: connects the clients, warms up, measures, and waits for
/// the last messages.
/// </summary>
/// <param name="bar">Shows the progress.</param>
/// <param name="reason">
/// The reason why NBomber is not used. With null, the runner's name contains no reason.
/// </param>
internal sealed class BuiltInRunner(IProgressBar bar, string? reason = null) : IScenarioRunner
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);

    /// <summary>The wait after the last message, to detect duplicates.</summary>
    private static readonly TimeSpan s_duplicateWait = TimeSpan.FromMilliseconds(50);

    public string Name => reason is null
        ? RunSentences.BuiltIn
        : RunSentences.BuiltInBecause(reason);

    public ScenarioReport Run(
        Scenario scenario,
        RunSettings settings,
        IPEndPoint address,
        ServerUnderTest? server,
        CancellationToken cancellation)
    {
        settings = scenario.Adapt(settings);
        using var stage = new Stage(settings, address)
        {
            LegacyAddresses = server?.OtherAddresses ?? [],
            RestartServer = server is null ? null : server.Restart,
        };
        var sampler = new Sampler(stage, server);
        sampler.BeforeArrivals();
        scenario.SetUp(stage);
        Arrive(scenario, stage, cancellation);

        bool isClosed = settings.IsClosedLoop ?? scenario.IsClosedLoop;
        double load = isClosed ? stage.Flows.Count : scenario.MessagesPerSecond(stage);
        LoadProfile profile = settings.Profile.For(load, settings.Duration);
        var pacer = new Pacer(stage, isClosed, profile);
        sampler.Offered = isClosed ? null : profile;
        sampler.Start(Stopwatch.GetTimestamp());
        if (stage.Failed == 0 && !cancellation.IsCancellationRequested)
        {
            Measure(scenario, stage, pacer, sampler, cancellation);
        }

        sampler.Finish(Stopwatch.GetTimestamp());
        Drain(scenario, stage);
        string pace = ScenarioResult.DescribeLoad(settings.Profile, isClosed, load);
        return ScenarioResult.Make(scenario, stage, sampler, server, pace);
    }

    /// <summary>Connects all clients. Other runners use it too.</summary>
    public void Arrive(Scenario scenario, Stage stage, CancellationToken cancellation)
    {
        lock (stage.Swarm.Gate)
        {
            scenario.BeginArrivals(stage);
        }

        Until(stage, stage.Settings.ArrivalTimeout, _ =>
        {
            bar.Show(
                RunSentences.Phase(scenario.Name, RunSentences.Arrivals),
                (double)stage.Arrived / stage.Clients.Count,
                RunSentences.Arrived(stage.Arrived, stage.Clients.Count));
            return stage.StartNext(scenario.ArrivalsAtOnce);
        }, null, cancellation);
        lock (stage.Swarm.Gate)
        {
            if (!cancellation.IsCancellationRequested)
            {
                stage.CountNotConnected();
            }

            scenario.EndArrivals(stage);
        }

        bar.Clear();
    }

    /// <summary>
    /// Waits for the last messages, and counts the lost ones. A stopped run waits too, because its
    /// messages are checked like all others. Other runners use this method too.
    /// </summary>
    public void Drain(Scenario scenario, Stage stage)
    {
        Until(stage, stage.Settings.DrainTimeout, _ =>
        {
            bar.Show(
                RunSentences.Phase(scenario.Name, RunSentences.LastMessages), 1, string.Empty);
            bool isSettled = scenario.Settle(stage);
            return stage.Swarm.Open == 0
                || (isSettled && stage.Checker.Received >= stage.Checker.Expected);
        }, null, CancellationToken.None);
        Until(stage, s_duplicateWait, static _ => false, null, CancellationToken.None);
        lock (stage.Swarm.Gate)
        {
            stage.Checker.Finish();
        }

        bar.Clear();
    }

    private void Measure(
        Scenario scenario,
        Stage stage,
        Pacer pacer,
        Sampler sampler,
        CancellationToken cancellation)
    {
        RunSettings settings = stage.Settings;
        lock (stage.Swarm.Gate)
        {
            pacer.WarmUp(Stopwatch.GetTimestamp());
        }

        Until(stage, settings.WarmUp, now =>
        {
            bar.Show(RunSentences.Phase(scenario.Name, RunSentences.WarmUp), 0, string.Empty);
            Work(scenario, stage, pacer, now);
            return stage.Swarm.Open == 0;
        }, null, cancellation);
        sampler.Start(Stopwatch.GetTimestamp());
        long from;
        long length = (long)(settings.Duration.TotalSeconds * Stopwatch.Frequency);
        lock (stage.Swarm.Gate)
        {
            // The time is read under the lock, so that messages sent before it are not counted.
            from = Stopwatch.GetTimestamp();
            stage.Meter.FromTicks = from;
            stage.Meter.ToTicks = from + length;
            pacer.Start(from);
        }

        Until(stage, settings.Duration, now =>
        {
            bar.Show(
                scenario.Name,
                (double)(now - from) / length,
                Describe(stage, sampler));
            Work(scenario, stage, pacer, now);

            // Without connections there is nothing left to measure.
            return now >= stage.Meter.ToTicks || stage.Swarm.Open == 0;
        }, sampler, cancellation);
        lock (stage.Swarm.Gate)
        {
            pacer.Tick(Math.Min(Stopwatch.GetTimestamp(), stage.Meter.ToTicks - 1));
            pacer.Stop();
            stage.Meter.ToTicks = Math.Min(stage.Meter.ToTicks, Stopwatch.GetTimestamp());
        }
    }

    private static string Describe(Stage stage, Sampler sampler)
    {
        // The p99 is that of the last whole second, because computing a p99 reads all counts.
        string last = sampler.Series.Count == 0
            ? ""
            : RunSentences.Progress(
                Figures.Rate(sampler.Series[^1].ReceivedPerSecond),
                Figures.Time(sampler.Series[^1].P99Us));
        return last + RunSentences.Errors(stage.Checker.ErrorCount);
    }

    private static void Work(Scenario scenario, Stage stage, Pacer pacer, long now)
    {
        pacer.Tick(Math.Min(now, stage.Meter.ToTicks - 1));
        scenario.Tick(stage, now);
    }

    /// <summary>
    /// Calls an action every millisecond, under the lock. Ends when the action returns true or the
    /// time is over.
    /// </summary>
    private static void Until(
        Stage stage,
        TimeSpan timeout,
        Func<long, bool> work,
        Sampler? sampler,
        CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        while (!cancellation.IsCancellationRequested)
        {
            lock (stage.Swarm.Gate)
            {
                stage.Swarm.SendTails();
                if (work(Stopwatch.GetTimestamp()))
                {
                    return;
                }
            }

            sampler?.Tick(Stopwatch.GetTimestamp());
            if (watch.Elapsed >= timeout)
            {
                return;
            }

            Thread.Sleep(s_tick);
        }
    }
}
