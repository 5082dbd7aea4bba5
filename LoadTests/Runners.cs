using System.Reflection;
using LoadTests.Failures;
using LoadTests.Options;
using LoadTests.Running;
using LoadTests.Sentences;

namespace LoadTests;

/// <summary>
/// Chooses the runner: NBomber if NuGet had it at build time, otherwise the built-in one.
/// </summary>
internal static class Runners
{
    /// <summary>
    /// The arguments that are passed on to NBomber; a name that ends in a dash is a prefix.
    /// https://nbomber.com/docs/nbomber/cli
    /// </summary>
    private static readonly string[] s_nbomberArguments =
        ["--infra", "--session-id", "--display-console-metrics", "--cluster-"];

    /// <exception cref="LoadTestException">
    /// NBomber is requested but not in this build, or an option is for the other runner.
    /// </exception>
    public static IScenarioRunner Make(LoadOptions options, IProgressBar bar)
    {
        string? reason = WhyBuiltIn(options);
        string? unknown = options.Rest.FirstOrDefault(a => reason is not null || !IsForNBomber(a));
        if (unknown is not null)
        {
            throw new LoadTestException(
                CommandLineSentences.UnknownOption(unknown), isUsage: true);
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
                CommandLineSentences.NBomberCannotRun($"{reason}"), isUsage: true);
        }

        return options.License is null
            ? new BuiltInRunner(bar, reason)
            : throw new LoadTestException(
                CommandLineSentences.LicenseUnused($"{reason}"), isUsage: true);
    }

    /// <returns>The reason for the built-in runner; null: NBomber is used.</returns>
    private static string? WhyBuiltIn(LoadOptions options)
    {
        // Comparisons and ladders make many short runs, and use one figure of each run.
        if (options.Compares || options.Ladder is not null)
        {
            return RunSentences.AlwaysBuiltIn;
        }

        if (options.Runner == "builtin")
        {
            return "--runner builtin";
        }

#if NBOMBER
        return null;
#else
        return $"NBomber {Recorded("NBomberVersion")} "
            + (Recorded("NBomberReason") ?? RunSentences.NotInBuild);
#endif
    }

    /// <summary>
    /// A value that the build wrote into this assembly; LoadTests.csproj has the names.
    /// </summary>
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
