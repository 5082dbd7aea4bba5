using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Protocol;
using Protocol.Framing;
using Protocol.Messages;
using Protocol.Names;
using SimpleClient.Library.Link;
using SimpleClient.Sentences;

namespace SimpleClient.Library;

/// <summary>
/// One connection to a server in the native dialect, without any console. Requests may be sent from
/// any thread; events have one reader. It has no thread of its own, so a program can hold
/// thousands.
/// </summary>
/// <remarks>
/// Somebody has to read <see cref="Events"/>: when too many wait, the client stops taking bytes
/// from the socket (nothing is lost, the server waits), and then no answers arrive either.
/// </remarks>
public sealed class ChatClient : IAsyncDisposable
{
    private readonly ChatClientOptions _options;
    private readonly Stream _stream;
    private readonly ReceiveBuffer _input;
    private readonly RequestSender _output;
    private readonly PendingReplies _pending = new();
    private readonly JoinedRooms _rooms = new();
    private readonly EventDecoder _decoder;
    private readonly EventQueue _events;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _reading;
    private ChatException? _end;
    private ulong _id;
    private volatile string _name = "";
    private volatile string _currentRoom = "";
    private volatile bool _isClosed;
    private int _answersPing;

    private ChatClient(
        Stream stream, ReceiveBuffer input, ChatEvent welcome, ChatClientOptions options)
    {
        _options = options;
        _stream = stream;
        _input = input;
        _output = new RequestSender(stream, _pending, options.ReplyTimeout);
        _events = new EventQueue(options.WaitingEvents, options.WaitingBytes);
        _decoder = new EventDecoder(new FrameLimits(welcome.Sequence));
        MaxMessageBytes = welcome.Sequence is > 0 and <= WireLimits.MaxMessageBytes
            ? (int)welcome.Sequence
            : WireLimits.DefaultMessageBytes;
        ServerAgent = welcome.Text;
        _reading = ReadAsync();
    }

    /// <summary>
    /// What the server tells, in order: events, and the answers that say something about the reader
    /// or to a person (all but done, pong and refused, which only their requests get). Ends after a
    /// goodbye and after <see cref="DisposeAsync"/>; when the connection ends in another way,
    /// reading on throws a <see cref="ChatException"/> once all events have been read.
    /// </summary>
    public ChannelReader<ChatEvent> Events => _events;

    /// <summary>This client's id, as events name their sender; 0 until it has a name.</summary>
    public ulong Id => Volatile.Read(ref _id);

    /// <summary>This client's name; empty until it has one.</summary>
    public string Name => _name;

    /// <summary>The room that is current by the last answer; empty when there is none.</summary>
    public string CurrentRoom => _currentRoom;

    /// <summary>Bytes of UTF-8 that a message may have: the server refuses a longer one.</summary>
    public int MaxMessageBytes { get; }

    /// <summary>The server's name and version, as it came.</summary>
    public string ServerAgent { get; }

    /// <summary>
    /// What a person has to be told about the server's certificate; empty: nothing.
    /// </summary>
    public string CertificateNotice { get; private init; } = "";

    /// <summary>True once the connection has ended: nothing can be sent any more.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Connects, and waits for the server's welcome.</summary>
    /// <param name="host">A host's name or address.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="timeout">For all of it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A client that has no name yet.</returns>
    /// <exception cref="ChatException">It could not; the fault says why.</exception>
    /// <exception cref="OperationCanceledException">It was told to give up.</exception>
    public static Task<ChatClient> ConnectAsync(
        string host, int port, TimeSpan timeout, CancellationToken cancellation = default) =>
        ConnectAsync(host, port, new ChatClientOptions { ConnectTimeout = timeout }, cancellation);

    /// <summary>Connects, and waits for the server's welcome.</summary>
    /// <param name="host">A host's name or address.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="options">Deadlines and sizes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A client that has no name yet.</returns>
    /// <exception cref="ChatException">It could not; the fault says why.</exception>
    /// <exception cref="OperationCanceledException">It was told to give up.</exception>
    public static async Task<ChatClient> ConnectAsync(
        string host, int port, ChatClientOptions options, CancellationToken cancellation = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(options.ConnectTimeout);
        string address = Dialer.Address(host, port);
        Stream? stream = null;
        try
        {
            Socket socket = await Dialer.ConnectAsync(host, port, deadline.Token);
            stream = new NetworkStream(socket, ownsSocket: true);
            string notice = "";
            if (options.Tls is { } trust)
            {
                (stream, notice) = await TlsConnector.ShakeHandsAsync(
                    stream, host, address, trust, deadline.Token);
            }

            await stream.WriteAsync(NativeClientHandshake.Hello(options.Agent), deadline.Token);
            var input = new ReceiveBuffer(stream.ReadAsync);
            NativeClientHandshake handshake = new NativeClientHandshake(input, address);
            ChatEvent welcome = await handshake.WelcomeAsync(deadline.Token);
            var client = new ChatClient(stream, input, welcome, options)
            {
                CertificateNotice = notice,
            };
            stream = null;
            await client.PassAsync(deadline.Token);
            return client;
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            string waited = LinkSentences.Seconds(options.ConnectTimeout);
            throw new ChatException(
                ChatErrorKind.TimedOut,
                LinkSentences.NobodyAnswered(address, waited),
                e);
        }
        catch (IOException e)
        {
            throw ChatException.ServerGone(e);
        }
        finally
        {
            stream?.Dispose();
        }
    }

