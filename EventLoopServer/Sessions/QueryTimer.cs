using EventLoopServer.Chat.Commands.Accounts;
using EventLoopServer.Chat.Waiting;
using EventLoopServer.Observability;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions;

/// <summary>
/// Runs the second step of a client's waiting command, after the answer to its query or at its
/// deadline. The server does not read the client meanwhile, so a client has at most one waiting
/// command. The step runs as a timer, so that an exception closes only this connection.
/// </summary>
internal sealed class QueryTimer(Session session, SessionServices services) : LoopTimer
{
    private QueryWait? _wait;

    public void Begin(QueryWait wait)
    {
        _wait = wait;
        wait.Ready = () => services.Timers.Set(this, services.Clock.NowMs);
        services.Timers.Set(this, wait.IsAnswered ? services.Clock.NowMs : wait.DueMs);
    }

    /// <summary>
    /// Drops a late answer, because the connection closes or its member is detached.
    /// </summary>
    public void Close()
    {
        services.Timers.Cancel(this);
        if (_wait is { } wait)
        {
            _wait = null;
            session.Device.IsWaiting = false;
            services.Directory.Queries.Abandon(wait);
            UnreadDelivery.Abandon(services.Context, session.Device);
        }
    }

    public override void Fire()
    {
        if (!session.Connection.IsOpen)
        {
            // Its close has begun in this turn, and abandons the wait.
            return;
        }

        QueryWait wait = _wait!;
        _wait = null;
        if (!wait.IsAnswered)
        {
            services.Directory.Queries.Abandon(wait);
        }

        session.Requests.Continue(wait);
    }

    public override void Failed(Exception fault)
    {
        session.Failed(fault);
        services.CloseQueue.RequestClose(session.Connection, CloseReason.Bug);
    }
}
