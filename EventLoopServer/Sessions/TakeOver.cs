using EventLoopServer.Chat.Rooms;
using EventLoopServer.Observability;
using EventLoopServer.Sessions.Resuming;

namespace EventLoopServer.Sessions;

/// <summary>Takes a member from its connection, so that another one can continue as it.</summary>
internal static class TakeOver
{
    /// <summary>
    /// Takes the member of an output: from its connection, which is then closed, or from the wait
    /// for one.
    /// </summary>
    /// <returns>Null: the member is about to leave. It was kicked, or has quit.</returns>
    public static DetachedMember? From(IMemberOutput output, SessionServices services)
    {
        switch (output)
        {
            case DetachedMember detached:
                return detached;
            case SessionOutput { Session: var old } when old.Connection.IsOpen:
                DetachedMember taken = Detach(old, services);
                services.CloseQueue.RequestClose(old.Connection, CloseReason.TakenOver);
                return taken;
            case SessionOutput { Session: var old }
                when Resumption.IsBreak(old.Connection.CloseReason):
                return Detach(old, services);
            default:
                return null;
        }
    }

    /// <summary>
    /// A session without a name continues as a member whose user has logged in again. It is another
    /// session: the token of the old one is void, and the ids of its requests begin again.
    /// </summary>
    /// <returns>False when the member is about to leave.</returns>
    public static bool TryLogIn(Session session, Member member, SessionServices services)
    {
        if (From(member.Output, services) is not { } detached)
        {
            return false;
        }

        if (member.Resumable is { } old)
        {
            services.Resumption.Sessions.End(old);
        }

        return session.TryAdopt(detached);
    }

    /// <summary>Only a member that counts as a session at its address keeps its slot.</summary>
    private static DetachedMember Detach(Session session, SessionServices services) =>
        session.Member.Resumable is null
            ? session.Detach(services.Resumption.Sessions.WindowMs)
            : session.Break();
}
