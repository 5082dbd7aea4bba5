using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions.Login;

/// <summary>
/// Stores the password attempts that are not checked at once, in one queue for each network prefix
/// and password. The server does not read a connection while its attempt waits. So each connection
/// has at most one attempt, and all queues together are at most as long as the number of clients.
/// </summary>
/// <remarks>
/// An attempt is never refused because of other attempts from its address. If it were, a guesser
/// could lock the owner out. The wait does not depend on the speed of other guesses. It depends
/// only on the number of connections of the address that wait at the same time, which
/// <c>--address-clients</c> and <c>--local-clients</c> limit. So an address can guess at most as
/// often as its number of waiting connections divided by <see cref="DelayMs"/>, and at most once in
/// <see cref="BetweenChecksMs"/>.
/// </remarks>
internal sealed class PasswordQueues(CloseQueue closeQueue, TimerQueue timers, TurnClock clock)
    : IPasswordQueues
{
    /// <summary>How long an attempt waits in the queue, in ms.</summary>
    public const long DelayMs = PasswordAttempts.DelayMs;

    /// <summary>
    /// The least time between two checks for one network prefix, in ms. It allows an address with
    /// more than 100 connections 20 guesses a second. A random password of 12 letters and digits
    /// lasts 5e12 years.
    /// </summary>
    public const long BetweenChecksMs = 50;

    private readonly Dictionary<(
        NetworkPrefix Prefix, object Queue), PasswordQueue> _lines = [];

    public TimerQueue Timers { get; } = timers;

    public CloseQueue CloseQueue { get; } = closeQueue;

    public long NowMs => clock.NowMs;

    /// <summary>The number of queues with waiting attempts.</summary>
    public int Count => _lines.Count;

    public void Add(Session session, DelayedRequest attempt)
    {
        attempt.DueMs = NowMs + (attempt.DelayMs ?? DelayMs);
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
        if (session.Device.Delayed is { } attempt
            && _lines.TryGetValue(KeyOf(session, attempt), out PasswordQueue? line))
        {
            session.Device.Delayed = null;
            session.Device.IsWaiting = false;
            line.Remove(attempt);
        }
    }

    /// <summary>Runs an attempt that has waited, and resumes reading its session.</summary>
    public void Run(Session session, DelayedRequest attempt)
    {
        if (!session.Connection.IsOpen)
        {
            return;
        }

        // If the check takes longer, it sets the flag again.
        attempt.Device.IsWaiting = false;
        attempt.Run(new TurnTime(clock.NowMs, clock.UnixMs));
        if (!attempt.Device.IsWaiting)
        {
            attempt.Device.Continue();
        }
    }

    /// <summary>Removes a queue that has become empty.</summary>
    public void End(PasswordQueue line) => _lines.Remove((line.Prefix, line.Queue));

    private static (NetworkPrefix Prefix, object Queue) KeyOf(
        Session session, DelayedRequest attempt) =>
        (session.Output.Prefix.GetValueOrDefault(), attempt.Queue);
}
