using System.Net;
using System.Net.Sockets;
using System.Text;

namespace UnitTests.Client.Terminal.Files;

/// <summary>A server that answers a GET in the pieces that the test chooses.</summary>
internal sealed class FileScript : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _sockets = [];

    public FileScript() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Waits for the next request.</summary>
    /// <returns>Its first line.</returns>
    public async Task<string> TakeAsync()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Socket socket = await _listener.AcceptSocketAsync(late.Token);
        _sockets.Add(socket);
        var head = new StringBuilder();
        var space = new byte[1000];
        while (!head.ToString().Contains("\r\n\r\n"))
        {
            int bytes = await socket.ReceiveAsync(space, late.Token);
            head.Append(Encoding.ASCII.GetString(space, 0, bytes));
        }

        return head.ToString().Split("\r\n")[0];
    }

    /// <summary>Answers the last request with a head.</summary>
    public void Begin(int bytes) => Send(Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Length: {bytes}\r\n\r\n"));

    /// <summary>Sends bytes of the body.</summary>
    public void Send(byte[] bytes) => _sockets[^1].Send(bytes);

    /// <summary>Ends the last connection.</summary>
    public void End() => _sockets[^1].Dispose();

    public void Dispose()
    {
        _listener.Dispose();
        _sockets.ForEach(static socket => socket.Dispose());
    }
}
