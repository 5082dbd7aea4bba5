using System.Reflection;
using LoadTests.Failures;
using LoadTests.Options;
using LoadTests.Running;

namespace LoadTests;

/// <summary>
/// NBomber wherever NuGet had it when this was built, and otherwise the runner of our own.
/// </summary>
internal static class Runners
{
    /// <summary>
    /// Of NBomber's own arguments those that make sense here; a name that ends in a dash stands
    /// for all that begin so. https://nbomber.com/docs/nbomber/cli
    /// </summary>
    private static readonly string[] s_nbomberArguments =
        ["--infra", "--session-id", "--display-console-metrics", "--cluster-"];

    /// <exception cref="LoadTestException">
    /// NBomber is asked for and not in this build, or an option is for another runner.
    /// </exception>
    public static IScenarioRunner Make(LoadOptions options, IProgressBar bar)
    {
        string? reason = WhyBuiltIn(options);
        string? stray = options.Rest.FirstOrDefault(a => reason is not null || !IsForNBomber(a));
        if (stray is not null)
        {
            throw new LoadTestException(
                $"There is no option {stray}. --help lists the options.", isUsage: true);
        }

#if NBOMBER
        if (reason is null)
        {
            string[] license = options.License is { } key ? [$"--license={key}"] : [];
            string[] arguments = [.. license, .. options.Rest];
            return new NBomber.NBomberAdapter(bar, arguments, options.Reports);
        }

#endif
        if (options.Runner == "nbomber")
        {
            throw new LoadTestException(
                $"NBomber cannot run this: {reason}. Leave --runner out, or read how to get "
                + "NBomber in LoadTests/NBomber/README.md.",
                isUsage: true);
        }

        return options.License is null
            ? new BuiltInRunner(bar, reason)
            : throw new LoadTestException(
                $"--license is for NBomber, and the built-in runner would run: {reason}. Leave "
                + "--license out.",
                isUsage: true);
    }

    /// <returns>Null: NBomber runs.</returns>
    private static string? WhyBuiltIn(LoadOptions options)
    {
        // Comparisons and ladders are many short runs of which one figure each is wanted.
        if (options.Compares || options.Ladder is not null)
        {
            return "comparisons and ladders always use it";
        }

        if (options.Runner == "builtin")
        {
            return "--runner builtin";
        }

#if NBOMBER
        return null;
#else
        return $"NBomber {Recorded("NBomberVersion")} "
            + (Recorded("NBomberReason") ?? "is not in this build");
#endif
    }

    /// <summary>What the build has written into this assembly: see LoadTests.csproj.</summary>
    private static string? Recorded(string key) => typeof(Runners).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == key)?.Value;

    private static bool IsForNBomber(string argument)
    {
        string name = argument.Split('=')[0];
        return !argument.StartsWith('-') || s_nbomberArguments.Any(known =>
            known.EndsWith('-') ? name.StartsWith(known, StringComparison.Ordinal) : name == known);
    }
}
