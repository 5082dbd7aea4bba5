using Protocol;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;
using SimpleClient.Sentences;

namespace SimpleClient.Library.Link;

/// <summary>
/// Continues the session of a client on another connection. It sends again the requests that the
/// server has not carried out, and makes one stream of all events.
/// </summary>
internal sealed class Resuming
{
    /// <summary>The longest wait between two attempts.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    private readonly RequestSender _output;
    private readonly UnsettledRequests _unsettled;
    private readonly Func<CancellationToken, Task<ServerLink>> _open;
    private readonly GapFiller _gaps;
    private readonly List<ChatEvent> _ordered = [];
    private ServerLink? _link;
    private ulong _barrierId;
    private ulong _accepted;
    private TaskCompletionSource _retry = new();

    /// <param name="token">The token of the session.</param>
    /// <param name="output">Sends requests.</param>
    /// <param name="unsettled">The requests that may have to be sent again.</param>
    /// <param name="open">Opens another connection.</param>
    public Resuming(
        byte[] token,
        RequestSender output,
        UnsettledRequests unsettled,
        Func<CancellationToken, Task<ServerLink>> open)
    {
        (Token, _output, _unsettled, _open) = (token, output, unsettled, open);
        _output.LastTold = () => LastTold;
        _gaps = new GapFiller
        {
            AskForPage = AskForPage,
            Pass = _ordered.Add,
            Missing = room => _ordered.Add(new ChatEvent
            {
                Kind = EventKind.Notice,
                Room = room,
                Text = room.Length > 0
                    ? LinkSentences.LinesMissing(room)
                    : LinkSentences.PrivateLinesMissing,
            }),
        };
    }

    /// <summary>The token of the session.</summary>
    public byte[] Token { get; private set; }

    /// <summary>True from the loss of a connection until the session continues.</summary>
    public bool IsLost { get; private set; }

    /// <summary>
    /// True for a goodbye after which the session continues. The server restarts, or has considered
    /// the connection broken.
    /// </summary>
    public static bool IsBreak(ChatEvent goodbye) => (GoodbyeReason)goodbye.Number
        is GoodbyeReason.ServerStops or GoodbyeReason.Silent or GoodbyeReason.Unfinished
        or GoodbyeReason.TooSlow or GoodbyeReason.Bug;

