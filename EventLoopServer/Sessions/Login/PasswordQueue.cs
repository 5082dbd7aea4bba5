using EventLoopServer.Admission;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Observability;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions.Login;

/// <summary>
/// The waiting attempts at one password from one network prefix, in order of arrival. A queue
/// exists only while an attempt waits in it.
/// </summary>
internal sealed class PasswordQueue(
    PasswordQueues lines, NetworkPrefix prefix, object queue)
    : LoopTimer
{
    private readonly LinkedList<(Session Session, DelayedRequest Attempt)> _waiting = [];
    private readonly Dictionary<
        DelayedRequest, LinkedListNode<(Session, DelayedRequest)>> _places = [];

    private Session? _checked;
    private long _lastMs;

    public NetworkPrefix Prefix { get; } = prefix;

    /// <summary>Identifies the password. All attempts in the queue are for this password.</summary>
    public object Queue { get; } = queue;

    public void Add(Session session, DelayedRequest attempt)
    {
        _places.Add(attempt, _waiting.AddLast((session, attempt)));
        if (_waiting.Count == 1)
        {
            WaitForFirst();
        }
    }

    /// <summary>Removes an attempt whose connection closes.</summary>
    public void Remove(DelayedRequest attempt)
    {
        if (_places.Remove(attempt, out LinkedListNode<(Session, DelayedRequest)>? place))
        {
            _waiting.Remove(place);
            WaitForFirst();
        }
    }

    public override void Fire()
    {
        (_checked, DelayedRequest attempt) = _waiting.First!.Value;
        _waiting.RemoveFirst();
        _places.Remove(attempt);
        _lastMs = lines.NowMs;
        WaitForFirst();
        lines.Run(_checked, attempt);
    }

    public override void Failed(Exception fault)
    {
        _checked?.Failed(fault);
        if (_checked is { } session)
        {
            lines.CloseQueue.RequestClose(session.Connection, CloseReason.Bug);
        }
    }

    private void WaitForFirst()
    {
        if (_waiting.First is { } first)
        {
            long dueMs = Math.Max(
                first.Value.Attempt.DueMs, _lastMs + PasswordQueues.BetweenChecksMs);
            lines.Timers.Set(this, dueMs);
        }
        else
        {
            lines.Timers.Cancel(this);
            lines.End(this);
        }
    }
}
