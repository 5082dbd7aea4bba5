using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Protocol;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace SimpleClient.Library.Link;

/// <summary>
/// Writes requests one at a time, each completely, and numbers them in the order in which they are
/// sent. A client that resumes sends them again on its next connection.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "A wait for a disposed semaphore never ends.")]
internal sealed class RequestSender(
    PendingReplies pending, UnsettledRequests? unsettled, TimeSpan deadline)
{
    private readonly SemaphoreSlim _turn = new(1);
    private Stream? _stream;
    private ulong _lastId;

    /// <summary>
    /// False for an older server, which supports a search only as a typed command and answers with
    /// a notice.
    /// </summary>
    public bool HasSearch { get; init; } = true;

    /// <summary>Returns the number of the last private line, which a ping confirms.</summary>
    public Func<ulong> LastTold { private get; set; } = static () => 0;

    /// <summary>Returns a number for a request that the caller writes.</summary>
    public ulong NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>Makes sure that no number below this one is used any more.</summary>
    public void RaiseIds(ulong least) => _lastId = Math.Max(_lastId, least);

    /// <summary>Starts to send on the first connection.</summary>
    public void Begin(Stream stream) => _stream = stream;

    /// <summary>Handles a lost connection. Requests wait for the next one.</summary>
    public void Suspend() => _stream = null;

    /// <summary>
    /// Continues the session: sends again the requests that the server has not carried out.
    /// </summary>
    public async Task ResumeAsync(Stream stream, ulong accepted)
    {
        await _turn.WaitAsync();
        try
        {
            foreach (SentRequest request in unsettled!.After(accepted))
            {
                await WriteAsync(stream, request);
            }

            _stream = stream;
        }
        catch (ChatException)
        {
            // This connection is lost too, and the reading loop handles that.
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes a request.</summary>
    /// <returns>The request, and a task for its answer.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.TimedOut"/> or <see cref="ChatErrorKind.ServerGone"/>: a part of
    /// the request may have been sent, so the connection cannot be used any more.
    /// </exception>
    public async Task<(SentRequest Request, Task<ChatEvent> Answer)> SendAsync(
        RequestVerb verb,
        string target,
        string text,
        ulong number,
        PageLimits page,
        CancellationToken cancellation)
    {
        if (verb == RequestVerb.Search && !HasSearch)
        {
            // The words of a typed search already contain its room.
            bool isNamed = text.Split(' ').Any(
                static word => word.StartsWith("in:", StringComparison.OrdinalIgnoreCase));
            string room = target.Length == 0 || isNamed ? "" : $" in:{target}";
            (verb, target, text, page) =
                (RequestVerb.Line, "", $"/search {text}{room}", default);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            MaxBytes(target, text), FrameHeader.MaxBodyBytes, nameof(text));
        await _turn.WaitAsync(cancellation);
        try
        {
            if (verb is RequestVerb.Quit or RequestVerb.Logout && LastTold() is > 0 and var last)
            {
                // Private messages that are not confirmed are sent again at the next login.
                await WriteAsync(
                    new SentRequest(NextId(), RequestVerb.Ping, "", "", last, default));
            }

            var request = new SentRequest(NextId(), verb, target, text, number, page);
            Task<ChatEvent> answer = pending.Add(request.Id, verb, page.Asked);
            if (!answer.IsFaulted)
            {
                unsettled?.Add(request);
                await WriteAsync(request);
            }

            return (request, answer);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Writes a request of the client itself to this connection, and to no other one.
    /// </summary>
    public Task WriteOwnAsync(Stream stream, SentRequest request) =>
        WriteOwnAsync(() => WriteAsync(stream, request));

    /// <summary>Writes a frame of the client itself to this connection.</summary>
    public Task WriteOwnAsync(Stream stream, ReadOnlyMemory<byte> frame) =>
        WriteOwnAsync(() => WriteAllAsync(stream, frame));

    /// <summary>Writes bytes to a connection that nothing else writes to.</summary>
    /// <remarks>
    /// A caller cannot cancel a write, because half a frame would corrupt all later frames.
    /// </remarks>
    /// <exception cref="ChatException">The connection cannot be used any more.</exception>
    public async Task WriteAllAsync(Stream stream, ReadOnlyMemory<byte> bytes)
    {
        using var limit = new CancellationTokenSource(deadline);
        try
        {
            await stream.WriteAsync(bytes, limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw ChatException.Unsendable(deadline);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw ChatException.ServerGone(e);
        }
    }

    private async Task WriteOwnAsync(Func<Task> write)
    {
        await _turn.WaitAsync();
        try
        {
            await write();
        }
        catch (ChatException)
        {
            // The connection is lost, and the reading loop handles that.
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task WriteAsync(Stream stream, SentRequest request)
    {
        byte[] frame = ArrayPool<byte>.Shared.Rent(MaxBytes(request.Target, request.Text));
        try
        {
            int bytes = Write(frame, new ClientRequest
            {
                Verb = request.Verb,
                Id = request.Id,
                Target = Encoding.UTF8.GetBytes(request.Target),
                Text = Encoding.UTF8.GetBytes(request.Text),
                Number = request.Number,
                Count = request.Page.Count,
                Before = request.Page.Before,
            });
            await WriteAllAsync(stream, frame.AsMemory(0, bytes));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }

    /// <summary>
    /// The overhead includes space for any valid target. The server also answers a request with an
    /// invalid one.
    /// </summary>
    private static int MaxBytes(string target, string text) => WireLimits.RequestOverheadBytes
        + Encoding.UTF8.GetByteCount(target) + Encoding.UTF8.GetByteCount(text);

    private static int Write(byte[] frame, in ClientRequest request)
    {
        var writer = new ByteWriter(frame);
        NativeWire.WriteRequest(ref writer, request);
        return writer.Written;
    }

    private async Task WriteAsync(SentRequest request)
    {
        if (_stream is not { } stream)
        {
            return;
        }

        try
        {
            await WriteAsync(stream, request);
        }
        catch (ChatException) when (unsettled is not null)
        {
            // The request is sent again on the next connection. A part of it may have been sent on
            // this one.
            _ = Interlocked.CompareExchange(ref _stream, null, stream);
            await stream.DisposeAsync();
        }
    }
}
