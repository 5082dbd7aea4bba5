using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// The parts that all TLS connections share: the certificate, the limits, and the queue of
/// handshakes.
/// </summary>
internal sealed class TlsServer(
    SslStreamCertificateContext certificate,
    LoopServices services,
    ILogger log,
    TlsLimits limits,
    HandshakeQueue handshakes)
{
    public CloseQueue CloseQueue => services.CloseQueue;

    public TimerQueue Timers => services.Timers;

    public ServerStats Stats => services.Stats;

    public ILogger Log => log;

    /// <summary>The limits. A reload replaces the time for a handshake.</summary>
    public TlsLimits Limits { get; set; } = limits;

    public HandshakeQueue Handshakes => handshakes;

    public long NowMs => services.Clock.NowMs;

    /// <summary>Makes the stream that encrypts one connection.</summary>
    public Func<Stream, SslStream> MakeStream { get; init; } = static wire => new SslStream(wire);

    /// <summary>
    /// Memory for partial records of connections before the end of their handshake. It is half of
    /// the total, so that unauthenticated clients take nothing from the others.
    /// </summary>
    public PartialRecordBudget UnauthenticatedRecords { get; } =
        new(services.CloseQueue, limits.HeldBytes / 2);

    /// <summary>
    /// Memory for partial records of connections after the end of their handshake. It is the other
    /// half.
    /// </summary>
    public PartialRecordBudget SecureParts { get; } =
        new(services.CloseQueue, limits.HeldBytes / 2);

    /// <summary>
    /// A buffer for decrypted bytes between SslStream and the caller that reads them.
    /// </summary>
    public byte[] Plain { get; } = new byte[16 * 1024];

    public SslServerAuthenticationOptions Options { get; private set; } = MakeOptions(certificate);

    /// <summary>
    /// Uses this certificate for new handshakes. Existing connections keep theirs.
    /// </summary>
    public void Use(SslStreamCertificateContext renewed) => Options = MakeOptions(renewed);

    /// <summary>Puts TLS under a connection whose peer has begun to use it.</summary>
    /// <param name="connection">A connection without a filter.</param>
    /// <param name="first">All bytes that the peer has sent so far.</param>
    public void Open(Connection connection, ReadOnlySpan<byte> first)
    {
        TlsFilter channel = new TlsFilter(connection, this);
        connection.Filter = channel;
        channel.Begin(first);
    }

    [SuppressMessage(
        "Security",
        "CA5398:Avoid hardcoded SslProtocols values",
        Justification = "Older versions are refused whatever the system allows.")]
    private static SslServerAuthenticationOptions MakeOptions(
        SslStreamCertificateContext certificate) => new()
        {
            ServerCertificateContext = certificate,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificateRequired = false,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,

            // With renegotiation, a client could keep the reactor busy with handshakes alone.
            AllowRenegotiation = false,
        };
}
