using Protocol;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Library.Link;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal;

/// <summary>
/// Owns the connection to the server, and replaces a lost connection. Only the inbox's thread uses
/// the state of this class. Other threads post their results to the inbox.
/// </summary>
internal sealed class Reconnector : ILink, IAsyncDisposable
{
    /// <summary>
    /// The most events that are shown at once. The client reads more events from the server only
    /// after that.
    /// </summary>
    private const int Batch = 256;

    /// <summary>
    /// The most bytes of memory of the events that are shown at once. The last event may go above
    /// this limit, at most by the size of the longest list that an event can contain.
    /// </summary>
    private const int BatchBytes = 1024 * 1024;

    /// <summary>
    /// The most of the client's own requests that wait for an answer. Further ones are not sent.
    /// Origin: after a loss the client requests the history of each room, and there are at most
    /// 1,000 rooms. Without this limit, a server that adds the user to the same room repeatedly and
    /// never answers would cause any number of requests.
    /// </summary>
    internal const int MaxQuietRequests = WireLimits.RoomsPerClient + 24;

    /// <summary>
    /// The wait before the first attempt after a kick or a ban. An immediate attempt would ignore
    /// the operator's decision. Enter starts an attempt sooner.
    /// </summary>
    private static readonly TimeSpan s_sentAway = TimeSpan.FromMinutes(10);

    private readonly SignInAgain _signIn;
    private readonly Inbox _inbox;
    private readonly TimeProvider _time;
    private readonly Backoff _backoff = new(Random.Shared);
    private readonly CancellationTokenSource _closing = new();
    private ChatClient? _client;
    private TaskCompletionSource _retry = new();

    /// <summary>
    /// The name that the user chose, without the underscores that are appended to a taken name. If
    /// they were part of this name, each connection would append more of them.
    /// </summary>
    private string _wanted = "";

    /// <summary>The account of the last connection; null for a guest.</summary>
    private (string Name, string Password)? _login;

    private string _lastReason = "";
    private long _upSince;
    private long? _waitsSince;
    private int _quietRequests;
    private TimeSpan _wait;

    /// <param name="connect">Connects once; throws <see cref="ChatException"/> on failure.</param>
    /// <param name="inbox">Receives events, answers and failures.</param>
    /// <param name="time">The clock.</param>
    public Reconnector(
        Func<CancellationToken, Task<ChatClient>> connect, Inbox inbox, TimeProvider time)
    {
        _signIn = new SignInAgain(connect, Explain);
        _inbox = inbox;
        _time = time;
        Model = new TerminalModel(this, time);
    }

    public bool IsUp => _client is not null;

    public int MaxMessageBytes => _client?.MaxMessageBytes ?? WireLimits.MaxMessageBytes;

    public bool HasPages => _client?.ServerHasPages == true;

    public bool Keeps => _client?.ServerKeeps == true;

    /// <summary>Null until <see cref="UseFiles"/>.</summary>
    public IFileTransfers? Files { get; private set; }

    /// <summary>The model, which receives the events and sends the requests.</summary>
    public TerminalModel Model { get; }

    /// <summary>The problem with the connection, for the user; empty when there is none.</summary>
    public string Trouble
    {
        get
        {
            if (_client is not null)
            {
                return _client.IsConnected ? "" : TerminalSentences.Connecting;
            }

            if (_waitsSince is not { } since)
            {
                return TerminalSentences.Connecting;
            }

            if (_wait == Timeout.InfiniteTimeSpan)
            {
                return TerminalSentences.UsedElsewhere;
            }

            double left = Math.Ceiling((_wait - _time.GetElapsedTime(since)).TotalSeconds);
            return TerminalSentences.NextTry(Math.Max(0, left));
        }
    }

    /// <summary>Uses this client, which has a name, from now on.</summary>
    public void Attach(ChatClient client)
    {
        _client = client;
        _upSince = _time.GetTimestamp();
        _wanted = _wanted.Length > 0 ? _wanted : client.Name;
        _lastReason = "";
        foreach (string notice in (string[])
            [client.CertificateNotice, client.Login.Tokens?.TakeFault() ?? ""])
        {
            if (notice.Length > 0)
            {
                Model.Rooms.AddNotice(notice);
            }
        }

        _inbox.Watch(PumpAsync(client));
    }

    /// <summary>Enables sending and fetching files.</summary>
    public void UseFiles(Func<FileTransferClient> open) =>
        Files = new Transfers(_inbox, Model, open, () => _client);

