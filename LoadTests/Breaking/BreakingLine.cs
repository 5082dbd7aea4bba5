using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LoadTests.Breaking;

/// <summary>One connection through a <see cref="BreakingProxy"/>.</summary>
internal sealed class BreakingLine : IDisposable
{
    private const int BufferBytes = 4096;

    private readonly BreakingProxy _proxy;
    private readonly Socket _client;
    private readonly Socket _server = new(
        AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    { NoDelay = true };

    private readonly Lock _lock = new();
    private LinePlan _plan;
    private Task _pause = Task.CompletedTask;
    private bool _isBroken;

    public BreakingLine(BreakingProxy proxy, Socket client)
    {
        (_proxy, _client) = (proxy, client);
        _client.NoDelay = true;
        _plan = proxy.Draw();
    }

    /// <summary>Forwards until one of the ends is closed, or the connection breaks.</summary>
    public async Task RunAsync(IPEndPoint server)
    {
        try
        {
            await _server.ConnectAsync(server);
            await await Task.WhenAny(
                ForwardAsync(_client, _server), ForwardAsync(_server, _client));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The server is not there, or one of the ends was reset.
            Dispose();
            return;
        }

        Close(_client);
        Close(_server);
    }

    /// <summary>Resets both ends.</summary>
    public void Dispose()
    {
        _client.Close(timeout: 0);
        _server.Close(timeout: 0);
    }

    /// <summary>Closes without a reset: Dispose alone resets when a receive is pending.</summary>
    private static void Close(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The socket is closed already.
        }

        socket.Dispose();
    }

    private async Task ForwardAsync(Socket from, Socket to)
    {
        var bytes = new byte[BufferBytes];
        while (true)
        {
            int got = await from.ReceiveAsync(bytes);
            if (got == 0)
            {
                return;
            }

            LineFault? fault = TakeFault(out Task pause);
            if (fault is not (null or LineFault.Pause))
            {
                await BreakAsync(to, bytes.AsMemory(0, got), fault, pause);
                return;
            }

            await pause;
            await SendAllAsync(to, bytes.AsMemory(0, got));
        }
    }

    private async Task BreakAsync(
        Socket to, ReadOnlyMemory<byte> bytes, LineFault? fault, Task pause)
    {
        await SendAllAsync(to, bytes[.._proxy.DrawPart(bytes.Length)]);
        await pause;
        if (fault is LineFault.Reset or LineFault.Stall)
        {
            Dispose();
        }
    }

    /// <summary>
    /// Returns the due fault to the direction that first receives bytes after the due time.
    /// </summary>
    /// <param name="pause">Both directions wait for the end of this task.</param>
    private LineFault? TakeFault(out Task pause)
    {
        lock (_lock)
        {
            LineFault? fault = null;
            if (!_isBroken && !_proxy.IsCalm && Stopwatch.GetTimestamp() >= _plan.DueTicks)
            {
                fault = _plan.Fault;
                _proxy.Count(_plan.Fault);
                _isBroken = fault != LineFault.Pause;
                _pause = fault is LineFault.Stall or LineFault.Pause
                    ? Task.Delay(_plan.Length)
                    : Task.CompletedTask;
                _plan = _proxy.Draw();
            }

            pause = _pause;
            return fault;
        }
    }

    private static async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes)..];
        }
    }
}