    /// <summary>Connects again, and asks to resume the session.</summary>
    /// <exception cref="ChatException">The server was not reached in time.</exception>
    public async Task<ServerLink> OpenAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        IsLost = true;
        _output.Suspend();
        _gaps.Suspend();
        long since = Environment.TickCount64;
        for (double waitMs = 0; ; waitMs = Math.Max(100, waitMs * 2))
        {
            double limitMs = Math.Min(waitMs, s_longestWait.TotalMilliseconds);
            _retry = new TaskCompletionSource();
            var wait = Task.Delay(
                (int)(limitMs * (0.5 + (Random.Shared.NextDouble() / 2))), cancellation);
            await await Task.WhenAny(wait, _retry.Task);
            try
            {
                ServerLink link = await _open(cancellation);
                if (link.Welcome.Token.Length == 0)
                {
                    link.Dispose();
                    throw new ChatException(
                        ChatErrorKind.SessionLost, LinkSentences.SessionLost);
                }

                await AskToResumeAsync(link);
                return link;
            }
            catch (ChatException e) when (
                e.Fault is not (ChatErrorKind.SessionLost or ChatErrorKind.NotTrusted
                    or ChatErrorKind.VersionMismatch)
                && Environment.TickCount64 - since < timeout.TotalMilliseconds)
            {
                // The next attempt may work.
            }
        }
    }

    /// <summary>
    /// Continues a session of an earlier run of the program. The client then chooses no name. The
    /// request ids of a session must rise, and the last id of the earlier run is not stored. So the
    /// ids start at the current time in ms, which is above that id.
    /// </summary>
    /// <param name="link">The connection.</param>
    /// <param name="token">The token of that session.</param>
    /// <param name="pending">Gets the answer.</param>
    /// <returns>The answer: resumed or refused.</returns>
    public async Task<ChatEvent> ContinueAsync(
        ServerLink link, byte[] token, PendingReplies pending)
    {
        byte[] own = Token;
        Token = token;
        _output.RaiseIds((ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        ulong id = _output.NextId();
        Task<ChatEvent> answer = pending.Add(id, RequestVerb.Resume);
        var frame = new byte[WireLimits.RequestOverheadBytes + token.Length];
        var writer = new ByteWriter(frame);
        NativeWire.WriteRequest(ref writer, new ClientRequest
        {
            Verb = RequestVerb.Resume,
            Id = id,
            Target = token,

            // No reader is left for the answers of the earlier run.
            Number = long.MaxValue,
        });
        await _output.WriteOwnAsync(link.Stream, frame.AsMemory(0, writer.Written));
        ChatEvent e = await answer;
        Token = e.Kind == EventKind.Resumed ? token : own;
        return e;
    }

    /// <summary>Makes the next attempt to connect now; may be called from any thread.</summary>
    public void RetryNow() => _retry.TrySetResult();

    /// <summary>
    /// Handles a request that was not answered in time. The connection counts as lost, unless it
    /// was replaced meanwhile.
    /// </summary>
    /// <param name="asked">The connection at the start of the wait.</param>
    /// <param name="current">The connection now.</param>
    public void Suspect(ServerLink asked, ServerLink current)
    {
        if (asked == current && !IsLost)
        {
            current.Dispose();
        }
    }

    /// <summary>Takes an answer before its request is completed.</summary>
    /// <exception cref="ChatException">The server does not resume the session.</exception>
    public void Answer(ChatEvent e, ServerLink link)
    {
        if (link.ResumeId > 0 && e.RequestId == link.ResumeId)
        {
            if (e.Kind == EventKind.Refused)
            {
                throw new ChatException(
                    ChatErrorKind.SessionLost, LinkSentences.SessionLost);
            }

            _accepted = e.Kind == EventKind.Resumed ? e.Number : _accepted;
        }
        else if (e.Kind == EventKind.Pong && e.RequestId == _barrierId)
        {
            Continue(link);
        }
        else if (e.Kind == EventKind.Refused)
        {
            _gaps.Refuse(e.RequestId);
        }

        if (e.Kind < EventKind.Said)
        {
            _unsettled.Answer(e);
        }
    }

    /// <summary>The number of the last private line.</summary>
    public ulong LastTold => _gaps.LastTold;

    /// <summary>
    /// Handles the confirmation that all messages up to this request are on the server's disk.
    /// </summary>
    public void Keep(ulong requestId) => _unsettled.Keep(requestId);

    /// <summary>The events that come next in the stream; possibly none.</summary>
    public ChatEvent[] Order(ChatEvent e, ServerLink link)
    {
        _link = link;
        _gaps.Take(e, link.ResumeId);
        ChatEvent[] next = [.. _ordered];
        _ordered.Clear();
        return next;
    }

    /// <summary>Fails all requests, because the client ends.</summary>
    public void End(ChatException why) => _unsettled.End(why);

    /// <summary>
    /// Sends the request to resume, and then a ping. When the ping is answered, all missed answers
    /// have arrived.
    /// </summary>
    private async Task AskToResumeAsync(ServerLink link)
    {
        link.ResumeId = _output.NextId();
        _barrierId = _output.NextId();
        try
        {
            await _output.WriteAllAsync(link.Stream, ResumeFrames(link.ResumeId));
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    private byte[] ResumeFrames(ulong resumeId)
    {
        // A longer request would be refused. If positions are left out, the client reads more lines
        // than it missed.
        var positions = new byte[WireLimits.DefaultMessageBytes];
        var list = new ByteWriter(positions);
        _gaps.WritePositions(ref list, positions.Length);
        var frames = new byte[positions.Length + WireLimits.RequestOverheadBytes];
        var writer = new ByteWriter(frames);
        NativeWire.WriteRequest(ref writer, new ClientRequest
        {
            Verb = RequestVerb.Resume,
            Id = resumeId,
            Target = Token,
            Text = positions.AsSpan(0, list.Written),
            Number = _unsettled.LastAnswered,
            Count = _gaps.LastTold,
        });
        NativeWire.WriteRequest(ref writer, new ClientRequest
        {
            Verb = RequestVerb.Ping,
            Id = _barrierId,
        });
        return frames[..writer.Written];
    }

    /// <summary>Continues after every missed answer has arrived.</summary>
    private void Continue(ServerLink link)
    {
        IsLost = false;
        _ = _output.ResumeAsync(link.Stream, _accepted);
    }

    private ulong AskForPage(string room, ulong after)
    {
        var request = new SentRequest(
            _output.NextId(),
            RequestVerb.History,
            room,
            "",
            after,
            new PageLimits(WireLimits.HistoryLines, 0));
        _ = _output.WriteOwnAsync(_link!.Stream, request);
        return request.Id;
    }
}
