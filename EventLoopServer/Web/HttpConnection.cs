using EventLoopServer.Admission;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using EventLoopServer.Sessions;
using EventLoopServer.Timing;
using EventLoopServer.Web.Answers;
using EventLoopServer.Web.Files;
using Protocol.Dialects.Web.Http;
using Protocol.Messages;

namespace EventLoopServer.Web;

/// <summary>
/// Reads the requests of one HTTP connection and sends the answers. The next request is read after
/// the answer was sent. It is also the source of the connection's output. As a timer, it has the
/// deadlines of request heads and of silence, and checks the speed of transfers.
/// </summary>
internal sealed class HttpConnection : LoopTimer, IByteConsumer, IByteSource
{
    private readonly Connection _connection;
    private readonly WebServices _services;
    private readonly bool _isBare;
    private WebPlace? _place;
    private bool _isAdmitted;
    private ReadOnlyMemory<byte> _head;
    private ReadOnlyMemory<byte> _body;
    private IBodySource? _source;
    private Upload? _upload;
    private CloseReason _closesWith;
    private bool _isInHead;
    private bool _waits;

    /// <param name="connection">The connection of the client.</param>
    /// <param name="services">The services that all HTTP connections share.</param>
    /// <param name="isBare">True if TLS is needed, here or at a proxy, and missing here.</param>
    public HttpConnection(Connection connection, WebServices services, bool isBare)
    {
        _connection = connection;
        _services = services;
        _isBare = isBare;
        _place = services.Admission.Enter(connection, out _isAdmitted);
        BeginHead();
    }

    public string? ProtocolName => "http";

    public bool IsWaiting => _head.IsEmpty && _source is { IsWaiting: true };

    public bool HasDeadline => _source is not null;

    private SessionServices Sessions => _services.Sessions;

    public ConsumeResult Consume(Span<byte> unused)
    {
        bool ends = _closesWith != CloseReason.None && _connection.Source is null;
        if (!_connection.IsOpen || ends)
        {
            return new ConsumeResult(unused.Length, unused.Length, HasMore: false);
        }

        if (_connection.Source is not null)
        {
            _waits = true;
            return new ConsumeResult(0, unused.Length, HasMore: false, Waits: true);
        }

        if (_upload is not null)
        {
            ConsumeResult taken = _upload.Consume(unused);
            _waits = taken.Waits;
            return taken;
        }

        HttpStatus status = HttpHeadParser.Read(unused, out HttpHead head);
        if (status == HttpStatus.Incomplete && unused.Length < _services.Limits.HeadBytes)
        {
            if (!_isInHead && !unused.IsEmpty)
            {
                BeginHead();
            }

            return new ConsumeResult(0, unused.Length, HasMore: false);
        }

        if (status != HttpStatus.Ok)
        {
            status = status == HttpStatus.Incomplete ? HttpStatus.HeadTooLarge : status;
            Refuse(status, CloseReason.Malformed);
            return new ConsumeResult(unused.Length, unused.Length, HasMore: false);
        }

        _isInHead = false;
        int used = head.Bytes;
        if (TryOpenWebSocket(head))
        {
            return new ConsumeResult(used, unused.Length, HasMore: used < unused.Length);
        }

        bool hasMore = used < unused.Length && _connection.Source is null;
        _waits = _connection.Source is not null;
        return new ConsumeResult(used, unused.Length, hasMore, _waits);
    }

    /// <summary>
    /// A client may end its side after its request and then read the answer. A request that is not
    /// complete is never answered.
    /// </summary>
    public bool Ended() => _connection.Source is not null;

    public void Closing(CloseReason reason)
    {
        Sessions.Timers.Cancel(this);
        _connection.Source = null;
        _source?.Close();
        _upload?.End();
        _services.Admission.Leave(_place);
    }

    public override void Failed(Exception fault)
    {
        Sessions.Stats.Bugs++;
        Log.Bug(Sessions.Log, fault, _connection.Label);
    }

