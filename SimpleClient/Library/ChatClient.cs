using System.Threading.Channels;
using Protocol;
using Protocol.Dialects.Native;
using Protocol.Messages;
using SimpleClient.Library.Link;
using SimpleClient.Sentences;

namespace SimpleClient.Library;

/// <summary>
/// A client of a server in the native dialect, without a console. Requests may be sent from any
/// thread; events have one reader. A client has no thread, so a program can have thousands.
/// </summary>
/// <remarks>
/// The program has to read <see cref="Events"/>. When too many events wait, the client stops
/// reading its socket until the program has read one. No event is lost, because TCP makes the
/// server wait. But answers do not arrive meanwhile either.
/// </remarks>
public sealed class ChatClient : IAsyncDisposable
{
    private readonly ChatClientOptions _options;
    private readonly RequestSender _output;
    private readonly PendingReplies _pending = new();
    private readonly EventQueue _events;
    private readonly Resuming? _resuming;
    private readonly CancellationTokenSource _closing = new();
    private readonly PingAnswer _pingAnswer;
    private readonly Task _reading;
    private ServerLink _link;
    private ChatException? _end;
    private ulong _id;
    private ulong _keptRequest;
    private volatile string _name = "";
    private volatile string _currentRoom = "";
    private volatile bool _isClosed;

    private ChatClient(
        ServerLink link, ChatClientOptions options, Func<CancellationToken, Task<ServerLink>> open)
    {
        ChatEvent welcome = link.Welcome;
        _options = options;
        _link = link;
        _events = new EventQueue(options.WaitingEvents, options.WaitingBytes);
        MaxMessageBytes = welcome.Sequence is > 0 and <= WireLimits.MaxMessageBytes
            ? (int)welcome.Sequence
            : WireLimits.DefaultMessageBytes;
        ServerAgent = welcome.Text;
        ServerKeeps = (welcome.Count & NativeWire.Keeps) != 0;
        ServerHasPages = (welcome.Count & NativeWire.Pages) != 0;
        ServerHasSearch = (welcome.Count & NativeWire.Search) != 0;
        ServerHasAccounts = (welcome.Count & NativeWire.Accounts) != 0;
        ServerResumes = (welcome.Count & NativeWire.Resume) != 0;
        CertificateNotice = link.CertificateNotice;
        UnsettledRequests? unsettled = options.Resumes && welcome.Token.Length > 0
            ? new UnsettledRequests { AreKept = ServerKeeps }
            : null;
        _output = new RequestSender(_pending, unsettled, options.ReplyTimeout)
        {
            HasSearch = ServerHasSearch,
        };
        _resuming = unsettled is null
            ? null
            : new Resuming(welcome.Token, _output, unsettled, open);
        Login = new RememberedLogin(
            options.Logins, () => _link.IsConfidential ? SessionToken : null);
        _pingAnswer = new PingAnswer(this);
        _output.Begin(link.Stream);
        _reading = ReadAsync();
    }

    /// <summary>
    /// The server's events in order. The channel also has the answers, except done, pong and
    /// refused, which only the callers of the requests get. (A refusal without a request is an
    /// event.) The channel ends after a goodbye and after <see cref="DisposeAsync"/>. When the
    /// connection ends in another way, reading throws a <see cref="ChatException"/> after the last
    /// event.
    /// </summary>
    public ChannelReader<ChatEvent> Events => _events;

    /// <summary>This client's id, as in the sender id of events; 0 until it has a name.</summary>
    public ulong Id => Volatile.Read(ref _id);

    /// <summary>This client's name; empty until it has one.</summary>
    public string Name => _name;

    /// <summary>The current room according to the last answer; empty when there is none.</summary>
    public string CurrentRoom => _currentRoom;

    /// <summary>
    /// The most bytes of UTF-8 in a message. The server refuses a longer message.
    /// </summary>
    public int MaxMessageBytes { get; }

    /// <summary>The server's name and version, unchecked.</summary>
    public string ServerAgent { get; }

    /// <summary>
    /// True when the server stores messages on disk and confirms them (<see cref="KeptRequest"/>).
    /// </summary>
    public bool ServerKeeps { get; }

    /// <summary>True when the server answers a history request in pages.</summary>
    public bool ServerHasPages { get; }

    /// <summary>True when the server answers a search with the messages as events.</summary>
    public bool ServerHasSearch { get; }

