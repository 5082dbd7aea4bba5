using System.Net.Sockets;
using Protocol.Framing;
using Protocol.Messages;

namespace SimpleClient.Library.Link;

/// <summary>One connection to the server, from the look-up of its host to the last event.</summary>
internal sealed class ServerLink : IDisposable
{
    private readonly ReceiveBuffer _input;
    private readonly EventDecoder _decoder;
    private readonly JoinedRooms _rooms = new();

    private ServerLink(Stream stream, ReceiveBuffer input, ChatEvent welcome, string notice)
    {
        (Stream, _input, Welcome, CertificateNotice) = (stream, input, welcome, notice);
        _decoder = new EventDecoder(new FrameLimits(welcome.Sequence));
    }

    public Stream Stream { get; }

    /// <summary>The server's first event.</summary>
    public ChatEvent Welcome { get; }

    /// <summary>
    /// A notice about the server's certificate, for the user; empty when there is none.
    /// </summary>
    public string CertificateNotice { get; }

    /// <summary>
    /// True when no one else can read the connection, because it is encrypted or within one
    /// machine.
    /// </summary>
    public bool IsConfidential { get; private init; }

    /// <summary>
    /// The request that resumes the session on this connection; 0 when there is none.
    /// </summary>
    public ulong ResumeId { get; set; }

    /// <summary>Connects, and waits for the server's welcome.</summary>
    /// <exception cref="ChatException">The connection failed.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static async Task<ServerLink> OpenAsync(
        string host, int port, ChatClientOptions options, CancellationToken cancellation)
    {
        string address = Dialer.Address(host, port);
        Stream? stream = null;
        try
        {
            Socket socket = await Dialer.ConnectAsync(host, port, cancellation);
            stream = new NetworkStream(socket, ownsSocket: true);
            bool isConfidential = options.Tls is not null || Dialer.IsLoopback(socket);
            string notice = "";
            if (options.Tls is { } trust)
            {
                (stream, notice) = await TlsConnector.ShakeHandsAsync(
                    stream, host, address, trust, cancellation);
            }

            await stream.WriteAsync(
                NativeClientHandshake.Hello(options.Agent, options.Resumes), cancellation);
            var input = new ReceiveBuffer(stream.ReadAsync);
            var handshake = new NativeClientHandshake(input, address);
            ChatEvent welcome = await handshake.WelcomeAsync(cancellation);
            var link = new ServerLink(stream, input, welcome, notice)
            {
                IsConfidential = isConfidential,
            };
            stream = null;
            return link;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw ChatException.ServerGone(e);
        }
        finally
        {
            stream?.Dispose();
        }
    }

    /// <summary>Connects again, with the time limit of the options.</summary>
    public static async Task<ServerLink> OpenAgainAsync(
        string host, int port, ChatClientOptions options, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(options.ConnectTimeout);
        try
        {
            return await OpenAsync(host, port, options, timeout.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw ChatException.Unconnected(host, port, options.ConnectTimeout, e);
        }
    }

    /// <summary>Reads the next event.</summary>
    /// <exception cref="ChatException">The connection has ended.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async ValueTask<ChatEvent> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            DecodeStatus status = _decoder.Decode(_input.Unread, out int used, out ChatEvent? item);
            _input.Use(used);
            switch (status)
            {
                case DecodeStatus.Item:
                    return _rooms.Take(item!) is { } fault ? throw fault : item!;
                case DecodeStatus.NeedMore when !await FillAsync(cancellation):
                    throw ChatException.ServerGone();
                case DecodeStatus.Malformed:
                    throw _decoder.Fault ?? ChatException.Malformed();
                default:
                    break;
            }
        }
    }

    public void Dispose() => Stream.Dispose();

    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        try
        {
            return await _input.FillAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw ChatException.ServerGone(e);
        }
    }
}
