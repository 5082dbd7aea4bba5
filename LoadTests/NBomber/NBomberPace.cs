using LoadTests.Profiles;
using LoadTests.Staging;
using NBomber.Contracts;
using NBomber.CSharp;

namespace LoadTests.NBomber;

/// <summary>
/// A load profile as the simulations that NBomber needs. A simulation is NBomber's term for a load
/// and its duration.
/// </summary>
/// <param name="Simulations">In their order.</param>
/// <param name="IsOpen">
/// True when messages are sent at a rate. False when the next message waits for the last one.
/// </param>
internal sealed record NBomberPace(LoadSimulation[] Simulations, bool IsOpen)
{
    /// <summary>The most simulations for one ramp of an open loop.</summary>
    private const int MaxSteps = 100;

    /// <summary>NBomber refuses shorter simulations.</summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The interval of a simulation. NBomber begins all iterations of an interval together, so
    /// short intervals make an even pace. A timer of Windows has a resolution of 16 ms.
    /// </summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// The same settings with times that NBomber accepts: each phase lasts at least a second, and
    /// the warm-up is not longer than the load.
    /// </summary>
    public static RunSettings Fit(RunSettings settings)
    {
        TimeSpan duration = Longer(settings.Duration, s_shortest);
        LoadShape shape = settings.Profile;
        LoadProfile profile = shape.For(1, duration);
        if (profile.Phases.Any(static p => p.Duration < s_shortest))
        {
            TimeSpan[] times =
                [.. profile.Phases.Select(static p => Longer(p.Duration, s_shortest))];
            duration = times.Aggregate(static (sum, time) => sum + time);

            // A shape is stretched to the duration of a run, so its times only have a meaning as
            // shares.
            TimeSpan whole = shape.Duration ?? s_shortest;
            shape = shape with
            {
                Phases =
                [
                    .. shape.Phases.Zip(times, (phase, time) =>
                        phase with { Duration = whole * (time / duration) }),
                ],
            };
        }

        return settings with
        {
            Duration = duration,
            Profile = shape,
            WarmUp = settings.WarmUp < duration ? settings.WarmUp : duration,
        };
    }

    /// <summary>
    /// A closed system: a number of copies repeat their iteration.
    /// https://nbomber.com/docs/nbomber/load-simulation
    /// </summary>
    /// <param name="profile">The profile. Its loads are numbers of senders.</param>
    /// <param name="flows">The number of flows, which is the highest number of senders.</param>
    public static NBomberPace Closed(LoadProfile profile, int flows)
    {
        var simulations = new List<LoadSimulation>();
        int copies = 0;
        foreach (LoadPhase phase in profile.Phases)
        {
            TimeSpan during = Longer(phase.Duration, s_shortest);
            int from = Copies(phase.From, flows);
            int to = Copies(phase.To, flows);
            bool isFirst = simulations.Count == 0;
            bool begins = from != copies || isFirst;
            if (from == to)
            {
                simulations.Add(from > 0 || isFirst
                    ? Simulation.KeepConstant(AtLeastOne(from), during)
                    : Simulation.Pause(during));
            }
            else
            {
                // A ramp of NBomber begins with the number of copies of the simulation before it.
                // If the profile's ramp begins with another number, its first second becomes
                // constant, at its average.
                if (begins)
                {
                    bool isShort = during < 2 * s_shortest;
                    TimeSpan first = isShort ? during : s_shortest;
                    double average = from + ((to - from) * (first / during) / 2);
                    int senders = AtLeastOne((int)Math.Round(average));
                    simulations.Add(Simulation.KeepConstant(senders, first));
                    during -= first;
                }

                if (during > TimeSpan.Zero)
                {
                    simulations.Add(Simulation.RampingConstant(to, during));
                }
            }

            copies = to;
        }

        return new NBomberPace([.. simulations], IsOpen: false);
    }

    /// <summary>
    /// An open system: a number of messages start in each interval, answered or not.
    /// </summary>
    /// <param name="profile">The profile. Its loads are messages per second.</param>
    public static NBomberPace Open(LoadProfile profile)
    {
        var simulations = new List<LoadSimulation>();
        double due = 0;
        long sent = 0;
        foreach (LoadPhase phase in profile.Phases)
        {
            // RampingInject takes whole messages per interval. With an interval of 20 ms, the rate
            // would rise in steps of 50 messages per second. Constant steps of a second or more are
            // finer.
            double seconds = phase.Duration.TotalSeconds;
            double most = Math.Min(seconds, phase.CountUntil(seconds));
            int steps = phase.IsRamp ? (int)Math.Clamp(most, 1, MaxSteps) : 1;
            for (int i = 1; i <= steps; i++)
            {
                // Messages that rounding leaves out of one step are sent in the next step.
                double missing = due + phase.CountUntil(seconds * i / steps) - sent;
                TimeSpan during = Longer(phase.Duration / steps, s_shortest);
                simulations.Add(
                    Inject(missing, during, isFirst: simulations.Count == 0, ref sent));
            }

            due += phase.CountUntil(seconds);
        }

        return new NBomberPace([.. simulations], IsOpen: true);
    }

    /// <param name="messages">The number of messages within the duration.</param>
    /// <param name="during">The duration.</param>
    /// <param name="isFirst">
    /// True for the first simulation. It has at least one message, because the measurement begins
    /// with the first one.
    /// </param>
    /// <param name="sent">The number of sent messages, to which these are added.</param>
    private static LoadSimulation Inject(
        double messages, TimeSpan during, bool isFirst, ref long sent)
    {
        if (messages < 0.5 && !isFirst)
        {
            return Simulation.Pause(during);
        }

        double all = Math.Max(messages, 1);
        int each = (int)Math.Ceiling(all * (s_interval / during));
        int intervals = (int)Math.Max(1, Math.Round(all / each));
        sent += (long)each * intervals;

        // The interval is rounded up, so that no additional interval fits.
        long ticks = (during.Ticks + intervals - 1) / intervals;
        return Simulation.Inject(each, TimeSpan.FromTicks(ticks), during);
    }

    private static int Copies(double load, int flows) => (int)Math.Min(Math.Round(load), flows);

    /// <summary>The measurement begins with the first iteration, so there has to be one.</summary>
    private static int AtLeastOne(int copies) => Math.Max(copies, 1);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
