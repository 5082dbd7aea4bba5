using Protocol;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal;

/// <summary>
/// The client that talks to the server, and the next one when it is lost. Owned by the inbox's
/// thread; what others do for it comes back through the inbox.
/// </summary>
internal sealed class Reconnector : ILink, IAsyncDisposable
{
    /// <summary>
    /// Events that are shown at once, and no more are taken from the server before.
    /// </summary>
    private const int Batch = 256;

    /// <summary>
    /// Bytes of memory of such events: one message block of the longest lists at most beyond it.
    /// </summary>
    private const int BatchBytes = 1024 * 1024;

    /// <summary>
    /// Requests of the program's own that wait for an answer; more are not sent. Origin: after a
    /// loss it asks for the past of each room, of which there are 1,000 at most. A server that adds
    /// the reader to the same room on and on, and answers nothing, would make it ask without end.
    /// </summary>
    internal const int MaxQuietRequests = WireLimits.RoomsPerClient + 24;

    /// <summary>What a name gets behind it while somebody else has it, at most so often.</summary>
    private const int MaxTails = 3;

    /// <summary>
    /// Before the first attempt of somebody who was sent away: to come back at once would be no
    /// answer to that. Enter tries sooner.
    /// </summary>
    private static readonly TimeSpan s_sentAway = TimeSpan.FromMinutes(10);

    private readonly Func<CancellationToken, Task<ChatClient>> _connect;
    private readonly Inbox _inbox;
    private readonly TimeProvider _time;
    private readonly Backoff _backoff = new(Random.Shared);
    private readonly CancellationTokenSource _closing = new();
    private ChatClient? _client;
    private TaskCompletionSource _retry = new();

    /// <summary>
    /// The name that the reader chose. What is behind it while somebody else has it is no part of
    /// it, or it would be kept for ever, and grow.
    /// </summary>
    private string _wanted = "";

    private string _lastReason = "";
    private long _upSince;
    private long? _waitsSince;
    private int _quietRequests;
    private TimeSpan _wait;

    /// <param name="connect">
    /// Connects once; throws <see cref="ChatException"/> when it can't.
    /// </param>
    /// <param name="inbox">Where things are told.</param>
    /// <param name="time">The clock.</param>
    public Reconnector(
        Func<CancellationToken, Task<ChatClient>> connect, Inbox inbox, TimeProvider time)
    {
        _connect = connect;
        _inbox = inbox;
        _time = time;
        Model = new TerminalModel(this, time);
    }

    public bool IsUp => _client is not null;

    public int MaxMessageBytes => _client?.MaxMessageBytes ?? WireLimits.MaxMessageBytes;

    /// <summary>The model that is told what happens, and asks for what it wants.</summary>
    public TerminalModel Model { get; }

    /// <summary>How it is, for a person; empty: well.</summary>
    public string Trouble
    {
        get
        {
            if (_client is not null)
            {
                return "";
            }

            if (_waitsSince is not { } since)
            {
                return TerminalSentences.Connecting;
            }

            double left = Math.Ceiling((_wait - _time.GetElapsedTime(since)).TotalSeconds);
            return TerminalSentences.NextTry(Math.Max(0, left));
        }
    }

    /// <summary>Talks through this client, which has a name, from now on.</summary>
    public void Attach(ChatClient client)
    {
        _client = client;
        _upSince = _time.GetTimestamp();
        _wanted = _wanted.Length > 0 ? _wanted : client.Name;
        _lastReason = "";
        if (client.CertificateNotice.Length > 0)
        {
            Model.Rooms.AddNotice(client.CertificateNotice);
        }

        _inbox.Watch(PumpAsync(client));
    }

    public void Send(Request request)
    {
        // There is never more than one quiet ping, and without its answer a connection is lost.
        bool isCounted = request is { IsQuiet: true, Verb: not RequestVerb.Ping };
        if (_client is { } client && (!isCounted || _quietRequests < MaxQuietRequests))
        {
            _quietRequests += isCounted ? 1 : 0;
            _inbox.Watch(SendAsync(client, request, isCounted ? 1 : 0));
        }
    }

    public void RetryNow() => _retry.TrySetResult();

    /// <summary>Says goodbye, and waits for it a little.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_client is { } client)
        {
            _client = null;
            try
            {
                await client.QuitAsync().WaitAsync(TimeSpan.FromSeconds(2), _time);
            }
            catch (Exception e) when (e is ChatException or TimeoutException)
            {
                // The server knows soon enough.
            }

            await client.DisposeAsync();
        }

