using System.Collections.Concurrent;
using System.Diagnostics;
using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>The warm-up or the load of one scenario.</summary>
internal sealed class ScenarioRun : IDisposable
{
    private readonly LoadTimeline _timeline;
    private readonly CancellationTokenSource _stop;
    private readonly List<ScenarioCopy> _constant = [];
    private readonly ConcurrentBag<ScenarioCopy> _free = [];
    private readonly TaskCompletionSource _idle =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Stopwatch _watch = new();
    private int _copies;

    /// <summary>The number of running iterations and copies, plus one for the schedule.</summary>
    private int _running = 1;

    public ScenarioRun(ScenarioProps scenario, TestSession session, ScenarioOperation operation)
    {
        (Scenario, Session, Operation) = (scenario, session, operation);
        _timeline = new LoadTimeline(
            [.. scenario.Simulations.Select(static s => s.Segment)], Random.Shared);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(session.Stopping);
    }

    public ScenarioProps Scenario { get; }

    public TestSession Session { get; }

    public ScenarioOperation Operation { get; }

    public Recorder Recorder { get; } = new();

    public TimeSpan Duration => _timeline.Duration;

    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>Cancelled at the end of the load.</summary>
    public CancellationToken Stopping => _stop.Token;

    public void Stop() => _stop.Cancel();

    /// <summary>Runs the load, and waits for running iterations.</summary>
    /// <param name="longest">The load ends after this time.</param>
    public async Task RunAsync(TimeSpan longest)
    {
        if (Scenario.Run is null)
        {
            return;
        }

        _watch.Start();
        foreach (LoadTick tick in _timeline.Ticks())
        {
            TimeSpan at = tick.At < longest ? tick.At : longest;
            if (!await WaitUntilAsync(at))
            {
                break;
            }

            SetCopies(at < longest ? tick.Copies : 0);
            Inject(at < longest ? tick.Injected : 0);
        }

        _watch.Stop();
        await _stop.CancelAsync();
        Leave();
        await Task.WhenAny(_idle.Task, Task.Delay(Session.CompletionTimeout));
    }

    /// <summary>Ends the test when the scenario reaches its number of failures.</summary>
    public void StopIfFailedTooOften()
    {
        if (Recorder.Fails >= Scenario.MaxFailCount)
        {
            Session.Stop($"{Scenario.Name} failed {Recorder.Fails} times.");
        }
    }

    public ScenarioStats Stats(OperationType operation) => Recorder.Build(
        Scenario.Name, operation, Elapsed - Pauses(), Scenario.CountsIterations);

    public void Dispose() => _stop.Dispose();

    private TimeSpan Pauses() => Elapsed >= Duration ? _timeline.Pauses : TimeSpan.Zero;

    /// <returns>False when it was stopped earlier.</returns>
    private async Task<bool> WaitUntilAsync(TimeSpan at)
    {
        try
        {
            // A delay rounds down to whole milliseconds.
            for (TimeSpan left = at - Elapsed; left > TimeSpan.Zero; left = at - Elapsed)
            {
                await Task.Delay(
                    TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }

        return !_stop.IsCancellationRequested;
    }

    private void SetCopies(int count)
    {
        for (; _constant.Count > count; _constant.RemoveAt(_constant.Count - 1))
        {
            _constant[^1].Remove();
        }

        while (_constant.Count < count)
        {
            var copy = new ScenarioCopy(this, ++_copies);
            _constant.Add(copy);
            Start(copy.RepeatAsync);
        }
    }

    private void Inject(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!_free.TryTake(out ScenarioCopy? copy))
            {
                copy = new ScenarioCopy(this, ++_copies);
            }

            Start(async () =>
            {
                await copy.RunOnceAsync();
                _free.Add(copy);
            });
        }
    }

    private void Start(Func<Task> run)
    {
        Interlocked.Increment(ref _running);
        Task.Run(async () =>
        {
            try
            {
                await run();
            }
            finally
            {
                Leave();
            }
        });
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _running) == 0)
        {
            _idle.TrySetResult();
        }
    }
}
