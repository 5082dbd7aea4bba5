using NBomber.Contracts;
using NBomber.Engine;

namespace NBomber.CSharp;

/// <summary>A part of an iteration that is measured separately.</summary>
public class Step
{
    /// <summary>
    /// Runs the step. A failed step ends its iteration, unless the scenario forbids that.
    /// </summary>
    public static async Task<Response<T>> Run<T>(
        string name, IScenarioContext context, Func<Task<Response<T>>> run)
    {
        var iteration = (IterationContext)context;
        IResponse response = await iteration.Copy.MeasureAsync(
            name, async () => await run(), Failed<T>);
        return response.IsError && iteration.Copy.Run.Scenario.RestartsOnFail
            ? throw new IterationRestartException()
            : (Response<T>)response;
    }

    private static Response<T> Failed<T>(string statusCode, string message) =>
        Response.Fail<T>(statusCode: statusCode, message: message);
}
