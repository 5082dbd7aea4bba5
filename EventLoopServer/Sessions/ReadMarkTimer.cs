using EventLoopServer.Chat.Accounts;
using EventLoopServer.Observability;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Sessions;

/// <summary>
/// Stores changed read marks (how far a user has read a room) together, some seconds later. Marks
/// change all the time, and a mark that is lost in a crash does little harm.
/// </summary>
internal sealed class ReadMarkTimer(
    AccountDirectory accounts, TimerQueue timers, TurnClock clock, ILogger log) : LoopTimer
{
    /// <summary>How long a mark may wait, in ms.</summary>
    public const long DelayMs = 5_000;

    /// <summary>Starts the timer when the first mark waits.</summary>
    public void Start() => timers.Set(this, clock.NowMs + DelayMs);

    public override void Fire() => accounts.StoreReadMarks();

    public override void Failed(Exception fault) => Log.Bug(log, fault, nameof(ReadMarkTimer));
}
