using EventLoopServer.Connections;
using EventLoopServer.Sessions;
using EventLoopServer.Web.Answers;
using EventLoopServer.Web.Files;

namespace EventLoopServer.Web;

/// <summary>The services that all HTTP connections share.</summary>
/// <param name="Sessions">The services of chat sessions.</param>
/// <param name="Limits">The limits of HTTP connections.</param>
/// <param name="Hosts">Decides which hosts are this server.</param>
/// <param name="Proxies">Finds the client behind a trusted proxy.</param>
/// <param name="Admission">Counts connections by address.</param>
/// <param name="Router">Finds the answer to a request.</param>
/// <param name="Pull">Begins to send from the source of a connection.</param>
/// <param name="Open">Makes the chat session of a WebSocket.</param>
/// <param name="Files">Receives and sends files.</param>
internal sealed record WebServices(
    SessionServices Sessions,
    WebLimits Limits,
    HostRule Hosts,
    ProxyRule Proxies,
    WebAdmission Admission,
    WebRouter Router,
    Action<Connection> Pull,
    Func<Connection, Session> Open,
    FileTransfers Files);
