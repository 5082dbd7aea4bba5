using System.Net;
using System.Net.Sockets;
using System.Text;
using Protocol.Messages;
using SimpleClient.Library.Link;
using SimpleClient.Sentences;

namespace SimpleClient.Library;

/// <summary>
/// Sends and fetches shared files over HTTP. It uses the address of the chat and trusts the same
/// certificates. Each transfer has a connection of its own.
/// </summary>
internal sealed class FileTransferClient : IDisposable
{
    /// <summary>A longer text of an error is not shown.</summary>
    internal const int MaxErrorBytes = 1000;

    private const int PieceBytes = 64 * 1024;

    private readonly HttpClient _http;

    /// <param name="host">The host of the chat.</param>
    /// <param name="port">Its port.</param>
    /// <param name="options">The trusted certificates, and the time limit to connect.</param>
    public FileTransferClient(string host, int port, ChatClientOptions options)
    {
        string address = Dialer.Address(host, port);
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectTimeout = options.ConnectTimeout,
            ConnectCallback = async (_, cancellation) =>
            {
                Socket socket = await Dialer.ConnectAsync(host, port, cancellation);
                Stream stream = new NetworkStream(socket, ownsSocket: true);
                if (options.Tls is { } trust)
                {
                    // The connection of the chat has shown the notice about the certificate.
                    (stream, string _) = await TlsConnector.ShakeHandsAsync(
                        stream, host, address, trust, cancellation);
                }

                return stream;
            },
        };

        // The stream may be encrypted already, so HttpClient uses it without TLS of its own.
        _http = new HttpClient(handler)
        {
            BaseAddress = new Uri($"http://{address}"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>
    /// How long a server may neither send nor receive bytes. The server's own limit is 1 KiB/s for
    /// 30 s.
    /// </summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Sends an offered file.</summary>
    /// <param name="path">The path of its slot.</param>
    /// <param name="file">Its bytes.</param>
    /// <param name="bytes">The number of bytes that was offered to the server.</param>
    /// <param name="progress">Receives the number of bytes that were sent, on any thread.</param>
    /// <param name="cancellation">Cancels the transfer.</param>
    /// <exception cref="ChatException">
    /// The file was not sent. The message has the reason.
    /// </exception>
    public async Task SendAsync(
        string path,
        Stream file,
        long bytes,
        Action<long> progress,
        CancellationToken cancellation)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stall.CancelAfter(Stall);
        using var content = new StreamContent(
            new ProgressStream(
                file,
                sent =>
                {
                    stall.CancelAfter(Stall);
                    progress(sent);
                }),
            PieceBytes);
        content.Headers.ContentLength = bytes;
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = content };
        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, stall.Token);
            await CheckAsync(answer, HttpStatusCode.Created, stall.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Broken(e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Broken(e);
        }
    }

    /// <summary>Fetches a shared file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="target">Receives its bytes.</param>
    /// <param name="progress">Receives the percentage that has arrived, on any thread.</param>
    /// <param name="cancellation">Cancels the transfer.</param>
    /// <exception cref="ChatException">
    /// The file was not fetched. The message has the reason.
    /// </exception>
    public async Task FetchAsync(
        string path, Stream target, Action<long> progress, CancellationToken cancellation)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stall.CancelAfter(Stall);
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(
                path, HttpCompletionOption.ResponseHeadersRead, stall.Token);
            await CheckAsync(answer, HttpStatusCode.OK, stall.Token);
            await using Stream body = await answer.Content.ReadAsStreamAsync(cancellation);
            var piece = new byte[PieceBytes];
            long all = 0;
            long bytes = Math.Max(1, answer.Content.Headers.ContentLength ?? 1);
            while (true)
            {
                stall.CancelAfter(Stall);
                int read = await body.ReadAsync(piece, stall.Token);
                if (read == 0)
                {
                    break;
                }

                await target.WriteAsync(piece.AsMemory(0, read), cancellation);
                all += read;
                progress(Math.Min(all * 100 / bytes, 100));
            }
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Broken(e);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            throw Broken(e);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>
    /// The body of an error is one sentence for people. A longer one is not read to its end.
    /// </summary>
    private static async Task CheckAsync(
        HttpResponseMessage answer, HttpStatusCode expected, CancellationToken cancellation)
    {
        if (answer.StatusCode == expected)
        {
            return;
        }

        var body = new byte[MaxErrorBytes];
        await using Stream stream = await answer.Content.ReadAsStreamAsync(cancellation);
        int bytes = await stream.ReadAtLeastAsync(
            body, body.Length, throwOnEndOfStream: false, cancellation);
        throw new ChatException(
            ChatErrorKind.TransferFailed,
            bytes > 0 && bytes < body.Length
                ? Encoding.UTF8.GetString(body, 0, bytes).Trim()
                : FileSentences.Status((int)answer.StatusCode));
    }

    private static ChatException Broken(Exception e) => e.InnerException as ChatException
        ?? new ChatException(ChatErrorKind.TransferFailed, FileSentences.Broken, e);

    /// <summary>Counts the bytes that are read.</summary>
    private sealed class ProgressStream(Stream file, Action<long> progress) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            Count(file.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await file.ReadAsync(buffer, cancellationToken));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) =>
            throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();

        private int Count(int bytes)
        {
            progress(_read += bytes);
            return bytes;
        }
    }
}
