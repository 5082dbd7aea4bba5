using EventLoopServer.Configuration;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using EventLoopServer.Transport.Tls;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting;

/// <summary>Puts together what a server with a certificate needs.</summary>
/// <param name="Options">With the certificate, and where it is from.</param>
/// <param name="Timers">For deadlines and looks at the certificate's files.</param>
/// <param name="Clock">The turn's time.</param>
/// <param name="Stats">Where handshakes are counted.</param>
/// <param name="Log">For faults of handshakes and of the certificate.</param>
internal sealed record ServerTls(
    ServerOptions Options, TimerQueue Timers, TurnClock Clock, ServerStats Stats, ILogger Log)
{
    /// <summary>Null when there is no certificate.</summary>
    public TlsServer? Open(
        CloseQueue closeQueue, HandshakeQueue handshakes, IBackgroundWorker worker)
    {
        if (Options.Certificate is not { } certificate)
        {
            return null;
        }

        TlsServer tls = new TlsServer(
            certificate.Context,
            closeQueue,
            Timers,
            Clock,
            Stats,
            Log,
            Options.TlsLimits,
            handshakes);
        if (Options.Tls.Source is { } source)
        {
            new CertificateReload(source, certificate, tls, worker, Timers, Clock, Log)
                .Start();
        }

        return tls;
    }
}
