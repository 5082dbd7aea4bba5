using System.Diagnostics;
using LoadTests.Checking;
using LoadTests.Profiles;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>
/// Sends the messages of a load profile when they are due, under the swarm's lock. In an open loop,
/// each message is sent at its due time, whether or not earlier ones have arrived. The latency
/// counts from the due time, so that a stall of the server shows (this avoids coordinated
/// omission). In a closed loop, a sender sends as soon as all recipients have received its last
/// message. The profile is then the number of senders.
/// </summary>
internal sealed class Pacer
{
    private readonly Stage _stage;
    private readonly bool _isClosed;
    private readonly LoadProfile _profile;
    private readonly Dictionary<Flow, int> _positions = [];
    private readonly bool[] _isSending;
    private LoadProfile _current;
    private long _originTicks;
    private long _number;
    private long _dueTicks;
    private int _next;
    private int _senders;
    private bool _isRunning;

    public Pacer(Stage stage, bool isClosed, LoadProfile profile)
    {
        (_stage, _isClosed, _profile, _current) = (stage, isClosed, profile, profile);
        _isSending = new bool[stage.Flows.Count];
        for (int i = 0; i < stage.Flows.Count; i++)
        {
            _positions[stage.Flows[i]] = i;
        }

        if (isClosed)
        {
            stage.Completed = SendNext;
        }
    }

    /// <summary>Starts the warm-up at the average load, because a ramp starts at 0.</summary>
    public void WarmUp(long nowTicks) =>
        Begin(LoadProfile.Constant(_profile.AverageLoad, TimeSpan.MaxValue), nowTicks);

    /// <summary>Starts the profile, for the measurement.</summary>
    public void Start(long nowTicks) => Begin(_profile, nowTicks);

    public void Stop() => _isRunning = false;

    public void Tick(long nowTicks)
    {
        if (!_isRunning || _stage.Flows.Count == 0)
        {
            return;
        }

        if (_isClosed)
        {
            FillUp(nowTicks);
            return;
        }

        while (_dueTicks <= nowTicks)
        {
            _stage.Meter.AddLag(_dueTicks, nowTicks);
            _stage.Send(_stage.Flows[_next], _dueTicks);
            _next = (_next + 1) % _stage.Flows.Count;
            _number++;
            _dueTicks = DueTicks();
        }
    }

    private void Begin(LoadProfile profile, long nowTicks)
    {
        (_current, _originTicks, _number, _isRunning) = (profile, nowTicks, 0, true);
        _dueTicks = DueTicks();
        if (_isClosed)
        {
            FillUp(nowTicks);
        }
    }

    private long DueTicks()
    {
        double ticks = _current.SecondsOf(_number) * Stopwatch.Frequency;
        return ticks < long.MaxValue - _originTicks ? _originTicks + (long)ticks : long.MaxValue;
    }

    /// <summary>Starts the senders that the profile adds.</summary>
    private void FillUp(long nowTicks)
    {
        double seconds = (double)(nowTicks - _originTicks) / Stopwatch.Frequency;
        double load = Math.Round(_current.LoadAt(seconds));
        _senders = (int)Math.Min(load, _isSending.Length);
        for (int i = 0; i < _senders; i++)
        {
            if (!_isSending[i])
            {
                _isSending[i] = true;
                _stage.Send(_stage.Flows[i], nowTicks);
            }
        }
    }

    private void SendNext(Flow flow, long nowTicks)
    {
        // The flows of temporary visitors are not in the list, because the scenario sends their
        // messages.
        if (!_isRunning || !_positions.TryGetValue(flow, out int position))
        {
            return;
        }

        _isSending[position] = position < _senders;
        if (_isSending[position])
        {
            _stage.Send(flow, nowTicks);
        }
    }
}
