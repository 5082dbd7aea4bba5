using System.Globalization;
using LoadTests.Failures;

namespace LoadTests.Measuring;

/// <summary>
/// How many connections a process may have here. Whoever runs out of descriptors cannot even load
/// the code that would say so: it is asked for before.
/// </summary>
internal static class Descriptors
{
    /// <summary>For files, pipes and what a runtime opens for itself.</summary>
    private const int Spare = 250;

    private const string Line = "Max open files";

    /// <summary>Connections that a process may have; null where the system does not tell.
    /// </summary>
    public static int? Clients { get; } =
        File.Exists("/proc/self/limits") ? Parse(File.ReadLines("/proc/self/limits")) : null;

    /// <exception cref="LoadTestException">There are not enough for so many.</exception>
    public static void Require(int clients)
    {
        if (clients > Clients)
        {
            throw new LoadTestException(
                $"{clients} clients need more descriptors than a process may have here: "
                + $"{Clients} can be held. 'ulimit -n' raises the limit.");
        }
    }

    /// <param name="limits">The lines of /proc/PID/limits.</param>
    public static int? Parse(IEnumerable<string> limits)
    {
        string? line = limits.FirstOrDefault(
            static l => l.StartsWith(Line, StringComparison.Ordinal));

        // Soft, hard, unit. The runtime has raised the soft one to the hard one by itself.
        string? soft = line?[Line.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault();
        return int.TryParse(soft, CultureInfo.InvariantCulture, out int limit)
            ? Math.Max(0, limit - Spare)
            : null;
    }
}