    /// <summary>
    /// The request up to which all messages of this client are on the server's disk; 0 when there
    /// is none yet.
    /// </summary>
    public ulong KeptRequest => Volatile.Read(ref _keptRequest);

    /// <summary>True when the server has accounts: users can reserve their names.</summary>
    public bool ServerHasAccounts { get; }

    /// <summary>The account that this client is logged in to.</summary>
    internal RememberedLogin Login { get; }

    /// <summary>The token of a session that can be resumed; null when it cannot.</summary>
    internal byte[]? SessionToken => _resuming?.Token;

    /// <summary>True when the server resumes the sessions of clients that want it.</summary>
    public bool ServerResumes { get; }

    /// <summary>
    /// False while a client that resumes has no connection. Requests then wait until it is
    /// connected again.
    /// </summary>
    public bool IsConnected => _resuming is not { IsLost: true };

    /// <summary>
    /// A notice about the server's certificate, for the user; empty when there is none.
    /// </summary>
    public string CertificateNotice { get; }

    /// <summary>True after the client has ended, and connects no more.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Connects, and waits for the server's welcome.</summary>
    /// <param name="host">The name or address of a host.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="timeout">The time limit for the whole call.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>A client without a name.</returns>
    /// <exception cref="ChatException">The connection failed; see its Fault.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static Task<ChatClient> ConnectAsync(
        string host, int port, TimeSpan timeout, CancellationToken cancellation = default) =>
        ConnectAsync(host, port, new ChatClientOptions { ConnectTimeout = timeout }, cancellation);

    /// <summary>Connects, waits for the server's welcome, and gives the password, if any.</summary>
    /// <param name="host">The name or address of a host.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="options">Time limits, sizes, certificates, and the password.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>A client without a name.</returns>
    /// <exception cref="ChatException">The connection failed; see its Fault.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static async Task<ChatClient> ConnectAsync(
        string host, int port, ChatClientOptions options, CancellationToken cancellation = default)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(options.ConnectTimeout);
        try
        {
            var client = new ChatClient(
                await ServerLink.OpenAsync(host, port, options, timeout.Token),
                options,
                again => ServerLink.OpenAgainAsync(host, port, options, again));
            await ServerPassword.GiveAsync(client, options.Password, timeout.Token);
            return client;
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw ChatException.Unconnected(host, port, options.ConnectTimeout, e);
        }
    }

    /// <summary>
    /// Sends a request and waits for its answer. <see cref="ChatClientExtensions"/> has a method
    /// for each request.
    /// </summary>
    /// <param name="verb">The kind of the request.</param>
    /// <param name="target">The name of a room or a member, or empty.</param>
    /// <param name="text">The text, or empty. The server closes the connection above 1 MiB.</param>
    /// <param name="number">A number, for the verbs that have one.</param>
    /// <param name="cancellation">Ends the wait; the request may have been sent.</param>
    /// <returns>The answer, which may be a refusal. The answer to quit is the goodbye.</returns>
    /// <exception cref="ChatException">
    /// The connection ended first, or a time limit passed. A request that could not be written in
    /// time ends the connection; a late answer does not.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The request does not fit into a frame (16 MiB).
    /// </exception>
    public Task<Reply> SendAsync(
        RequestVerb verb,
        string target,
        string text,
        ulong number = 0,
        CancellationToken cancellation = default) =>
        SendAsync(verb, target, text, number, default, cancellation);

    /// <summary>Sends a request with the limits of a page.</summary>
    internal async Task<Reply> SendAsync(
        RequestVerb verb,
        string target,
        string text,
        ulong number,
        PageLimits page,
        CancellationToken cancellation)
    {
        SentRequest request;
        Task<ChatEvent> answer;
        try
        {
            (request, answer) = await _output.SendAsync(
                verb, target, text, number, page, cancellation);
        }
        catch (ChatException e)
        {
            Close(e);
            throw;
        }

        try
        {
            ChatEvent e = await WaitAsync(answer, cancellation);
            if (_resuming is not null && request.IsOnce)
            {
                e = await request.Settled.WaitAsync(cancellation) ?? e;
            }

            var reply = new Reply(e);
            Login.Follow(reply, verb, target, text, Name);
            return reply;
        }
        finally
        {
            _pending.Forget(request.Id);
        }
    }

    /// <summary>
    /// Continues an earlier session. The new connection then needs no request with a name. The
    /// token is sent only on a connection that no one else can read.
    /// </summary>
    /// <returns>A Resumed or a refusal; null when this connection cannot resume.</returns>
    internal async Task<Reply?> ResumeAsync(byte[] token) =>
        _resuming is null || !_link.IsConfidential
            ? null
            : new Reply(await WaitAsync(
                _resuming.ContinueAsync(_link, token, _pending), _closing.Token));

    /// <summary>Tries to connect at once while the connection is lost.</summary>
    public void RetryNow() => _resuming?.RetryNow();

    /// <summary>Closes without a quit request. Earlier events can still be read.</summary>
    /// <returns>Completes when the client no longer reads.</returns>
    public async ValueTask DisposeAsync()
    {
        Close(null);
        await _reading;
    }

    private void Close(ChatException? why)
    {
        Interlocked.CompareExchange(ref _end, why, null);
        _closing.Cancel();
    }

    /// <summary>Waits with the time limit. A client that resumes waits without one.</summary>
    private async Task<T> WaitAsync<T>(Task<T> task, CancellationToken cancellation)
    {
        while (true)
        {
            ServerLink link = _link;
            try
            {
                return await task.WaitAsync(_options.ReplyTimeout, cancellation);
            }
            catch (TimeoutException) when (_resuming is not null)
            {
                _resuming.Suspect(link, _link);
            }
            catch (TimeoutException)
            {
                throw ChatException.Unanswered(_options.ReplyTimeout);
            }
        }
    }

    private async Task ReadAsync()
    {
        ChatException? end = ChatException.ServerGone();
        try
        {
            end = await ReadToEndAsync(_closing.Token);
        }
        catch (OperationCanceledException)
        {
            end = _end;
        }
        finally
        {
            // This also runs after an unexpected exception: no caller may wait for ever.
            _isClosed = true;
            _link.Dispose();
            ChatException why = end ?? (_closing.IsCancellationRequested
                ? ChatException.ClosedHere() : ChatException.ServerGone());
            _pending.End(why);
            _resuming?.End(why);
            _events.Complete(end);
        }
    }

    /// <summary>Reads until the client ends; null when the server sent a goodbye.</summary>
    private async Task<ChatException?> ReadToEndAsync(CancellationToken cancellation)
    {
        while (true)
        {
            ChatException? end = null;
            try
            {
                ChatEvent e = await _link.ReadAsync(cancellation);
                if (e.Kind != EventKind.Goodbye)
                {
                    await HandleAsync(e, cancellation);
                    continue;
                }

                if (_resuming is null || !Resuming.IsBreak(e))
                {
                    await HandleAsync(e, cancellation);
                    return null;
                }
            }
            catch (ChatException e)
            {
                end = e;
            }

            if (_resuming is null || Id == 0 || end is { Fault: not ChatErrorKind.ServerGone })
            {
                return end;
            }

            _link.Dispose();
            _link = await _resuming.OpenAsync(_options.ResumeTimeout, cancellation);
        }
    }

    private async ValueTask HandleAsync(ChatEvent e, CancellationToken cancellation)
    {
        switch (e.Kind)
        {
            case EventKind.Named or EventKind.Resumed:
                Volatile.Write(ref _id, e.SenderId);
                _name = e.Name;
                break;
            case EventKind.Joined when e.RequestId > 0 || _currentRoom.Length == 0:
                _currentRoom = e.Room;
                break;
            case EventKind.Parted:
                _currentRoom = e.Detail;
                break;
            case EventKind.Kept:
                Volatile.Write(ref _keptRequest, Math.Max(_keptRequest, e.RequestId));
                _resuming?.Keep(e.RequestId);
                return;
            case EventKind.Ping:
                _ = _pingAnswer.SendAsync(_resuming?.LastTold ?? 0, _closing.Token);
                return;
            default:
                break;
        }

        _resuming?.Answer(e, _link);

        // The request is completed first, because its caller may be the reader of the events.
        _pending.Answer(e);
        if (e.Kind is EventKind.Done or EventKind.Pong
            || (e.Kind == EventKind.Refused && e.RequestId != 0))
        {
            return;
        }

        if (_resuming is null)
        {
            await _events.WriteAsync(e, cancellation);
            return;
        }

        foreach (ChatEvent next in _resuming.Order(e, _link))
        {
            await _events.WriteAsync(next, cancellation);
        }
    }
}
