using System.Net;
using System.Net.Sockets;

namespace UnitTests.Client.Library.Resuming;

/// <summary>A TCP proxy on a free port. A test cuts its connections at any byte.</summary>
internal sealed class CuttableProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _lock = new();
    private readonly List<Socket> _sockets = [];
    private readonly Random _random;
    private long _left = long.MaxValue;
    private bool _isDisposed;

    /// <param name="target">The port of the server; it may change.</param>
    /// <param name="seed">Decides where connections are cut.</param>
    public CuttableProxy(int target, int seed)
    {
        Target = target;
        _random = new Random(seed);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Target { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that were cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Cuts after at most this many bytes, again and again; 0: never.</summary>
    public int CutWithin
    {
        get;
        set
        {
            lock (_lock)
            {
                field = value;
                _left = value > 0 ? _random.Next(1, value) : long.MaxValue;
            }
        }
    }

    /// <summary>Resets all connections.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            Cuts++;
            _sockets.ForEach(static socket => socket.Close(timeout: 0));
            _sockets.Clear();
            _left = CutWithin > 0 ? _random.Next(1, CutWithin) : long.MaxValue;
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        _listener.Dispose();
        Cut();
    }

    private async Task AcceptAsync()
    {
        while (!_isDisposed)
        {
            try
            {
                Socket client = await _listener.AcceptSocketAsync();
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                lock (_lock)
                {
                    _sockets.AddRange([client, server]);
                }

                _ = ServeAsync(client, server);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The listener was disposed of, or the client is gone.
            }
        }
    }

    private async Task ServeAsync(Socket client, Socket server)
    {
        try
        {
            client.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, Target);
            await Task.WhenAny(ForwardAsync(client, server), ForwardAsync(server, client));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The server is not there, or the connection was cut.
        }

        client.Close(timeout: 0);
        server.Close(timeout: 0);
    }

    private async Task ForwardAsync(Socket from, Socket to)
    {
        var bytes = new byte[16 * 1024];
        while (true)
        {
            int got = await from.ReceiveAsync(bytes);
            if (got == 0)
            {
                return;
            }

            int allowed = Allow(got);
            await to.SendAsync(bytes.AsMemory(0, allowed));
            if (allowed < got)
            {
                Cut();
                return;
            }
        }
    }

    private int Allow(int bytes)
    {
        lock (_lock)
        {
            int allowed = (int)Math.Min(bytes, _left);
            _left -= allowed;
            return allowed;
        }
    }
}