    /// <summary>
    /// Sends a request and waits for its answer. <see cref="ChatClientExtensions"/> has shorter
    /// ways.
    /// </summary>
    /// <param name="verb">What is asked for.</param>
    /// <param name="target">A room's or a person's name, or empty.</param>
    /// <param name="text">The text, or empty. One over 1 MiB makes the server close.</param>
    /// <param name="number">A number, for the verbs that take one.</param>
    /// <param name="cancellation">Waits no longer; the request itself may have been sent.</param>
    /// <returns>The answer, which may be a refusal. For quit it is the goodbye.</returns>
    /// <exception cref="ChatException">
    /// The connection ended first, or a deadline passed. A request that could not even be written
    /// in time ends the connection; an answer that is late does not.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The text does not fit a frame (16 MiB).
    /// </exception>
    public async Task<Reply> SendAsync(
        RequestVerb verb,
        string target,
        string text,
        ulong number = 0,
        CancellationToken cancellation = default)
    {
        ulong id;
        Task<ChatEvent> answer;
        try
        {
            (id, answer) = await _output.SendAsync(verb, target, text, number, cancellation);
        }
        catch (ChatException e)
        {
            Close(e);
            throw;
        }

        try
        {
            return new Reply(await answer.WaitAsync(_options.ReplyTimeout, cancellation));
        }
        catch (TimeoutException)
        {
            throw ChatException.Unanswered(_options.ReplyTimeout);
        }
        finally
        {
            _pending.Forget(id);
        }
    }

    /// <summary>Closes without a word. Events that came before can still be read.</summary>
    /// <returns>When nothing runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        Close(null);
        await _reading;
    }

    /// <summary>Gives the password that it was made with, if any.</summary>
    private async Task PassAsync(CancellationToken cancellation)
    {
        if (_options.Password is not { } password)
        {
            return;
        }

        Reply? reply = null;
        try
        {
            reply = await ChatClientExtensions.PassAsync(this, password, cancellation);
        }
        finally
        {
            if (reply is null || IsWrong(reply))
            {
                await DisposeAsync();
            }
        }

        // A server from before there were passwords does not know the word.
        static bool IsWrong(Reply reply) => reply is
        { IsRefused: true, RefusalCode: not RefusalCode.UnknownCommand };

        if (IsWrong(reply))
        {
            throw new ChatException(
                ChatErrorKind.WrongPassword,
                TextRule.Defuse(
                    Encoding.UTF8.GetBytes($"{reply.Sentence} {reply.Advice}".Trim())));
        }
    }

    private void Close(ChatException? why)
    {
        Interlocked.CompareExchange(ref _end, why, null);
        _closing.Cancel();
    }

    /// <summary>
    /// The server asks whether the client is there. One answer at a time: a server that asks on and
    /// on, and reads nothing, would make the client hold any number of answers.
    /// </summary>
    private async Task AnswerPingAsync()
    {
        if (Interlocked.Exchange(ref _answersPing, 1) != 0)
        {
            return;
        }

        try
        {
            await SendAsync(RequestVerb.Ping, "", "", 0, _closing.Token);
        }
        catch (Exception e) when (e is ChatException or OperationCanceledException)
        {
            // The reading loop finds out by itself why the connection ends.
        }
        finally
        {
            Volatile.Write(ref _answersPing, 0);
        }
    }

    private async Task ReadAsync()
    {
        ChatException? end;
        try
        {
            end = await ReadToEndAsync(_closing.Token);
        }
        catch (OperationCanceledException)
        {
            end = _end;
        }
        catch (IOException e)
        {
            end = ChatException.ServerGone(e);
        }

        _isClosed = true;
        _stream.Dispose();
        _pending.End(end ?? (_closing.IsCancellationRequested
            ? ChatException.ClosedHere()
            : ChatException.ServerGone()));
        _events.Complete(end);
    }

    /// <summary>Reads until the connection ends; null is an end with a goodbye.</summary>
    private async Task<ChatException?> ReadToEndAsync(CancellationToken cancellation)
    {
        while (true)
        {
            DecodeStatus status = _decoder.Decode(_input.Unread, out int used, out ChatEvent? item);
            _input.Use(used);
            switch (status)
            {
                case DecodeStatus.Item:
                    if (_rooms.Take(item!) is { } fault)
                    {
                        return fault;
                    }

                    await TakeAsync(item!, cancellation);
                    if (item!.Kind == EventKind.Goodbye)
                    {
                        return null;
                    }

                    break;
                case DecodeStatus.NeedMore:
                    if (!await _input.FillAsync(cancellation))
                    {
                        return ChatException.ServerGone();
                    }

                    break;
                case DecodeStatus.Malformed:
                    return _decoder.Fault ?? ChatException.Malformed();
                default:
                    break;
            }
        }
    }

    private ValueTask TakeAsync(ChatEvent e, CancellationToken cancellation)
    {
        switch (e.Kind)
        {
            case EventKind.Named:
                Volatile.Write(ref _id, e.SenderId);
                _name = e.Name;
                break;
            case EventKind.Joined:
                _currentRoom = e.Room;
                break;
            case EventKind.Parted:
                _currentRoom = e.Detail;
                break;
            case EventKind.Ping:
                _ = AnswerPingAsync();
                return ValueTask.CompletedTask;
            default:
                break;
        }

        // First the answer: whoever waits for it may be the one who reads the events.
        _pending.Answer(e);
        bool onlyAnswer = e.Kind is EventKind.Done or EventKind.Pong
            || (e.Kind == EventKind.Refused && e.RequestId != 0);
        return onlyAnswer ? ValueTask.CompletedTask : _events.WriteAsync(e, cancellation);
    }
}
