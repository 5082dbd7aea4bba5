using System.Globalization;

namespace LoadTests.Measuring;

/// <summary>
/// Threads and memory of a process, which Linux reports in one line. The class <c>Process</c>
/// reports both too, but first reads a file for each thread. With 5,000 threads, those reads delay
/// the measured messages.
/// </summary>
/// <param name="Threads">The number of threads.</param>
/// <param name="ResidentBytes">The working set.</param>
internal readonly record struct ProcessStat(int Threads, long ResidentBytes)
{
    /// <summary>Fields after the name, from 0: https://man7.org, proc_pid_stat(5).</summary>
    private const int ThreadsField = 17;

    private const int ResidentField = 21;

    /// <returns>Null without such a process, or on a system without this file.</returns>
    public static ProcessStat? Read(int process)
    {
        try
        {
            return Parse(File.ReadAllText($"/proc/{process}/stat"), Environment.SystemPageSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>Null for an unexpected format.</returns>
    public static ProcessStat? Parse(string line, int pageBytes)
    {
        // The name is in parentheses, and may contain spaces and parentheses itself.
        string[] fields = line[(line.LastIndexOf(')') + 1)..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > ResidentField
            && int.TryParse(fields[ThreadsField], CultureInfo.InvariantCulture, out int threads)
            && long.TryParse(fields[ResidentField], CultureInfo.InvariantCulture, out long pages)
                ? new ProcessStat(threads, pages * pageBytes)
                : null;
    }
}
