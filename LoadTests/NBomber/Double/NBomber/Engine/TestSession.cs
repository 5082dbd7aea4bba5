using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.Reports;
using Serilog;

namespace NBomber.Engine;

/// <summary>One test: init, warm-up, load with its thresholds, clean, reports.</summary>
internal sealed class TestSession : IDisposable
{
    private readonly NBomberContext _context;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private ScenarioRun[] _runs = [];
    private OperationType _operation;

    public TestSession(NBomberContext context)
    {
        _context = context;
        TestInfo = new TestInfo
        {
            SessionId = $"{DateTime.UtcNow:yyyy-MM-dd_HH.mm.ss}_session_{Random.Shared.Next():x8}",
            TestSuite = context.TestSuite,
            TestName = context.TestName,
        };
    }

    public TestInfo TestInfo { get; }

    public NodeInfo NodeInfo => new()
    {
        MachineName = Environment.MachineName,
        CurrentOperation = _operation,
        CoresCount = Environment.ProcessorCount,
        NBomberVersion = Version,
    };

    /// <summary>Unused, because the double has no log.</summary>
    public ILogger Logger { get; } = new LoggerConfiguration().CreateLogger();

    public MetricRegistry Metrics { get; } = new();

    public TimeSpan CompletionTimeout => _context.CompletionTimeout;

    /// <summary>Cancelled when the whole test ends early.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>The reason why the test ended early. Null when it did not.</summary>
    public string? StopReason { get; private set; }

    private static string Version =>
        typeof(TestSession).Assembly.GetName().Version!.ToString(3) + " (double)";

    public NodeStats Run() => RunAsync().GetAwaiter().GetResult();

    public void Stop(string reason)
    {
        lock (_lock)
        {
            StopReason ??= reason;
        }

        _stop.Cancel();
    }

    public void StopScenario(string scenario, string reason)
    {
        foreach (ScenarioRun run in _runs.Where(r => r.Scenario.Name == scenario))
        {
            Logger.Information("{Scenario} was stopped: {Reason}", scenario, reason);
            run.Stop();
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task<NodeStats> RunAsync()
    {
        ScenarioProps[] scenarios = [.. _context.Scenarios.Where(s =>
            _context.TargetScenarios?.Contains(s.Name) ?? true)];
        ThresholdState[][] thresholds = [.. scenarios.Select(static s =>
            s.Thresholds.Select(t => new ThresholdState(s.Name, t.Check)).ToArray())];
        _operation = OperationType.Init;
        foreach (ScenarioProps scenario in scenarios.Where(static s => s.Init is not null))
        {
            await scenario.Init!(new InitContext(this, scenario, ScenarioOperation.Init));
        }

        try
        {
            await WarmUpAsync(scenarios);
            await LoadAsync(scenarios, thresholds);
        }
        finally
        {
            _operation = OperationType.Stop;
            await CleanAsync(scenarios);
        }

        _operation = OperationType.Complete;
        return Finish(thresholds);
    }

    private async Task WarmUpAsync(ScenarioProps[] scenarios)
    {
        _operation = OperationType.WarmUp;
        _runs = [.. scenarios
            .Where(static s => s.WarmUp is not null)
            .Select(s => new ScenarioRun(s, this, ScenarioOperation.WarmUp))];
        await Task.WhenAll(_runs.Select(static r => r.RunAsync(r.Scenario.WarmUp!.Value)));
        Array.ForEach(_runs, static r => r.Dispose());
    }

    private async Task LoadAsync(ScenarioProps[] scenarios, ThresholdState[][] thresholds)
    {
        _operation = OperationType.Bombing;
        _runs = [.. scenarios.Select(s => new ScenarioRun(s, this, ScenarioOperation.Bombing))];
        Task all = Task.WhenAll(_runs.Select(static r => r.RunAsync(TimeSpan.MaxValue)));
        while (await Task.WhenAny(all, Task.Delay(_context.ReportingInterval)) != all)
        {
            CheckThresholds(thresholds, isLast: false);
        }

        await all;
        CheckThresholds(thresholds, isLast: true);
    }

    private void CheckThresholds(ThresholdState[][] thresholds, bool isLast)
    {
        for (int i = 0; i < _runs.Length; i++)
        {
            ScenarioStats stats = _runs[i].Stats(_operation);
            bool hasToEnd = false;
            foreach (ThresholdState threshold in thresholds[i])
            {
                hasToEnd |= threshold.Check(stats, Metrics.Build(), isLast);
            }

            if (hasToEnd && !isLast)
            {
                Stop($"A threshold of {_runs[i].Scenario.Name} failed too often.");
            }
        }
    }

    private async Task CleanAsync(ScenarioProps[] scenarios)
    {
        foreach (ScenarioProps scenario in scenarios.Where(static s => s.Clean is not null))
        {
            try
            {
                await scenario.Clean!(new InitContext(this, scenario, ScenarioOperation.Clean));
            }
            catch (Exception e)
            {
                // As in the original, an error in clean must not hide the figures.
                Logger.Error(e, "Clean of {Scenario} failed", scenario.Name);
            }
        }
    }

    private NodeStats Finish(ThresholdState[][] thresholds)
    {
        var stats = new NodeStats
        {
            ScenarioStats = [.. _runs.Select(r => r.Stats(_operation))],
            Metrics = Metrics.Build(),
            Thresholds = [.. thresholds.SelectMany(static t => t).Select(static t => t.Result())],
            NodeInfo = NodeInfo,
            TestInfo = TestInfo,
            Duration = _runs.Max(static r => r.Elapsed),
        };
        Array.ForEach(_runs, static r => r.Dispose());
        return ReportFiles.Write(stats, _context);
    }
}
