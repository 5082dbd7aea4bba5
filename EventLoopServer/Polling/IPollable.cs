using System.Net.Sockets;

namespace EventLoopServer.Polling;

/// <summary>
/// What a poller can watch. Only <see cref="SelectPoller"/> asks for the socket; a simulated poller
/// knows its own transports.
/// </summary>
internal interface IPollable
{
    Socket Socket { get; }
}