    public void Send(Request request)
    {
        // A silent ping is not counted. At most one ping waits, and without its answer the
        // connection is lost.
        bool isCounted = request is { IsQuiet: true, Verb: not RequestVerb.Ping };
        if (_client is { } client && (!isCounted || _quietRequests < MaxQuietRequests))
        {
            _quietRequests += isCounted ? 1 : 0;
            _inbox.Watch(SendAsync(client, request, isCounted ? 1 : 0));
        }
    }

    public bool ForgetLogin() => _client?.Login.Forget() == true;

    public void RetryNow()
    {
        _retry.TrySetResult();
        _client?.RetryNow();
    }

    /// <summary>Sends a quit request, and waits up to 2 s for the goodbye.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_client is { } client)
        {
            _client = null;
            try
            {
                ulong kept = client.Login.IsStored ? WireLimits.QuitKeepsSession : 0;
                await client.SendAsync(RequestVerb.Quit, "", "", kept)
                    .WaitAsync(TimeSpan.FromSeconds(2), _time);
            }
            catch (Exception e) when (e is ChatException or TimeoutException)
            {
                // The connection is closed in the next step, so the server will notice the end.
            }

            await client.DisposeAsync();
        }

        _closing.Dispose();
    }

    private async Task PumpAsync(ChatClient client)
    {
        string why = TerminalSentences.Disconnected;
        GoodbyeReason? goodbye = null;
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
                    goodbye = e.Kind == EventKind.Goodbye ? (GoodbyeReason)e.Number : goodbye;
                }

                bool isOverLimit = false;
                await _inbox.PostAsync(() => isOverLimit = !TakeAll(batch));
                if (isOverLimit)
                {
                    throw ChatException.OverLimit(
                        LinkSentences.MoreRooms, $"{WireLimits.RoomsPerClient:N0}");
                }
            }
        }
        catch (ChatException e)
        {
            why = $"{TerminalSentences.Disconnected} {e.Message}";
        }

        if (goodbye == GoodbyeReason.TakenOver)
        {
            why = TerminalSentences.TakenOver;
        }

        _inbox.Post(() => Lose(client, why, goodbye));
    }

    /// <summary>Passes events to the model.</summary>
    /// <returns>
    /// False when the server adds the user to more rooms than the limit. Rooms of earlier
    /// connections count too, so <see cref="ChatClient"/> alone would not detect this.
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

    private void Lose(ChatClient client, string why, GoodbyeReason? goodbye)
    {
        if (_client == client)
        {
            _client = null;
            _login = client.Login.Current;
            _signIn.Account = client.Login.Name;

            // After a takeover the client waits until the user presses Enter. Otherwise two clients
            // of one user would take the session from each other forever.
            bool isTakenOver = goodbye == GoodbyeReason.TakenOver;
            _signIn.Token = isTakenOver ? client.SessionToken : null;
            _backoff.Lose(_time.GetElapsedTime(_upSince));
            Model.Disconnect(why);
            _inbox.Watch(client.DisposeAsync().AsTask());
            _inbox.Watch(ReconnectAsync(
                isTakenOver ? Timeout.InfiniteTimeSpan
                : goodbye is GoodbyeReason.Kicked or GoodbyeReason.Banned ? s_sentAway
                : TimeSpan.Zero));
        }
    }

    private async Task SendAsync(ChatClient client, Request request, int counted)
    {
        try
        {
            Reply reply = await client.SendAsync(
                request.Verb,
                request.Target,
                request.Text,
                request.Number,
                new PageLimits(request.Count, request.Before, request.Page),
                default);
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
                // The server does not answer, so the connection is lost, even if the system reports
                // no error.
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
        else if (request.Verb is RequestVerb.Login or RequestVerb.Logout && !reply.IsRefused)
        {
            _wanted = _client?.Name ?? _wanted;
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
            wait = least == Timeout.InfiniteTimeSpan || least > wait ? least : wait;
            least = TimeSpan.Zero;
            await _inbox.PostAsync(() =>
            {
                (_retry, _wait, _waitsSince) = (retry, wait, _time.GetTimestamp());
            });
            await Task.WhenAny(Task.Delay(wait, _time, closing), retry.Task);
            string name = "";
            (string Name, string Password)? login = null;
            await _inbox.PostAsync(
                () => (_waitsSince, name, login) = (null, _wanted, _login));
            if (await _signIn.TryAsync(name, login, closing) is { } client)
            {
                _inbox.Post(() =>
                {
                    _signIn.Token = null;
                    Attach(client);
                    Model.Reconnect(name, client.Name, _signIn.HasContinued);
                    if (_signIn.Account is { } account && client.Login.Name is null)
                    {
                        Model.Rooms.AddNotice(TerminalSentences.LogInAgain(account));
                    }
                });
                return;
            }
        }
    }

    /// <summary>Shows why connecting failed, once for each change of the reason.</summary>
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
