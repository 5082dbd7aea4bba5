using EventLoopServer.Configuration;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using EventLoopServer.Transport.Tls;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting;

/// <summary>Creates the TLS services of a server with a certificate.</summary>
/// <param name="Options">The options, with the certificate and its source.</param>
/// <param name="Services">The services for deadlines, closes and counts.</param>
/// <param name="Log">The log for faults of handshakes and of the certificate.</param>
internal sealed record ServerTls(ServerOptions Options, LoopServices Services, ILogger Log)
{
    /// <summary>Loads new certificates; null without TLS.</summary>
    public CertificateReload? Reload { get; private set; }

    /// <summary>Creates the TLS server; null when there is no certificate.</summary>
    public TlsServer? Open(HandshakeQueue handshakes, IBackgroundWorker worker)
    {
        if (Options.Certificate is not { } certificate)
        {
            return null;
        }

        TlsServer tls = new TlsServer(
            certificate.Context, Services, Log, Options.TlsLimits, handshakes);
        if (Options.Tls.Source is { } source)
        {
            Reload = new CertificateReload(source, certificate, tls, worker, Services, Log);
            Reload.Start();
        }

        return tls;
    }
}
