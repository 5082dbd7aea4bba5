using System.Security.Cryptography;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions.Resuming;

/// <summary>
/// Begins the session of a client that can resume. Decides what happens to its member when the
/// connection ends.
/// </summary>
internal sealed class Resumption(SessionTable sessions, AddressTable addresses, TurnClock clock)
{
    public SessionTable Sessions { get; } = sessions;

    /// <summary>The password of the server; null: none.</summary>
    public Password? Entry { get; set; }

    /// <summary>
    /// True when the client did not request or cause the end of the connection. Then its member
    /// waits for another connection.
    /// </summary>
    public static bool IsBreak(CloseReason reason) => reason
        is CloseReason.PeerClosed
        or CloseReason.PeerReset
        or CloseReason.Silent
        or CloseReason.Unfinished;

    /// <summary>Begins the session of a client that has its first name.</summary>
    /// <param name="device">The device.</param>
    /// <param name="connection">Its connection.</param>
    /// <param name="token">The token that the client was sent.</param>
    public void Begin(Device device, Connection connection, ReadOnlySpan<byte> token)
    {
        Sessions.Begin(device, SHA256.HashData(token), Entry?.MarkFor(token) ?? []);
        Count(connection);
    }

    /// <summary>
    /// True if a session may continue on this connection. A connection above the limit of its
    /// address needs a slot there. The session gives its own slot to the connection, or another
    /// slot has become free.
    /// </summary>
    /// <param name="slot">
    /// The address that counts the session now; null when no address does.
    /// </param>
    /// <param name="connection">The connection that resumes.</param>
    public bool MayContinue(NetworkPrefix? slot, Connection connection) =>
        connection is not { MustResume: true, AdmittedAddress: { } address }
        || slot == address || addresses.HasRoom(address);

    /// <summary>
    /// Continues a session on a connection, which then counts as an ordinary client of its address.
    /// </summary>
    public void Continue(ResumableSession session, Connection connection)
    {
        Sessions.Return(session);
        if (connection is { MustResume: true, AdmittedAddress: { } address })
        {
            addresses.Promote(address);
        }

        connection.MustResume = false;
        Count(connection);
    }

    /// <summary>
    /// Handles a broken connection: the member takes over the connection's slot at its address.
    /// </summary>
    public HeldAddress Hold(Connection connection)
    {
        var held = new HeldAddress(addresses, clock, connection.AdmittedAddress);
        connection.AdmittedAddress = null;
        return held;
    }

    /// <summary>Handles the end of a connection whose device leaves the chat.</summary>
    public void Part(Device device, Connection connection, CloseReason reason)
    {
        if (device.Resumable is { } session)
        {
            if (connection.AdmittedAddress is { } address)
            {
                addresses.CountSessions(address, -1);
            }

            Part(session, reason);
        }
    }

    /// <summary>Ends or keeps the session of a device that leaves the chat.</summary>
    public void Part(ResumableSession session, CloseReason reason)
    {
        switch (reason)
        {
            case var _ when session.IsInvalidated:
                Sessions.End(session);
                break;
            case CloseReason.ServerStops:
                Sessions.Suspend(session);
                break;
            case CloseReason.PeerClosed or CloseReason.PeerReset or CloseReason.Silent
                or CloseReason.Unfinished or CloseReason.TooSlow or CloseReason.OutOfBuffers
                or CloseReason.Bug:
                Sessions.Leave(session);
                break;
            case CloseReason.Quit when session is { IsKeptAtQuit: true, Account: not null }:
                Sessions.Leave(session);
                break;
            default:
                Sessions.End(session);
                break;
        }
    }

    private void Count(Connection connection)
    {
        if (connection.AdmittedAddress is { } address)
        {
            addresses.CountSessions(address, 1);
        }
    }
}
