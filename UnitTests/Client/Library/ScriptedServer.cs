using System.Net;
using System.Net.Sockets;
using System.Text;
using Protocol;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;
using SimpleClient.Library;

namespace UnitTests.Client.Library;

/// <summary>
/// A server for one client, controlled step by step by a test, on a free loopback port. Each wait
/// has a deadline.
/// </summary>
internal sealed class ScriptedServer : IDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<byte> _unread = [];
    private TcpClient? _peer;

    public ScriptedServer() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Accepts a client and sends these bytes as the welcome.</summary>
    public async Task<ChatClient> MeetAsync(
        byte[]? welcome = null, ChatClientOptions? options = null)
    {
        Task<ChatClient> connecting = ConnectAsync(options);
        await AcceptAsync();
        await SendAsync(welcome ?? Frames.Welcome());
        return await connecting;
    }

    public Task<ChatClient> ConnectAsync(ChatClientOptions? options = null) =>
        ChatClient.ConnectAsync("127.0.0.1", Port, options ?? new ChatClientOptions());

    /// <summary>Accepts the client, and reads its magic and hello.</summary>
    public async Task AcceptAsync()
    {
        _peer = await _listener.AcceptTcpClientAsync().WaitAsync(s_deadline);
        _peer.NoDelay = true;
        await NeedAsync(NativeWire.Magic.Length);
        Assert.That(_unread.Take(4).ToArray().AsSpan().SequenceEqual(NativeWire.Magic), Is.True);
        _unread.RemoveRange(0, NativeWire.Magic.Length);
        Assert.That((await ReadAsync()).Verb, Is.EqualTo(RequestVerb.Hello));
    }

    /// <summary>Reads one request.</summary>
    public async Task<SeenRequest> ReadAsync()
    {
        await NeedAsync(FrameHeader.Bytes);
        FrameHeader header = FrameHeader.Read(_unread.ToArray());
        await NeedAsync(FrameHeader.Bytes + header.BodyBytes);
        SeenRequest request = Read(header, _unread.ToArray());
        _unread.RemoveRange(0, FrameHeader.Bytes + header.BodyBytes);
        return request;
    }

    public async Task SendAsync(params byte[][] frames)
    {
        byte[] all = [.. frames.SelectMany(frame => frame)];
        await _peer!.GetStream().WriteAsync(all).AsTask().WaitAsync(s_deadline);
    }

    /// <summary>Shuts down the sending side after all sent bytes.</summary>
    public void End() => _peer!.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Resets the connection.</summary>
    public void Reset() => _peer!.Client.Close(timeout: 0);

    /// <summary>True once the client has closed. Earlier input is ignored.</summary>
    public async Task<bool> SeesCloseAsync()
    {
        byte[] some = new byte[WireLimits.HelloBytes];
        try
        {
            while (await _peer!.GetStream().ReadAsync(some).AsTask().WaitAsync(s_deadline) > 0)
            {
                // Ignore its remaining input.
            }
        }
        catch (IOException)
        {
            // A reset is a close too.
        }

        return true;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _peer?.Dispose();
    }

    private static SeenRequest Read(FrameHeader header, byte[] bytes)
    {
        var verb = (RequestVerb)header.Kind;
        if (verb == RequestVerb.Hello)
        {
            return new SeenRequest(verb, 0, "", "", 0);
        }

        ReadOnlySpan<byte> body = bytes.AsSpan(FrameHeader.Bytes, header.BodyBytes);
        Assert.That(NativeWire.TryReadRequest(verb, body, out ClientRequest request), Is.True);
        return new SeenRequest(
            verb,
            request.Id,
            Encoding.UTF8.GetString(request.Target),
            Encoding.UTF8.GetString(request.Text),
            request.Number);
    }

    private async Task NeedAsync(int bytes)
    {
        byte[] some = new byte[4096];
        while (_unread.Count < bytes)
        {
            int got = await _peer!.GetStream().ReadAsync(some).AsTask().WaitAsync(s_deadline);
            if (got == 0)
            {
                throw new EndOfStreamException("The client closed.");
            }

            _unread.AddRange(some.AsSpan(0, got));
        }
    }
}
