using LoadTests.Staging;
using NBomber.Contracts;
using Simulations = NBomber.CSharp.Simulation;

namespace LoadTests.NBomber;

/// <summary>How fast NBomber is asked to go, within what it accepts.</summary>
/// <param name="Simulation">As NBomber is given it.</param>
/// <param name="IsOpen">False: the next message waits for the last one.</param>
/// <param name="Text">As the report names it.</param>
internal sealed record NBomberPace(LoadSimulation Simulation, bool IsOpen, string Text)
{
    /// <summary>NBomber refuses shorter simulations.</summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    /// <summary>
    /// NBomber begins all iterations of an interval together. Short intervals make an even pace; a
    /// timer of Windows has 16 ms.
    /// </summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// The same with times that NBomber accepts: at least a second of load, and a warm-up that is
    /// not longer than it.
    /// </summary>
    public static RunSettings Fit(RunSettings settings)
    {
        TimeSpan duration = settings.Duration > s_shortest ? settings.Duration : s_shortest;
        return settings with
        {
            Duration = duration,
            WarmUp = settings.WarmUp < duration ? settings.WarmUp : duration,
        };
    }

    /// <summary>https://nbomber.com/docs/nbomber/load-simulation: closed systems.</summary>
    public static NBomberPace Closed(int flows, TimeSpan duration) =>
        new(Simulations.KeepConstant(flows, duration), IsOpen: false, "closed loop");

    /// <summary>Open systems: so many messages in each interval, answered or not.</summary>
    public static NBomberPace Open(double messagesPerSecond, TimeSpan duration)
    {
        double rate = Math.Max(messagesPerSecond, 1 / duration.TotalSeconds);
        int each = (int)Math.Ceiling(rate * s_interval.TotalSeconds);
        TimeSpan interval = TimeSpan.FromSeconds(each / rate);
        return new NBomberPace(
            Simulations.Inject(
                each, interval < duration ? interval : duration, duration),
            IsOpen: true,
            $"open loop, {rate:0.#} messages/s");
    }
}
