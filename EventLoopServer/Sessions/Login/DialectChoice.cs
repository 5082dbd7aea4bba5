using EventLoopServer.Connections;
using EventLoopServer.Observability;
using Protocol.Dialects;

namespace EventLoopServer.Sessions.Login;

/// <summary>
/// Chooses the dialect of a connection from its first bytes. A TLS hello puts the TLS filter
/// under the connection, and the dialect is chosen again from the decrypted bytes.
/// </summary>
internal static class DialectChoice
{
    /// <returns>
    /// The dialect; null when the bytes do not show it yet, or belong to the TLS handshake.
    /// </returns>
    public static IDialect? TryChoose(
        Connection connection,
        SessionServices tools,
        DialectSet set,
        SessionLogin gate,
        ReadOnlySpan<byte> first)
    {
        IDialect? dialect = DialectSniffer.Sniff(first, set.Dialects);
        if (dialect == DialectCatalog.Tls && connection.Filter is null && tools.Tls is { } tls)
        {
            // The dialect inside is not known yet; the receiver asks the filter for bytes.
            tls.Open(connection, first);
            gate.Encrypting();
            return null;
        }

        if (dialect is null)
        {
            gate.Unrecognised(first);
        }

        return dialect;
    }

    /// <summary>The close reason of a client whose bytes cannot be decoded any further.</summary>
    public static CloseReason ReasonFor(IDialect dialect) =>
        dialect.RejectsClient ? CloseReason.WrongProtocol : CloseReason.Malformed;
}
