using System.Diagnostics;
using System.Globalization;

namespace UnitTests.Simulation.World;

/// <summary>
/// The program of the tests: runs one world for each seed, and ends at the first fault.
/// </summary>
internal static class SeedProgram
{
    private const string Usage =
        "Usage: dotnet run --project UnitTests -- --seeds FIRST[..LAST] | --stacks\n"
        + "--seeds runs one simulated world for each seed and ends at the first that breaks.\n"
        + "--stacks prints the calls between the loop, a command and a send.";

    public static int Run(string[] arguments, TextWriter output, TextWriter errors)
    {
        if (arguments is not ["--seeds", var range] || !TryRead(range, out int first, out int last))
        {
            errors.WriteLine(Usage);
            return 2;
        }

        for (int seed = first; seed <= last; seed++)
        {
            long began = Stopwatch.GetTimestamp();
            WorldRun run = WorldRun.Of(seed);
            if (run.Fault is not null)
            {
                output.WriteLine(run.Report);
                return 1;
            }

            output.WriteLine(
                $"seed {seed}: {run.Turn} turns, {run.Events} events, {run.Actions} actions, "
                + $"trace {run.Hash:X16}, "
                + $"{Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms");
        }

        return 0;
    }

    private static bool TryRead(string range, out int first, out int last)
    {
        string[] ends = range.Split("..");
        last = 0;
        return int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out first)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out last)
            && ends.Length <= 2;
    }
}
