using System.Text;
using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Sentences;
using LoadTests.Staging;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace LoadTests.Files;

/// <summary>
/// A native client that shares a file, fetches it, compares it, and begins again. So it always has
/// one transfer in progress.
/// </summary>
internal sealed class FilePeer : IAnswerListener, IDisposable
{
    /// <summary>The speed of each transfer in bytes per second, as on a line of 2 Mbit/s.</summary>
    public const int BytesPerSecond = 256 * 1024;

    /// <summary>
    /// The smallest file. The files of four peers have this size, and 2, 4 and 8 times it.
    /// </summary>
    public const int MinBytes = 64 * 1024;

    private readonly Stage _stage;
    private readonly LoadClient _client;
    private readonly byte[] _room;
    private readonly byte[] _file;
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource<string>? _slot;
    private Task _running = Task.CompletedTask;
    private ulong _requestId;

    /// <param name="stage">The stage of the run.</param>
    /// <param name="room">The room of these peers, in which no measured client is.</param>
    /// <param name="number">The number of the peer, which decides the size of its file.</param>
    public FilePeer(Stage stage, byte[] room, int number)
    {
        (_stage, _room) = (stage, room);
        _file = new byte[MinBytes << (number % 4)];
        new Random(number).NextBytes(_file);
        string name = stage.NewName("file");
        var listener = new Listener
        {
            Name = Encoding.ASCII.GetBytes(name),
            Echoes = true,
            IgnoresMessages = true,
        };
        _client = new LoadClient(stage.Swarm, new NativeLoadDialect(), name, listener)
        {
            Rooms = [room],
            Answers = this,
        };
    }

    /// <summary>Files that were sent, fetched again and found to be equal.</summary>
    public int Files { get; private set; }

    /// <summary>Bytes that were sent and fetched.</summary>
    public long Bytes { get; private set; }

    /// <summary>True when no transfer is in progress any more.</summary>
    public bool IsOver => _running.IsCompleted;

    /// <summary>Connects. The caller holds the lock of the swarm.</summary>
    public void Connect() => _client.Begin();

    /// <summary>
    /// Begins the transfers when the client has arrived. The caller holds the lock of the swarm.
    /// </summary>
    public void Tick()
    {
        if (_requestId == 0 && _client.HasArrived && _client.IsOpen)
        {
            _requestId = 1;
            _running = Task.Run(RunAsync);
        }
    }

    /// <summary>Ends the transfers. The caller holds the lock of the swarm.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Ends the connection. The caller holds the lock of the swarm.</summary>
    public void Dispose()
    {
        _client.Dispose();
        _stop.Dispose();
    }

    public void Answered(in ServerEvent e)
    {
        if (e.RequestId != _requestId)
        {
            return;
        }

        if (e.Kind == EventKind.Slot)
        {
            _slot?.TrySetResult(Encoding.ASCII.GetString(e.Detail));
        }
        else if (e.Kind == EventKind.Refused)
        {
            _stage.Checker.Count(ErrorKind.Refused, Encoding.UTF8.GetString(e.Text));
            Stop();
        }
    }

    private async Task RunAsync()
    {
        using var http = new HttpClient
        {
            BaseAddress = new Uri($"http://{_stage.Swarm.Server}"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        try
        {
            while (true)
            {
                string path = await SendAsync(http, await OfferAsync());
                Count(_file.Length, files: 0);
                bool isEqual = await FetchAsync(http, path);
                Count(_file.Length, isEqual ? 1 : 0);
                if (!isEqual)
                {
                    Fail(ErrorKind.Corrupt, ErrorSentences.OtherFile);
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            or OperationCanceledException)
        {
            if (!_stop.IsCancellationRequested)
            {
                Fail(ErrorKind.Disconnected, e.Message);
            }
        }
    }

    private Task<string> OfferAsync()
    {
        lock (_stage.Swarm.Gate)
        {
            _slot = new TaskCompletionSource<string>(
                TaskCreationOptions.RunContinuationsAsynchronously);
            var writer = new ByteWriter(_stage.Swarm.Scratch);
            NativeWire.WriteRequest(ref writer, new ClientRequest
            {
                Verb = RequestVerb.Offer,
                Id = ++_requestId,
                Target = _room,
                Text = "load.bin"u8,
                Number = (ulong)_file.Length,
            });
            _client.Send(_stage.Swarm.Scratch.AsSpan(0, writer.Written));
            return _slot.Task.WaitAsync(_stop.Token);
        }
    }

    /// <returns>The path of the shared file.</returns>
    private async Task<string> SendAsync(HttpClient http, string slot)
    {
        using var content = new StreamContent(
            new PacedStream(new MemoryStream(_file), BytesPerSecond));
        content.Headers.ContentLength = _file.Length;
        using HttpResponseMessage answer = await http.PutAsync(slot, content, _stop.Token);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.Location!.OriginalString;
    }

    private async Task<bool> FetchAsync(HttpClient http, string path)
    {
        using HttpResponseMessage answer = await http.GetAsync(
            path, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
        answer.EnsureSuccessStatusCode();
        await using var body = new PacedStream(
            await answer.Content.ReadAsStreamAsync(_stop.Token), BytesPerSecond);
        var piece = new byte[16 * 1024];
        int at = 0;
        while (await body.ReadAsync(piece, _stop.Token) is > 0 and int read)
        {
            if (at + read > _file.Length
                || !piece.AsSpan(0, read).SequenceEqual(_file.AsSpan(at, read)))
            {
                return false;
            }

            at += read;
        }

        return at == _file.Length;
    }

    private void Count(int bytes, int files)
    {
        lock (_stage.Swarm.Gate)
        {
            Bytes += bytes;
            Files += files;
        }
    }

    private void Fail(ErrorKind kind, string example)
    {
        lock (_stage.Swarm.Gate)
        {
            _stage.Checker.Count(kind, example);
        }
    }
}
