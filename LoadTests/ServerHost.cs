using System.Net;
using EventLoopServer;
using EventLoopServer.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoadTests;

/// <summary>A server on a free loopback port, on a thread of this process.</summary>
internal sealed class ServerHost : IAsyncDisposable
{
    private readonly ChatServer _server;
    private readonly Thread _thread;

    private ServerHost(ChatServer server)
    {
        _server = server;
        _thread = new Thread(server.Run) { Name = "reactor", IsBackground = true };
        _thread.Start();
    }

    public string Address => _server.Listeners[0].Listener.Address;

    public static ServerHost Start()
    {
        var options = new ServerOptions { Listen = [ListenAddress.Shared(IPAddress.Loopback, 0)] };
        var server = new ChatServer(options, new SocketNetwork(), NullLogger.Instance);
        server.Listen();
        return new ServerHost(server);
    }

    public ValueTask DisposeAsync()
    {
        _server.Stop();
        _thread.Join(TimeSpan.FromSeconds(10));
        _server.Dispose();
        return ValueTask.CompletedTask;
    }
}
