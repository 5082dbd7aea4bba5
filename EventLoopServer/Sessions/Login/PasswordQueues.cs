using EventLoopServer.Admission;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions.Login;

/// <summary>
/// Keeps the attempts at passwords that are not checked at once, in a line for each address prefix
/// and password. A connection has at most one attempt here, since nothing more of it is read, so
/// all lines together are no longer than there are clients.
/// </summary>
/// <remarks>
/// An attempt is never refused because of what others sent from its address: that would let a
/// guesser lock the owner out. Its wait does not depend on how fast others guess but only on how
/// many connections of its address wait at the same time, which <c>--address-clients</c> and
/// <c>--local-clients</c> bound. In turn, guesses from an address are no faster than its waiting
/// connections divided by <see cref="DelayMs"/>, and one in <see cref="BetweenChecksMs"/>.
/// </remarks>
internal sealed class PasswordQueues(CloseQueue closeQueue, TimerQueue timers, TurnClock clock)
    : IPasswordQueues
{
    /// <summary>
    /// How long an attempt waits: half of the 10 s that clients wait for an answer. A connection
    /// makes no more than one guess in that time.
    /// </summary>
    public const long DelayMs = 5_000;

    /// <summary>
    /// The least time between two checks for one address, which is 20 guesses a second for one with
    /// more than 100 connections. A random password of 12 letters and digits lasts 5e12 years.
    /// </summary>
    public const long BetweenChecksMs = 50;

    private readonly Dictionary<(
        NetworkPrefix Prefix, object Queue), PasswordQueue> _lines = [];

    public TimerQueue Timers { get; } = timers;

    public CloseQueue CloseQueue { get; } = closeQueue;

    public long NowMs => clock.NowMs;

    /// <summary>Lines in which somebody waits.</summary>
    public int Count => _lines.Count;

    public void Add(Session session, DelayedRequest attempt)
    {
        attempt.DueMs = NowMs + DelayMs;
        (NetworkPrefix, object) key = KeyOf(session, attempt);
        if (!_lines.TryGetValue(key, out PasswordQueue? line))
        {
            line = new PasswordQueue(this, key.Item1, key.Item2);
            _lines.Add(key, line);
        }

        line.Add(session, attempt);
    }

    public void Remove(Session session)
    {
        if (session.Member.Delayed is { } attempt
            && _lines.TryGetValue(KeyOf(session, attempt), out PasswordQueue? line))
        {
            session.Member.Delayed = null;
            session.Member.IsWaiting = false;
            line.Remove(attempt);
        }
    }

    /// <summary>An attempt has waited: runs it and lets its session read on.</summary>
    public void Run(Session session, DelayedRequest attempt)
    {
        if (!session.Connection.IsOpen)
        {
            return;
        }

        attempt.Run(new TurnTime(clock.NowMs, clock.UnixMs));
        attempt.Member.GoOn();
    }

    /// <summary>Nobody waits in it any more.</summary>
    public void End(PasswordQueue line) => _lines.Remove((line.Prefix, line.Queue));

    private static (NetworkPrefix Prefix, object Queue) KeyOf(
        Session session, DelayedRequest attempt) =>
        (session.Output.Prefix.GetValueOrDefault(), attempt.Queue);
}
