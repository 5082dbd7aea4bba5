using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Configuration;
using EventLoopServer.Connections;
using EventLoopServer.Reactor;
using EventLoopServer.Sessions;
using EventLoopServer.Sessions.Login;
using EventLoopServer.Web;
using EventLoopServer.Web.Answers;
using EventLoopServer.Web.Files;
using EventLoopServer.Web.Metrics;
using Protocol.Dialects.Catalog;

namespace EventLoopServer.Hosting;

/// <summary>Creates the server of the page and of WebSockets.</summary>
/// <param name="Options">The options of the start.</param>
/// <param name="InForce">Returns the options that the last reload has changed.</param>
/// <param name="Sessions">The services of chat sessions.</param>
/// <param name="Flusher">Sends the answers.</param>
/// <param name="Addresses">The table of chat clients by address, and its size.</param>
internal sealed record ServerWeb(
    ServerOptions Options,
    Func<WebOptions> InForce,
    SessionServices Sessions,
    Flusher Flusher,
    AddressTable Addresses)
{
    /// <summary>
    /// The most bytes that the flusher puts into the ring of a connection in advance.
    /// </summary>
    private const int RingBytes = 64 * 1024;

    /// <summary>Creates the server; null when it is disabled.</summary>
    /// <param name="maxAddresses">The most addresses that are counted.</param>
    /// <param name="isOpen">Returns true until the stop begins.</param>
    /// <param name="sources">The parts that the metrics measure.</param>
    /// <param name="files">The shared files.</param>
    public IHttpServer? Open(
        int maxAddresses, Func<bool> isOpen, MetricsSources sources, ServerFiles files)
    {
        if (Options.Web.IsOff)
        {
            return null;
        }

        var limits = new WebLimits(Options.SliceBytes);
        limits = Options.LimitsOff ? limits.Off : limits;
        AddressTable MakeTable(int arrivals) => new(
            new AddressLimits(limits.Clients, arrivals, 0, 0) { Unlimited = Options.Web.Proxies },
            maxAddresses);
        return new WebServer(new WebServices(
            Sessions,
            limits,
            new HostRule(() => InForce().Hosts, FindCertificate),
            new ProxyRule(Options.Web.Proxies),
            new WebAdmission(
                Addresses,
                MakeTable(limits.Arrivals),
                MakeTable(limits.ProxiedArrivals),
                Sessions.Clock),
            MakeRouter(isOpen, sources),
            Flusher.Pull,
            OpenSession,
            new FileTransfers(
                files.Shares,
                () => files.Worker,
                Sessions,
                Flusher.Pull,
                Options.SlowReaderLimits.KernelBytes + RingBytes)));
    }

    private WebRouter MakeRouter(Func<bool> isOpen, MetricsSources sources)
    {
        var counts = new HttpCounts();
        return new WebRouter(
            WebAssets.Own,
            new HealthChecks(
                isOpen, () => Sessions.Directory.Store.Pressure == StorePressure.Full),
            new MetricsPage(sources, counts),
            new LoopView(sources),
            new MetricsAccess(() => InForce().MetricsToken?.Password),
            counts);
    }

    private X509Certificate2? FindCertificate() =>
        Sessions.Tls?.Options.ServerCertificateContext?.TargetCertificate;

    /// <summary>Opens the chat session of a WebSocket.</summary>
    private Session OpenSession(Connection connection)
    {
        var session = new Session(
            connection,
            Sessions,
            DialectCatalog.Shared,
            needsTls: false,
            own => new SharedPortLogin(own, Sessions, DialectCatalog.Shared));

        // A client ignores unknown kinds of events, so it is sent all of them.
        ProtocolUpgrade.End(session, DialectCatalog.Web, capabilities: ulong.MaxValue);
        return session;
    }
}
