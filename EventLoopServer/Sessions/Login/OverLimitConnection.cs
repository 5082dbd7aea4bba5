using EventLoopServer.Admission;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Timing;
using Protocol.Dialects;

namespace EventLoopServer.Sessions.Login;

/// <summary>
/// A connection above the chat limits of its address. It may belong to an HTTP client, and HTTP has
/// limits of its own. A browser shows a full server better than one line of text does, and a health
/// check must not fail because people chat. The first bytes show which client it is. A client that
/// is not HTTP gets the refusal as soon as it is recognised. A silent client gets the refusal after
/// a second.
/// </summary>
internal sealed class OverLimitConnection : LoopTimer, IByteConsumer
{
    /// <summary>
    /// How long the server waits for the first bytes, in ms. A browser sends its request with the
    /// first packet. A person who waits for the greeting gets the refusal after this time.
    /// </summary>
    private const long DecideMs = 1000;

    private readonly Connection _connection;
    private readonly SessionServices _services;
    private readonly OverLimitRule _rule;
    private readonly AdmissionResult _result;

    public OverLimitConnection(
        Connection connection,
        SessionServices services,
        OverLimitRule rule,
        AdmissionResult result)
    {
        (_connection, _services, _rule, _result) = (connection, services, rule, result);
        _services.Timers.Set(this, _services.Clock.NowMs + DecideMs);
    }

    public ConsumeResult Consume(Span<byte> unused)
    {
        int length = unused.Length;
        if (!_connection.IsOpen
            || DialectSniffer.Sniff(unused, _rule.Dialects) is not { } dialect)
        {
            return new ConsumeResult(_connection.IsOpen ? 0 : length, length, HasMore: false);
        }

        if (dialect.IsHttp)
        {
            _services.Timers.Cancel(this);
            _services.Http!.Take(_connection, _rule.NeedsTls && !_connection.IsEncrypted);
            return new ConsumeResult(0, length, HasMore: true);
        }

        if (!dialect.CarriesChat && _connection.Filter is null && _services.Tls is { } tls)
        {
            _services.Timers.Set(this, _services.Clock.NowMs + _services.Limits.ProgramMs);
            tls.Open(_connection, unused);
        }
        else
        {
            Reject();
        }

        return new ConsumeResult(length, length, HasMore: false);
    }

    public bool Ended() => false;

    public void Closing(CloseReason reason)
    {
        _services.Timers.Cancel(this);
        if (_connection.OverLimitAddress is { } address)
        {
            _services.Http!.Leave(address);
            _connection.OverLimitAddress = null;
        }
    }

    public override void Fire() => Reject();

    public override void Failed(Exception fault)
    {
        _services.Stats.Bugs++;
        Log.Bug(_services.Log, fault, _connection.Label);
    }

    private void Reject()
    {
        if (!_connection.IsOpen)
        {
            return;
        }

        _services.Stats.Refused++;
        _services.Stats.RefusedBy[(int)_result]++;
        _services.ClientLog.ConnectionRejected(_connection.Transport, _result);
        if (_connection.Filter is not { IsOpening: true })
        {
            ReadOnlySpan<byte> sentence = _rule.Sentence(_result);
            sentence.CopyTo(_services.Output.Replies.Space(sentence.Length));
            _services.Output.Reply(_connection.Plan, sentence.Length);
        }

        _services.CloseQueue.RequestClose(_connection, CloseReason.NotResumed);
    }
}
