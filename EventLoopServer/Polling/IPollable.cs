using System.Net.Sockets;

namespace EventLoopServer.Polling;

/// <summary>
/// An object that a poller can watch. Only <see cref="SelectPoller"/> uses the socket; a simulated
/// poller uses its own transports.
/// </summary>
internal interface IPollable
{
    Socket Socket { get; }
}
