using EventLoopServer.Admission;
using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Timing;
using EventLoopServer.Transport;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Connections;

/// <summary>
/// The log lines that clients and signals cause. Each kind is limited, so that a storm of
/// connections or wrong passwords does not fill a disk. Ten seconds after the first omitted line,
/// it logs how many lines of each kind were omitted. With <c>--log-level debug</c> no line is
/// omitted. Actions of operators and events of the server itself are logged elsewhere, without a
/// limit.
/// </summary>
internal sealed class ClientLog : LoopTimer
{
    /// <summary>The time between the first omitted line and the report of omitted lines.</summary>
    public const long ReportMs = 10_000;

    private readonly ILogger _log;
    private readonly TimerQueue _timers;
    private readonly TurnClock _clock;

    // 100 lines at once are enough for a school class that connects together. After that, one line
    // a second is at most 6 KB a minute for each kind.
    private readonly LogQuota _connected = new(LogKindSentences.Connected, 100, 1_000);
    private readonly LogQuota _named = new(LogKindSentences.Named, 100, 1_000);
    private readonly LogQuota _closed = new(LogKindSentences.Closed, 100, 1_000);
    private readonly LogQuota _closedWithLoss = new(LogKindSentences.ClosedWithLoss, 100, 1_000);

    // Clients that do something wrong cause these lines. A few examples are enough.
    private readonly LogQuota _rejectedProtocols =
        new(LogKindSentences.RejectedProtocols, 10, 10_000);
    private readonly LogQuota _rejectedConnections =
        new(LogKindSentences.RejectedConnections, 1, 10_000);
    private readonly LogQuota _acceptFailed = new(LogKindSentences.FailedAtAccept, 1, 10_000);
    private readonly LogQuota _wrongPassword = new(LogKindSentences.WrongPassword, 20, 10_000);

    // Any process of the same account may send any number of signals.
    private readonly LogQuota _signalIgnored = new(LogKindSentences.IgnoredSignal, 1, 10_000);
    private readonly LogQuota[] _all;

    public ClientLog(ILogger log, TimerQueue timers, TurnClock clock)
    {
        _log = log;
        _timers = timers;
        _clock = clock;
        _all =
        [
            _connected, _named, _closed, _closedWithLoss, _rejectedProtocols, _rejectedConnections,
            _acceptFailed, _wrongPassword, _signalIgnored,
        ];
    }

    public void Connected(Connection connection, string peer)
    {
        if (IsWanted(_connected, LogLevel.Information, out LogLevel level))
        {
            Log.Connected(_log, level, connection.Label, peer);
        }
    }

    public void Named(Connection connection, string dialect)
    {
        if (IsWanted(_named, LogLevel.Information, out LogLevel level))
        {
            string client = connection.Id.ToString();
            Log.Named(_log, level, client, connection.Name ?? string.Empty, dialect);
        }
    }

    /// <param name="connection">A closed connection.</param>
    /// <param name="lostBytes">Bytes of its output that were discarded.</param>
    public void Closed(Connection connection, long lostBytes)
    {
        if (lostBytes > 0)
        {
            if (IsWanted(_closedWithLoss, LogLevel.Information, out LogLevel loud))
            {
                Log.ClosedWithLoss(
                    _log, loud, connection.Label, connection.CloseReason, lostBytes);
            }
        }
        else if (IsWanted(_closed, LogLevel.Information, out LogLevel level))
        {
            Log.Closed(_log, level, connection.Label, connection.CloseReason);
        }
    }

    public void ProtocolRejected(Connection connection, string sentence)
    {
        if (IsWanted(_rejectedProtocols, LogLevel.Information, out LogLevel level))
        {
            Log.ProtocolRejected(_log, level, connection.Label, sentence);
        }
    }

    public void ConnectionRejected(ITransport transport, AdmissionResult result)
    {
        if (IsWanted(_rejectedConnections, LogLevel.Information, out LogLevel level))
        {
            string reason = result.ToString();
            Log.ConnectionRejected(_log, level, transport.Peer, reason);
        }
    }

    public void AcceptFailed(string address, Exception exception)
    {
        if (IsWanted(_acceptFailed, LogLevel.Warning, out LogLevel level))
        {
            string error = SocketErrors.Describe(exception);
            Log.AcceptFailed(_log, level, exception, address, error);
        }
    }

    public void WrongPassword(string who, string what)
    {
        if (IsWanted(_wrongPassword, LogLevel.Warning, out LogLevel level))
        {
            Log.WrongPassword(_log, level, who, what);
        }
    }

    public void SignalIgnored(string signal)
    {
        if (IsWanted(_signalIgnored, LogLevel.Warning, out LogLevel level))
        {
            Log.SignalIgnored(_log, level, signal);
        }
    }

    /// <summary>Logs how many lines were omitted since the last report.</summary>
    public void Report()
    {
        foreach (LogQuota quota in _all)
        {
            if (quota.TakeLeftOut() is > 0 and long lines)
            {
                Log.LeftOut(_log, lines, quota.Kind);
            }
        }
    }

    public override void Fire() => Report();

    public override void Failed(Exception fault) => Log.Bug(_log, fault, "the log");

    /// <summary>
    /// True when the line must be written. Above the quota, lines are written only at debug level.
    /// </summary>
    private bool IsWanted(LogQuota quota, LogLevel usual, out LogLevel level)
    {
        level = usual;
        if (!_log.IsEnabled(usual))
        {
            return false;
        }

        if (quota.TryTake(_clock.NowMs))
        {
            return true;
        }

        level = LogLevel.Debug;
        if (_log.IsEnabled(LogLevel.Debug))
        {
            return true;
        }

        quota.LeaveOut();
        if (!IsSet)
        {
            _timers.Set(this, _clock.NowMs + ReportMs);
        }

        return false;
    }
}
