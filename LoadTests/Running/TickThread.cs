using System.Diagnostics;
using LoadTests.Scenarios;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>
/// Does each millisecond what a stage needs besides its flows, on a thread of its own, for a runner
/// that keeps its own threads busy.
/// </summary>
internal sealed class TickThread
{
    private readonly Scenario _scenario;
    private readonly Stage _stage;
    private readonly Sampler _sampler;
    private readonly Thread _thread;
    private volatile bool _isMeasuring;
    private volatile bool _isStopped;

    public TickThread(Scenario scenario, Stage stage, Sampler sampler)
    {
        (_scenario, _stage, _sampler) = (scenario, stage, sampler);
        _thread = new Thread(Run) { IsBackground = true, Name = "pump" };
    }

    public void Start() => _thread.Start();

    /// <summary>Counts from now on; once it was called it does nothing more.</summary>
    public void BeginMeasurement()
    {
        if (_isMeasuring)
        {
            return;
        }

        lock (_stage.Swarm.Gate)
        {
            if (!_isMeasuring)
            {
                _stage.Meter.FromTicks = Stopwatch.GetTimestamp();
                _sampler.Start(_stage.Meter.FromTicks);
                _isMeasuring = true;
            }
        }
    }

    /// <summary>Ends the measurement and its thread.</summary>
    public void Stop()
    {
        lock (_stage.Swarm.Gate)
        {
            _stage.Meter.ToTicks = Stopwatch.GetTimestamp();
        }

        _isStopped = true;
        _thread.Join();
        _sampler.Finish(Stopwatch.GetTimestamp());
    }

    private void Run()
    {
        while (!_isStopped)
        {
            long now = Stopwatch.GetTimestamp();
            lock (_stage.Swarm.Gate)
            {
                _stage.Swarm.SendTails();
                _scenario.Tick(_stage, now);
            }

            if (_isMeasuring)
            {
                _sampler.Tick(now);
            }

            Thread.Sleep(1);
        }
    }
}