    public ReadOnlySpan<byte> Take(int maxBytes)
    {
        if (_head.IsEmpty && _source is not null)
        {
            return _source.Take(maxBytes);
        }

        ref ReadOnlyMemory<byte> part = ref _head.IsEmpty ? ref _body : ref _head;
        ReadOnlySpan<byte> piece = part.Span[..Math.Min(part.Length, maxBytes)];
        part = part[piece.Length..];
        return piece;
    }

    public void Sent()
    {
        if (_closesWith != CloseReason.None)
        {
            Sessions.CloseQueue.RequestClose(_connection, _closesWith);
            return;
        }

        _source?.Close();
        _source = null;
        if (_upload is null)
        {
            SetTimer(_services.Limits.KeepAliveMs);
        }

        if (_waits)
        {
            _waits = false;
            Sessions.Receiver.Resume(_connection);
        }
    }

    public override void Fire()
    {
        if ((_upload?.DueMs ?? _source?.DueMs) is { } dueMs)
        {
            CheckSpeed(dueMs);
            return;
        }

        if (_connection.Source is not null)
        {
            // The answer is being sent. A peer that takes nothing of it is closed as a slow reader.
            return;
        }

        if (_isInHead)
        {
            Refuse(HttpStatus.RequestTimeout, CloseReason.Unfinished);
        }
        else
        {
            Sessions.CloseQueue.RequestClose(_connection, CloseReason.Silent);
        }
    }

    /// <summary>Ends a transfer that is too slow.</summary>
    private void CheckSpeed(long dueMs)
    {
        if (Sessions.Clock.NowMs < dueMs)
        {
            WatchSpeed();
        }
        else if (_upload is { } upload)
        {
            Answer(upload.EndTooSlow(), CloseReason.Unfinished);
        }
        else
        {
            Sessions.CloseQueue.Abort(_connection, CloseReason.TooSlow);
        }
    }

    private void WatchSpeed()
    {
        long slowMs = _services.Files.Limits.SlowMs;
        if (slowMs > 0 && (_upload?.DueMs ?? _source?.DueMs) is { } dueMs)
        {
            Sessions.Timers.Set(this, Math.Min(dueMs, Sessions.Clock.NowMs + slowMs));
        }
    }

    private void BeginHead()
    {
        _isInHead = true;
        SetTimer(_services.Limits.HeadMs);
    }

    private void SetTimer(long ms)
    {
        if (ms > 0)
        {
            Sessions.Timers.Set(this, Sessions.Clock.NowMs + ms);
        }
    }

    /// <summary>Answers a request, or makes the connection a WebSocket.</summary>
    /// <returns>True when the connection is a WebSocket now.</returns>
    private bool TryOpenWebSocket(scoped in HttpHead head)
    {
        Identify(head);
        if (Check(head) is { } fault)
        {
            Send(WebRouter.Text(fault, WebSentences.Of(fault)) with { Closes = true }, head);
            return false;
        }

        if (FileTransfers.IsFor(head))
        {
            Transfer(head);
            return false;
        }

        if (!WebSocketOpening.IsFor(head))
        {
            Send(_services.Router.AnswerTo(head, _connection.Transport), head);
            return false;
        }

        if (WebSocketOpening.Check(head, _connection.IsEncrypted) is { } refused)
        {
            Send(refused with { Part = WebPart.WebSocket }, head);
            return false;
        }

        Sessions.Timers.Cancel(this);
        _services.Admission.Leave(_place);
        AdmissionResult result = _services.Admission.Return(_connection, _place);
        _services.Router.Counts.Add(WebPart.WebSocket, HttpStatus.SwitchingProtocols);
        WebSocketOpening.Accept(head, Sessions, _connection);
        Session session = _services.Open(_connection);
        _connection.Consumer = session;
        if (result != AdmissionResult.Admitted)
        {
            Refusal refusal = Refusal.For(result == AdmissionResult.AddressFull
                ? RefusalCode.AddressFull
                : RefusalCode.TooManyArrivals);
            session.Output.Expel(
                GoodbyeReason.ServerFull, $"{refusal.Sentence} {refusal.Advice}");
        }

        return true;
    }

