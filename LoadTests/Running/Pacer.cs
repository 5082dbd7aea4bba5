using System.Diagnostics;
using LoadTests.Checking;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>
/// Says when the next message is due. Open loop: at its time, whether or not the last one came
/// back, and the wait for a late one counts as its latency, so that a stall is not hidden (what is
/// known as coordinated omission). Closed loop: as soon as all have heard the speaker's last one.
/// Under the swarm's lock.
/// </summary>
internal sealed class Pacer
{
    private readonly Stage _stage;
    private readonly bool _isClosed;
    private readonly double _ticksEach;
    private double _nextTicks;
    private int _next;
    private bool _isRunning;

    public Pacer(Stage stage, bool isClosed, double messagesPerSecond)
    {
        _stage = stage;
        _isClosed = isClosed;
        _ticksEach = Stopwatch.Frequency / Math.Max(messagesPerSecond, 0.001);
        if (isClosed)
        {
            stage.Completed = SayNext;
        }
    }

    public void Start(long nowTicks)
    {
        _isRunning = true;
        _nextTicks = nowTicks;
        foreach (Flow flow in _isClosed ? _stage.Flows : [])
        {
            _stage.Say(flow, nowTicks);
        }
    }

    public void Stop() => _isRunning = false;

    public void Tick(long nowTicks)
    {
        if (_isClosed || !_isRunning || _stage.Flows.Count == 0)
        {
            return;
        }

        while (_nextTicks <= nowTicks)
        {
            _stage.Say(_stage.Flows[_next], (long)_nextTicks);
            _next = (_next + 1) % _stage.Flows.Count;
            _nextTicks += _ticksEach;
        }
    }

    private void SayNext(Flow flow, long nowTicks)
    {
        // Passers-by have flows too, and say what they have to say by themselves.
        if (_isRunning && _stage.IsKept(flow))
        {
            _stage.Say(flow, nowTicks);
        }
    }
}
