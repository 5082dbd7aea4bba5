using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>Records all responses of one scenario. Any thread may call it.</summary>
internal sealed class Recorder
{
    private readonly Lock _lock = new();
    private readonly MeasurementPair _iterations = new("");
    private readonly List<MeasurementPair> _steps = [];
    private int _fails;

    /// <summary>Failed steps, and iterations that failed for another reason.</summary>
    public int Fails => Volatile.Read(ref _fails);

    /// <param name="ms">The measured latency. A latency in the response overrides it.</param>
    public void AddStep(string name, IResponse response, double ms)
    {
        lock (_lock)
        {
            MeasurementPair? step = _steps.Find(s => s.Name == name);
            if (step is null)
            {
                step = new MeasurementPair(name);
                _steps.Add(step);
            }

            step.Add(response, LatencyOf(response, ms));
            _fails += response.IsError ? 1 : 0;
        }
    }

    /// <param name="isCountedAlready">True after a failed step, which is already counted.</param>
    public void AddIteration(IResponse response, double ms, bool isCountedAlready)
    {
        lock (_lock)
        {
            _iterations.Add(response, LatencyOf(response, ms));
            _fails += response.IsError && !isCountedAlready ? 1 : 0;
        }
    }

    /// <param name="countsIterations">
    /// True when whole iterations are counted, even if there are steps.
    /// </param>
    public ScenarioStats Build(
        string scenario, OperationType operation, TimeSpan duration, bool countsIterations)
    {
        lock (_lock)
        {
            MeasurementPair all = _iterations;
            if (_steps.Count > 0 && !countsIterations)
            {
                all = new MeasurementPair("");
                foreach (MeasurementPair step in _steps)
                {
                    all.Ok.Add(step.Ok);
                    all.Fail.Add(step.Fail);
                }
            }

            return new ScenarioStats
            {
                ScenarioName = scenario,
                Ok = all.Ok.Build(isError: false, all.Count, duration),
                Fail = all.Fail.Build(isError: true, all.Count, duration),
                StepStats =
                [
                    .. _steps.Select((step, index) => new StepStats
                    {
                        StepName = step.Name,
                        Ok = step.Ok.Build(isError: false, step.Count, duration),
                        Fail = step.Fail.Build(isError: true, step.Count, duration),
                        SortIndex = index,
                    }),
                ],
                CurrentOperation = operation,
                Duration = duration,
            };
        }
    }

    private static double LatencyOf(IResponse response, double ms) =>
        response.CustomLatencyMs > 0 ? response.CustomLatencyMs : ms;
}
