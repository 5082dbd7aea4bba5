using EventLoopServer.Admission;
using EventLoopServer.Connections;
using EventLoopServer.Sessions;

namespace EventLoopServer.Web;

/// <summary>
/// Serves the page and opens WebSockets. It uses the ports of the chat and the reactor's thread.
/// </summary>
internal sealed class WebServer(WebServices services) : IHttpServer
{
    public bool TryAdmit(NetworkPrefix address) => services.Admission.TryEnter(address);

    public void Leave(NetworkPrefix address) => services.Admission.Leave(address);

    public void Take(Connection connection, bool isBare) =>
        connection.Consumer = new HttpConnection(connection, services, isBare);
}
