using System.Diagnostics;
using NBomber.Contracts;
using CSharpResponse = NBomber.CSharp.Response;

namespace NBomber.Engine;

/// <summary>A virtual user: runs iterations in sequence.</summary>
internal sealed class ScenarioCopy
{
    /// <summary>The original's status codes for exceptions of the user's code.</summary>
    private const string TimeoutCode = "-100";

    private const string ExceptionCode = "-101";

    private long _invocations;
    private volatile bool _isRemoved;

    public ScenarioCopy(ScenarioRun run, int number)
    {
        Run = run;
        ScenarioInfo = new ScenarioInfo
        {
            InstanceId = $"{run.Scenario.Name}_{number}",
            InstanceNumber = number,
            ScenarioName = run.Scenario.Name,
            ScenarioDuration = run.Duration,
            ScenarioOperation = run.Operation,
        };
    }

    public ScenarioRun Run { get; }

    public ScenarioInfo ScenarioInfo { get; }

    public Dictionary<string, object> InstanceData { get; } = [];

    /// <summary>Ends the copy after the running iteration.</summary>
    public void Remove() => _isRemoved = true;

    public async Task RepeatAsync()
    {
        while (!_isRemoved && !Run.Stopping.IsCancellationRequested)
        {
            await RunOnceAsync();

            // Iterations that complete synchronously must not occupy a pool thread.
            await Task.Yield();
        }
    }

    public async Task RunOnceAsync()
    {
        var context = new IterationContext(this, ++_invocations);
        long began = Stopwatch.GetTimestamp();
        bool isStepFailure = false;
        IResponse response;
        try
        {
            response = await Run.Scenario.Run!(context);
        }
        catch (IterationRestartException)
        {
            isStepFailure = true;
            response = CSharpResponse.Fail();
        }
        catch (Exception e)
        {
            response = FailureOf(e, Failed);
        }

        Run.Recorder.AddIteration(
            response, Stopwatch.GetElapsedTime(began).TotalMilliseconds, isStepFailure);
        Run.StopIfFailedTooOften();
    }

    /// <summary>Runs a step and records its response.</summary>
    public async Task<IResponse> MeasureAsync(
        string step, Func<Task<IResponse>> run, Func<string, string, IResponse> failed)
    {
        long began = Stopwatch.GetTimestamp();
        IResponse response;
        try
        {
            response = await run();
        }
        catch (Exception e)
        {
            response = FailureOf(e, failed);
        }

        Run.Recorder.AddStep(
            step, response, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        Run.StopIfFailedTooOften();
        return response;
    }

    /// <summary>Any exception of the user's code is a failed response.</summary>
    private static IResponse FailureOf(Exception e, Func<string, string, IResponse> failed) =>
        failed(e is OperationCanceledException ? TimeoutCode : ExceptionCode, e.Message);

    private static Response<object> Failed(string statusCode, string message) =>
        CSharpResponse.Fail(statusCode: statusCode, message: message);
}
