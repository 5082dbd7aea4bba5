using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Sessions;
using EventLoopServer.Timing;

namespace EventLoopServer.Hosting.Systemd;

/// <summary>
/// Sends the status and the watchdog keep-alive. It is a timer of the loop: another thread would
/// send it while the loop is stuck.
/// </summary>
internal sealed class ServiceTimer(NotifySocket manager, SessionServices services) : LoopTimer
{
    /// <summary>Time between two status lines, in ms; shorter with a short watchdog.</summary>
    public const long StatusMs = 10_000;

    /// <summary>Half of the watchdog's time, as sd_watchdog_enabled(3) recommends.</summary>
    private long IntervalMs => manager.WatchdogMs > 0
        ? Math.Clamp(manager.WatchdogMs / 2, 1, StatusMs)
        : StatusMs;

    public void Start() => Fire();

    public override void Fire()
    {
        manager.KeepAlive(
            ServiceSentences.Status(services.Directory.People, services.Directory.Rooms.Count));
        services.Timers.Set(this, services.Clock.NowMs + IntervalMs);
    }

    public override void Failed(Exception fault)
    {
        ConfigurationLog.StatusFailed(services.Log, fault);
        services.Timers.Set(this, services.Clock.NowMs + IntervalMs);
    }
}
