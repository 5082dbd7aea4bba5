using System.Diagnostics;
using LoadTests.Scenarios;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>
/// Does each millisecond what a stage needs besides its flows, on a thread of its own, for a runner
/// that keeps its own threads busy.
/// </summary>
internal sealed class TickThread : IDisposable
{
    private readonly Scenario _scenario;
    private readonly Stage _stage;
    private readonly Sampler _sampler;
    private readonly Thread _thread;
    private int _begun;
    private volatile bool _isMeasuring;
    private volatile bool _isStopped;

    public TickThread(Scenario scenario, Stage stage, Sampler sampler)
    {
        (_scenario, _stage, _sampler) = (scenario, stage, sampler);
        _thread = new Thread(Run) { IsBackground = true, Name = "pump" };
    }

    public void Start() => _thread.Start();

    /// <summary>
    /// Counts from now on, for the time that the settings say. Once it was called it does nothing
    /// more; what is sent before it returns belongs to the warm-up.
    /// </summary>
    /// <returns>True the first time.</returns>
    public bool BeginMeasurement()
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0)
        {
            return false;
        }

        // Not under the lock: it waits for an answer of the server's process.
        _sampler.Start(Stopwatch.GetTimestamp());
        lock (_stage.Swarm.Gate)
        {
            long now = Stopwatch.GetTimestamp();
            _stage.Meter.FromTicks = now;
            _stage.Meter.ToTicks = now
                + (long)(_stage.Settings.Duration.TotalSeconds * Stopwatch.Frequency);
        }

        _isMeasuring = true;
        return true;
    }

    /// <summary>Ends the measurement, where it has not ended by itself, and its thread.</summary>
    public void Stop()
    {
        if (_isStopped)
        {
            return;
        }

        lock (_stage.Swarm.Gate)
        {
            _stage.Meter.ToTicks = Math.Min(_stage.Meter.ToTicks, Stopwatch.GetTimestamp());
        }

        _isStopped = true;
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        FinishSampling();
    }

    public void Dispose() => Stop();

    private void Run()
    {
        while (!_isStopped)
        {
            long now = Stopwatch.GetTimestamp();
            bool isOver;
            lock (_stage.Swarm.Gate)
            {
                _stage.Swarm.SendTails();
                _scenario.Tick(_stage, now);
                isOver = now >= _stage.Meter.ToTicks;
            }

            if (isOver)
            {
                // A runner waits for its last messages: their time is not the measurement's.
                FinishSampling();
            }
            else if (_isMeasuring)
            {
                _sampler.Tick(now);
            }

            Thread.Sleep(1);
        }
    }

    private void FinishSampling()
    {
        if (_isMeasuring)
        {
            _isMeasuring = false;
            _sampler.Finish(Stopwatch.GetTimestamp());
        }
    }
}
