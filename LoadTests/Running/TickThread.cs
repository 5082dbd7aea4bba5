using System.Diagnostics;
using LoadTests.Scenarios;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>
/// Does the periodic work of a stage and of the sampler every millisecond, on its own thread. For a
/// runner that has its own threads.
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
        _thread = new Thread(Run) { IsBackground = true, Name = "tick" };
    }

    public void Start() => _thread.Start();

    /// <summary>
    /// Starts the measurement, for the duration in the settings. Messages sent before it returns
    /// belong to the warm-up. Later calls have no effect.
    /// </summary>
    /// <returns>True for the first call.</returns>
    public bool BeginMeasurement()
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0)
        {
            return false;
        }

        // Called outside of the lock, because the call waits for an answer of the server's process.
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

    /// <summary>Ends the measurement if it is still running, and ends the thread.</summary>
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
                // The measurement ends before the runner waits for its last messages.
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
