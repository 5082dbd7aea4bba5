using System.Globalization;
using LoadTests.Failures;
using LoadTests.Sentences;

namespace LoadTests.Measuring;

/// <summary>
/// The number of connections that a process may have. It is checked before a run, because a process
/// without free descriptors cannot even load the code that reports it.
/// </summary>
internal static class Descriptors
{
    /// <summary>Descriptors for files, pipes and the runtime.</summary>
    private const int Spare = 250;

    private const string Line = "Max open files";

    /// <summary>The limit of connections; null where the system does not report one.</summary>
    public static int? Clients { get; } =
        File.Exists("/proc/self/limits") ? Parse(File.ReadLines("/proc/self/limits")) : null;

    /// <exception cref="LoadTestException">There are too few descriptors.</exception>
    public static void Require(int clients)
    {
        if (clients > Clients)
        {
            throw new LoadTestException(RunSentences.TooFewDescriptors(clients, Clients));
        }
    }

    /// <param name="limits">The lines of /proc/PID/limits.</param>
    public static int? Parse(IEnumerable<string> limits)
    {
        string? line = limits.FirstOrDefault(
            static l => l.StartsWith(Line, StringComparison.Ordinal));

        // The line has the soft limit, the hard limit and the unit. The runtime has raised the soft
        // limit to the hard one.
        string? soft = line?[Line.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault();
        return int.TryParse(soft, CultureInfo.InvariantCulture, out int limit)
            ? Math.Max(0, limit - Spare)
            : null;
    }
}
