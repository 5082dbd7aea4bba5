using System.Diagnostics;
using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Failures;
using LoadTests.Measuring;
using LoadTests.Reporting.Formatting;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Breaking;

/// <summary>
/// Kills the server in the middle of the measurement, starts it again, and measures how soon the
/// clients continue their sessions. Used under the swarm's lock.
/// </summary>
internal sealed class ServerCrash
{
    private readonly Stage _stage;
    private readonly HashSet<ILoadClient> _resumed = [];
    private Task? _restart;
    private long _killTicks;
    private long _backTicks;
    private long _lastTicks;
    private bool _isMissing;

    public ServerCrash(Stage stage)
    {
        _stage = stage;
        stage.ClientResumed += Resume;
    }

    /// <summary>Sessions that were continued, for any reason.</summary>
    public int Sessions { get; private set; }

    /// <summary>True when all clients have continued after the restart.</summary>
    public bool IsOver => _restart is { IsCompleted: true } && Missing == 0;

    /// <summary>Clients that have not continued since the restart.</summary>
    public int Missing => _stage.Clients.Count - _resumed.Count;

    /// <summary>The time from the restart of the server to the return of the last client.</summary>
    public TimeSpan Comeback => Stopwatch.GetElapsedTime(_backTicks, _lastTicks);

    /// <summary>Starts the crash in the middle of the measurement.</summary>
    public void Tick(long nowTicks)
    {
        Meter meter = _stage.Meter;
        bool hasBegun = nowTicks >= meter.FromTicks;
        if (_restart is null && hasBegun && nowTicks - meter.FromTicks >= meter.ToTicks - nowTicks)
        {
            _killTicks = nowTicks;
            _stage.Meter.TimedFromTicks = long.MaxValue;
            _restart = Task.Run(Restart);
        }
    }

    /// <returns>
    /// True when the crash is over or has not happened. A run without a crash counts as an error.
    /// </returns>
    public bool Settle()
    {
        if (_restart is null && !_isMissing)
        {
            _isMissing = true;
            _stage.Checker.Count(ErrorKind.ServerEnded, ErrorSentences.NotRestarted);
        }

        return _isMissing || IsOver;
    }

    /// <summary>A remark for the report.</summary>
    public string Remark() => IsOver
        ? ScenarioSentences.CrashRemark(
            Figures.Time(Stopwatch.GetElapsedTime(_killTicks, _backTicks).TotalMicroseconds),
            Figures.Time(Comeback.TotalMicroseconds))
        : ScenarioSentences.CrashRemarkUnfinished(_resumed.Count, _stage.Clients.Count);

    private void Restart()
    {
        try
        {
            _stage.RestartServer!();
            lock (_stage.Swarm.Gate)
            {
                _backTicks = Stopwatch.GetTimestamp();
                _lastTicks = Math.Max(_lastTicks, _backTicks);
            }
        }
        catch (LoadTestException e)
        {
            lock (_stage.Swarm.Gate)
            {
                _stage.Checker.Count(ErrorKind.ServerEnded, e.Message);
            }
        }
    }

    private void Resume(ILoadClient client)
    {
        Sessions++;
        if (_restart is null || !_resumed.Add(client))
        {
            return;
        }

        _lastTicks = Stopwatch.GetTimestamp();
        if (Missing == 0)
        {
            _stage.Meter.TimedFromTicks = _lastTicks;
        }
    }
}
