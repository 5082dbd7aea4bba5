using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LoadTests.Breaking;

/// <summary>
/// A TCP proxy on a free port of the loopback interface, which breaks its connections at random.
/// </summary>
internal sealed class BreakingProxy : IDisposable
{
    private const int Backlog = 4096;

    private readonly Socket _listener = new(
        AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private readonly IPEndPoint _server;
    private readonly Random _random;
    private readonly Lock _lock = new();
    private readonly HashSet<BreakingLine> _lines = [];
    private readonly int[] _faults = new int[Enum.GetValues<LineFault>().Length];
    private bool _isDisposed;

    /// <param name="server">The address of the server.</param>
    /// <param name="seed">The seed of the faults.</param>
    public BreakingProxy(IPEndPoint server, int seed)
    {
        (_server, _random) = (server, new Random(seed));
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(Backlog);
        Address = (IPEndPoint)_listener.LocalEndPoint!;
        _ = AcceptAsync();
    }

    public IPEndPoint Address { get; }

    /// <summary>True while the proxy forwards everything, as it does at first.</summary>
    public bool IsCalm { get; set; } = true;

    /// <summary>How often each fault has happened.</summary>
    public IReadOnlyList<int> Faults => _faults;

    /// <summary>Draws the next fault of a connection.</summary>
    public LinePlan Draw()
    {
        lock (_lock)
        {
            return LinePlan.Draw(_random, Stopwatch.GetTimestamp());
        }
    }

    /// <returns>A part of the received bytes: at least one is missing.</returns>
    public int DrawPart(int bytes)
    {
        lock (_lock)
        {
            return _random.Next(bytes);
        }
    }

    public void Count(LineFault fault) => Interlocked.Increment(ref _faults[(int)fault]);

    public void Dispose()
    {
        BreakingLine[] lines;
        lock (_lock)
        {
            _isDisposed = true;
            lines = [.. _lines];
        }

        _listener.Dispose();
        foreach (BreakingLine line in lines)
        {
            line.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var line = new BreakingLine(this, await _listener.AcceptAsync());
                lock (_lock)
                {
                    _lines.Add(line);
                }

                _ = RunAsync(line);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                if (_isDisposed)
                {
                    return;
                }

                // The client has given up before it was accepted.
            }
        }
    }

    private async Task RunAsync(BreakingLine line)
    {
        using (line)
        {
            await line.RunAsync(_server);
        }

        lock (_lock)
        {
            _lines.Remove(line);
        }
    }
}
