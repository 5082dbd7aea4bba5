using EventLoopServer.Observability;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting;

/// <summary>
/// <c>--stats</c>: logs statistics at an interval. Each line is about the time since the last one.
/// </summary>
internal sealed class StatsTimer(
    ServerStatistics figures, TimerQueue timers, TurnClock clock, long intervalMs,
    ILogger log) : LoopTimer
{
    private StatsSample _last = figures.Sample();

    public void Start() => timers.Set(this, clock.NowMs + intervalMs);

    public override void Fire()
    {
        StatsSample now = figures.Sample();
        figures.Write(log, _last, now);
        _last = now;
        Start();
    }

    public override void Failed(Exception fault) => Log.StatsFailed(log, fault);
}