        _closing.Dispose();
    }

    private async Task PumpAsync(ChatClient client)
    {
        string why = TerminalSentences.Disconnected;
        bool isSentAway = false;
        try
        {
            while (await client.Events.WaitToReadAsync())
            {
                var batch = new List<ChatEvent>();
                int bytes = 0;
                while (batch.Count < Batch && bytes < BatchBytes
                    && client.Events.TryRead(out ChatEvent? e))
                {
                    batch.Add(e);
                    bytes += e.MemoryBytes;
                    isSentAway |= e.Kind == EventKind.Goodbye && (GoodbyeReason)e.Number
                        is GoodbyeReason.Kicked or GoodbyeReason.Banned;
                }

                bool isOverLimit = false;
                await _inbox.PostAsync(() => isOverLimit = !TakeAll(batch));
                if (isOverLimit)
                {
                    throw ChatException.OverLimit(
                        "more rooms", $"{WireLimits.RoomsPerClient:N0}");
                }
            }
        }
        catch (ChatException e)
        {
            why = $"{TerminalSentences.Disconnected} {e.Message}";
        }

        _inbox.Post(() => Lose(client, why, isSentAway));
    }

    /// <summary>Hands events to the model.</summary>
    /// <returns>
    /// False when the server adds the reader to more rooms than there can be. Rooms of connections
    /// before count too, so <see cref="ChatClient"/> alone would not notice it.
    /// </returns>
    private bool TakeAll(List<ChatEvent> batch)
    {
        foreach (ChatEvent e in batch)
        {
            bool isOneMore = e.Kind == EventKind.Joined && Model.Rooms.IsFull
                && Model.Rooms.Find(e.Room) is null;
            if (isOneMore)
            {
                return false;
            }

            Model.Take(e);
        }

        return true;
    }

    private void Lose(ChatClient client, string why, bool isSentAway)
    {
        if (_client == client)
        {
            _client = null;
            _backoff.Lose(_time.GetElapsedTime(_upSince));
            Model.Disconnect(why);
            _inbox.Watch(client.DisposeAsync().AsTask());
            _inbox.Watch(ReconnectAsync(isSentAway ? s_sentAway : TimeSpan.Zero));
        }
    }

    private async Task SendAsync(ChatClient client, Request request, int counted)
    {
        try
        {
            Reply reply = await client.SendAsync(
                request.Verb, request.Target, request.Text, request.Number);
            _inbox.Post(() =>
            {
                _quietRequests -= counted;
                Take(request, reply);
            });
        }
        catch (ChatException e)
        {
            _inbox.Post(() =>
            {
                _quietRequests -= counted;
                Model.GiveUp(request, e.Message);
            });
            if (request is { Verb: RequestVerb.Ping, IsQuiet: true })
            {
                // Nobody answers any more, whatever the network says.
                await client.DisposeAsync();
            }
        }
    }

    private void Take(Request request, Reply reply)
    {
        if (request.Verb == RequestVerb.Rename && !reply.IsRefused)
        {
            _wanted = request.Target;
        }

        Model.Answer(request, reply);
    }

    private async Task ReconnectAsync(TimeSpan least)
    {
        CancellationToken closing = _closing.Token;
        while (!closing.IsCancellationRequested)
        {
            var retry = new TaskCompletionSource();
            TimeSpan wait = _backoff.Next();
            wait = wait > least ? wait : least;
            least = TimeSpan.Zero;
            await _inbox.PostAsync(() =>
            {
                (_retry, _wait, _waitsSince) = (retry, wait, _time.GetTimestamp());
            });
            await Task.WhenAny(Task.Delay(wait, _time, closing), retry.Task);
            string name = "";
            await _inbox.PostAsync(() => (_waitsSince, name) = (null, _wanted));
            if (await TryAsync(name, closing) is { } client)
            {
                _inbox.Post(() =>
                {
                    Attach(client);
                    Model.Reconnect(name, client.Name);
                });
                return;
            }
        }
    }

    private async Task<ChatClient?> TryAsync(string name, CancellationToken closing)
    {
        ChatClient? client = null;
        try
        {
            client = await _connect(closing);
            for (int tails = 0; tails <= MaxTails; tails++)
            {
                Reply reply = await client.NameAsync(
                    name + new string('_', tails), closing);
                if (!reply.IsRefused)
                {
                    return client;
                }

                bool isTaken =
                    reply.RefusalCode is RefusalCode.NameTaken or RefusalCode.NameTooSimilar;
                if (!isTaken || tails == MaxTails)
                {
                    Explain(ReplyLines.Refusal(reply));
                    break;
                }
            }
        }
        catch (ChatException e)
        {
            // The next attempt may work.
            Explain(e.Message);
        }
        catch (OperationCanceledException)
        {
            // The reader leaves.
        }

        if (client is not null)
        {
            await client.DisposeAsync();
        }

        return null;
    }

    /// <summary>Says why it does not work, once for as long as the reason stays the same.</summary>
    private void Explain(string reason) => _inbox.Post(() =>
    {
        if (reason != _lastReason)
        {
            _lastReason = reason;
            Model.Rooms.AddNotice(
                TerminalSentences.StillNoConnection(reason), null, LineKind.Fault);
        }
    });
}