    /// <summary>Counts the connection for the client that a trusted proxy reports.</summary>
    private void Identify(scoped in HttpHead head)
    {
        ProxiedClient? client = _services.Proxies.Find(head, _connection.Transport.Address);
        if (client is null && _connection.Proxied is null)
        {
            return;
        }

        _connection.Proxied = client;
        if (_connection.Address is { } address)
        {
            _place = _services.Admission.Move(
                _place, NetworkPrefix.Of(address), out _isAdmitted);
        }
    }

    /// <summary>Sends a file, or begins to receive one.</summary>
    private void Transfer(scoped in HttpHead head)
    {
        if (!FileTransfers.IsUpload(head))
        {
            Send(_services.Files.AnswerTo(head, _connection), head);
            WatchSpeed();
            return;
        }

        if (!head.Origin.IsEmpty
            && !HostRule.IsSameOrigin(head.Origin, head.Host, _connection.IsEncrypted))
        {
            Send(FileTransfers.Refuse(HttpStatus.Forbidden, WebSentences.OtherOrigin), head);
            return;
        }

        NetworkPrefix? place = _connection.Address is { } address
            ? NetworkPrefix.Of(address)
            : null;
        bool closes = head.Closes || head.IsVersion10;
        _upload = _services.Files.TryReceive(
            head,
            _connection,
            place,
            answer => Answer(answer, closes ? CloseReason.Quit : CloseReason.None),
            out WebAnswer refusal);
        if (_upload is null)
        {
            Send(refusal, head);
            return;
        }

        WatchSpeed();
        if (head.ExpectsContinue)
        {
            SendSource("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), default);
        }
    }

    /// <summary>Answers a request whose body was received, or will not be received.</summary>
    private void Answer(WebAnswer answer, CloseReason reason)
    {
        _upload = null;
        reason = answer.Closes && reason == CloseReason.None ? CloseReason.Quit : reason;
        Begin(answer with { Closes = reason != CloseReason.None }, isHead: false, reason);
    }

    /// <returns>The status that refuses the request; null when the request is accepted.</returns>
    private HttpStatus? Check(scoped in HttpHead head)
    {
        if (!_isAdmitted)
        {
            return HttpStatus.TooManyRequests;
        }

        if (_isBare && !_connection.IsEncrypted)
        {
            return HttpStatus.Forbidden;
        }

        bool hasHost = !head.Host.IsEmpty || !head.IsVersion10;
        if (hasHost && !_services.Hosts.IsOurs(head.Host))
        {
            return HttpStatus.Misdirected;
        }

        return head.ContentBytes > 0 && !FileTransfers.IsFor(head)
            ? HttpStatus.ContentTooLarge
            : null;
    }

    private void Refuse(HttpStatus status, CloseReason reason)
    {
        WebAnswer answer = WebRouter.Text(status, WebSentences.Of(status)) with { Closes = true };
        Begin(answer, isHead: false, reason);
    }

    /// <summary>
    /// Answers a request at once. Its body is never read as the next request. It is discarded only
    /// for a client within its limits, because the close then takes longer.
    /// </summary>
    private void Send(WebAnswer answer, scoped in HttpHead head)
    {
        FileTransfers.Discard(_connection, _isAdmitted ? head.ContentBytes : 0);
        bool hasBody = head.ContentBytes > 0;
        bool closes = answer.Closes || hasBody || head.Closes || head.IsVersion10;
        Begin(
            answer with { Closes = closes },
            head.Method.SequenceEqual("HEAD"u8),
            closes ? CloseReason.Quit : CloseReason.None);
    }

    private void Begin(WebAnswer answer, bool isHead, CloseReason reason)
    {
        _services.Router.Counts.Add(answer.Part, answer.Status);
        _isInHead = false;
        _closesWith = reason;
        _source = answer.Source;
        SendSource(
            AnswerHead.Write(answer, Sessions.Clock.UnixMs), isHead ? default : answer.Body);
    }

    private void SendSource(byte[] head, ReadOnlyMemory<byte> body)
    {
        _head = head;
        _body = body;
        _connection.Source = this;
        _services.Pull(_connection);
    }
}
