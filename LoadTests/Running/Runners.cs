using LoadTests.Failures;
#if NBOMBER
using LoadTests.NBomber;
#endif

namespace LoadTests.Running;

/// <summary>
/// NBomber wherever NuGet had it when this was built, and otherwise the runner of our own.
/// </summary>
internal static class Runners
{
    /// <param name="name">auto, builtin or nbomber.</param>
    /// <param name="arguments">What only NBomber understands.</param>
    /// <exception cref="LoadTestException">It is not in this build.</exception>
    public static IScenarioRunner Make(
        string name, IProgressBar bar, IReadOnlyList<string> arguments)
    {
#if NBOMBER
        if (name != "builtin")
        {
            return new NBomberAdapter(bar, [.. arguments]);
        }
#else
        if (name == "nbomber")
        {
            throw new LoadTestException(
                "NBomber is not in this build: NuGet could not get it. "
                + "'dotnet restore LoadTests --force' asks again; --runner builtin does without.",
                isUsage: true);
        }
#endif
        return arguments.Count == 0
            ? new BuiltInRunner(bar)
            : throw new LoadTestException(
                $"There is no option {arguments[0]}. --help lists the options.", isUsage: true);
    }
}
