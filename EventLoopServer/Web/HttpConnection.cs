using EventLoopServer.Admission;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using EventLoopServer.Sessions;
using EventLoopServer.Timing;
using EventLoopServer.Web.Answers;
using Protocol.Dialects.Web.Http;
using Protocol.Messages;

namespace EventLoopServer.Web;

/// <summary>
/// Reads the requests of one HTTP connection and sends the answers, one after the other: while an
/// answer is being sent, the next request is not read. It is its own timer, for the head of a
/// request and for the silence between two, and its own source of output.
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
    private CloseReason _closesWith;
    private bool _isInHead;
    private bool _waits;

    /// <param name="connection">The connection that it serves.</param>
    /// <param name="services">The services that all HTTP connections share.</param>
    /// <param name="isBare">True when the connection needs TLS and is not encrypted.</param>
    public HttpConnection(Connection connection, WebServices services, bool isBare)
    {
        _connection = connection;
        _services = services;
        _isBare = isBare;
        _place = services.Admission.Enter(connection, out _isAdmitted);
        BeginHead();
    }

    public string? ProtocolName => "http";

    private SessionServices Sessions => _services.Sessions;

    public ConsumeResult Consume(Span<byte> unused)
    {
        if (!_connection.IsOpen || _closesWith != CloseReason.None)
        {
            return new ConsumeResult(unused.Length, unused.Length, HasMore: false);
        }

        if (_connection.Source is not null)
        {
            _waits = true;
            return new ConsumeResult(0, unused.Length, HasMore: false, Waits: true);
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
            Refuse(status, WebSentences.Of(status), CloseReason.Malformed);
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

    /// <summary>A request without an end is never answered.</summary>
    public bool Ended() => false;

    public void Closing(CloseReason reason)
    {
        Sessions.Timers.Cancel(this);
        _connection.Source = null;
        _services.Admission.Leave(_place);
    }

    public override void Failed(Exception fault)
    {
        Sessions.Stats.Bugs++;
        Log.Bug(Sessions.Log, fault, _connection.Label);
    }

    public ReadOnlySpan<byte> Take(int mostBytes)
    {
        ref ReadOnlyMemory<byte> part = ref _head.IsEmpty ? ref _body : ref _head;
        ReadOnlySpan<byte> piece = part.Span[..Math.Min(part.Length, mostBytes)];
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

        SetTimer(_services.Limits.KeepAliveMs);
        if (_waits)
        {
            _waits = false;
            Sessions.Receiver.Resume(_connection);
        }
    }

    public override void Fire()
    {
        if (_connection.Source is not null)
        {
            // The answer is being sent: a peer that takes none of it is closed as a slow reader.
            return;
        }

        if (_isInHead)
        {
            Refuse(
                HttpStatus.RequestTimeout,
                WebSentences.Of(HttpStatus.RequestTimeout),
                CloseReason.Unfinished);
        }
        else
        {
            Sessions.CloseQueue.RequestClose(_connection, CloseReason.Silent);
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
        if (result != AdmissionResult.Welcome)
        {
            Refusal refusal = Refusal.For(result == AdmissionResult.AddressFull
                ? RefusalCode.AddressFull
                : RefusalCode.TooManyArrivals);
            session.Output.Expel(
                GoodbyeReason.ServerFull, $"{refusal.Sentence} {refusal.Advice}");
        }

        return true;
    }

    /// <summary>Counts the connection for the client that a trusted proxy names.</summary>
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

    /// <returns>Why the request is not answered at all; null when it is.</returns>
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

        if (!head.Host.IsEmpty || !head.IsVersion10)
        {
            if (!_services.Hosts.IsOurs(head.Host))
            {
                return HttpStatus.Misdirected;
            }
        }

        return head.ContentBytes > 0 ? HttpStatus.ContentTooLarge : null;
    }

    private void Refuse(HttpStatus status, string sentence, CloseReason reason)
    {
        WebAnswer answer = WebRouter.Text(status, sentence) with { Closes = true };
        Begin(answer, isHead: false, reason);
    }

    private void Send(WebAnswer answer, scoped in HttpHead head)
    {
        bool closes = answer.Closes || head.Closes || head.IsVersion10;
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
        _head = AnswerHead.Write(answer, Sessions.Clock.UnixMs);
        _body = isHead ? default : answer.Body;
        _connection.Source = this;
        _services.Pull(_connection);
    }
}
