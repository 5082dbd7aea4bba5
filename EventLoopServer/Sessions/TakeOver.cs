using EventLoopServer.Chat.Rooms;
using EventLoopServer.Observability;
using EventLoopServer.Sessions.Resuming;

namespace EventLoopServer.Sessions;

/// <summary>
/// Takes a device from its connection, so that another connection can continue with it.
/// </summary>
internal static class TakeOver
{
    /// <summary>
    /// Takes the device of an output from its connection, which is then closed. A detached device
    /// is taken from its wait instead.
    /// </summary>
    /// <returns>
    /// Null when the device is about to leave, because it was kicked or has quit.
    /// </returns>
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
    /// Detaches a device. It keeps its slot only if it counts as a session at its address.
    /// </summary>
    private static DetachedMember Detach(Session session, SessionServices services) =>
        session.Device.Resumable is null
            ? session.Detach(services.Resumption.Sessions.WindowMs)
            : session.Break();
}
