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
/// sent.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "A wait for a disposed semaphore never ends.")]
internal sealed class RequestSender(Stream stream, PendingReplies pending, TimeSpan deadline)
{
    private readonly SemaphoreSlim _turn = new(1);
    private ulong _lastId;

    /// <summary>
    /// False for an older server, which knows a search only as a typed command. Its answer is a
    /// notice.
    /// </summary>
    public bool HasSearch { get; init; } = true;

    /// <summary>Writes a request.</summary>
    /// <returns>Its number, and a task for its answer.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.TimedOut"/> or <see cref="ChatErrorKind.ServerGone"/>: a part of
    /// the request may have been sent, so the connection cannot be used any more.
    /// </exception>
    public async Task<(ulong Id, Task<ChatEvent> Answer)> SendAsync(
        RequestVerb verb,
        string target,
        string text,
        ulong number,
        PageLimits page,
        CancellationToken cancellation)
    {
        if (verb == RequestVerb.Search && !HasSearch)
        {
            // A typed search has its room among its words already.
            bool isNamed = text.Split(' ').Any(
                static word => word.StartsWith("in:", StringComparison.OrdinalIgnoreCase));
            string room = target.Length == 0 || isNamed ? "" : $" in:{target}";
            (verb, target, text, page) =
                (RequestVerb.Spelled, "", $"/search {text}{room}", default);
        }

        // The overhead includes space for any valid target; the server answers an invalid one, too.
        int maxBytes = WireLimits.RequestOverheadBytes
            + Encoding.UTF8.GetByteCount(target) + Encoding.UTF8.GetByteCount(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            maxBytes, FrameHeader.MaxBodyBytes, nameof(text));
        await _turn.WaitAsync(cancellation);
        byte[] frame = ArrayPool<byte>.Shared.Rent(maxBytes);
        try
        {
            ulong id = ++_lastId;
            Task<ChatEvent> answer = pending.Add(id, verb, page.Asked);
            if (!answer.IsFaulted)
            {
                int bytes = Write(frame, new ClientRequest
                {
                    Verb = verb,
                    Id = id,
                    Target = Encoding.UTF8.GetBytes(target),
                    Text = Encoding.UTF8.GetBytes(text),
                    Number = number,
                    Count = page.Count,
                    Before = page.Before,
                });
                await WriteAllAsync(frame.AsMemory(0, bytes));
            }

            return (id, answer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
            _turn.Release();
        }
    }

    private static int Write(byte[] frame, in ClientRequest request)
    {
        var writer = new ByteWriter(frame);
        NativeWire.WriteRequest(ref writer, request);
        return writer.Written;
    }

    /// <summary>
    /// A caller cannot cancel a write: half a frame would corrupt all later ones.
    /// </summary>
    private async Task WriteAllAsync(ReadOnlyMemory<byte> bytes)
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
}
