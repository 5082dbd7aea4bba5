using EventLoopServer.Chat;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Connections;
using EventLoopServer.Feeds;
using EventLoopServer.Observability;
using EventLoopServer.Reactor;
using EventLoopServer.Sessions.Delivery;
using EventLoopServer.Sessions.Rates;
using EventLoopServer.Sessions.Resuming;
using EventLoopServer.Timing;
using EventLoopServer.Transport.Tls;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Sessions;

/// <summary>The services that all sessions share.</summary>
internal sealed record SessionServices(
    RoomDirectory Directory,
    CommandTable Commands,
    CommandContext Context,
    FanOut FanOut,
    TurnOutput Output,
    CloseQueue CloseQueue,
    TimerQueue Timers,
    TurnClock Clock,
    ServerStats Stats,
    SessionLimits Limits,
    Receiver Receiver,
    ILogger Log,
    ClientLog ClientLog,
    TlsServer? Tls,
    IPasswordQueues Passwords,
    KeptConfirmations Kept,
    StoreWaitQueue StoreWaiters,
    Resumption Resumption)
{
    /// <summary>The limits of sessions, which a reload replaces.</summary>
    public SessionLimits Limits { get; set; } = Limits;

    /// <summary>Serves HTTP requests; null when the server rejects them.</summary>
    public IHttpServer? Http { get; set; }

    /// <summary>The time of this turn, on the monotonic clock and on the wall clock.</summary>
    public TurnTime Now => new(Clock.NowMs, Clock.UnixMs);
}
