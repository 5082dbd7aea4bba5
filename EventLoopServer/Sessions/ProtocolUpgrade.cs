using EventLoopServer.Connections;
using Protocol.Dialects;

namespace EventLoopServer.Sessions;

/// <summary>
/// Changes the protocol of a connection: to TLS below the chat, to HTTP instead of the chat, and
/// from HTTP to the chat inside a WebSocket.
/// </summary>
internal static class ProtocolUpgrade
{
    /// <summary>Gives the connection to TLS or to the HTTP server.</summary>
    /// <param name="session">The session, whose client has no name.</param>
    /// <param name="services">The services that all sessions share.</param>
    /// <param name="first">All bytes of the client that are not used yet.</param>
    /// <param name="used">
    /// The bytes that were used; TLS uses all of them, and HTTP reads them again.
    /// </param>
    /// <returns>False when the server does not serve the other protocol.</returns>
    public static bool TryBegin(
        Session session, SessionServices services, ReadOnlySpan<byte> first, ref int used)
    {
        if (session.Dialect!.IsHttp)
        {
            return TryLeaveToHttp(session, services);
        }

        // TLS inside TLS is rejected.
        if (session.Connection.Filter is not null || services.Tls is not { } tls)
        {
            return false;
        }

        // The dialect is recognised again, from the decrypted bytes.
        session.Speak(null);
        tls.Open(session.Connection, first);
        session.Login.Encrypting();
        used += first.Length;
        return true;
    }

    /// <summary>Opens the chat for a client that has arrived through another protocol.</summary>
    /// <param name="session">A new session.</param>
    /// <param name="dialect">A dialect without a hello.</param>
    /// <param name="capabilities">The capabilities that all of its clients have.</param>
    public static void End(Session session, IDialect dialect, ulong capabilities)
    {
        session.Speak(dialect, capabilities);

        // The device was attached with the role of an unknown dialect.
        session.Device.Attach(session.Output);
        session.Login.Recognised();
        session.Requests.Welcome();
    }

    /// <summary>
    /// Gives the connection to the HTTP server. The session becomes garbage, 0.9 KB for each HTTP
    /// connection. To recognise HTTP before there is a session, another consumer would need the
    /// greeting, the deadlines and the TLS handshake of the login too.
    /// </summary>
    private static bool TryLeaveToHttp(Session session, SessionServices services)
    {
        if (services.Http is not { } http)
        {
            return false;
        }

        Connection connection = session.Connection;
        session.Abandon();
        http.Take(connection, session.NeedsTlsFirst);
        return true;
    }
}
