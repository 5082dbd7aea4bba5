using System.Globalization;

namespace LoadTests.Measuring;

/// <summary>
/// Threads and memory of a process as Linux tells them in one line. <c>Process</c> has both too,
/// but reads a file for each thread first: with 5,000 threads that is long enough to keep the
/// messages waiting whose time is taken.
/// </summary>
/// <param name="Threads">Threads that there are.</param>
/// <param name="ResidentBytes">The working set.</param>
internal readonly record struct ProcessStat(int Threads, long ResidentBytes)
{
    /// <summary>Fields behind the name, from 0: https://man7.org, proc_pid_stat(5).</summary>
    private const int ThreadsField = 17;

    private const int ResidentField = 21;

    /// <returns>Null when there is no such process, or no such file on this system.</returns>
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

    /// <returns>Null when it is not of the form that is expected.</returns>
    public static ProcessStat? Parse(string line, int pageBytes)
    {
        // The name is in parentheses and may itself have spaces and parentheses.
        string[] fields = line[(line.LastIndexOf(')') + 1)..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > ResidentField
            && int.TryParse(fields[ThreadsField], CultureInfo.InvariantCulture, out int threads)
            && long.TryParse(fields[ResidentField], CultureInfo.InvariantCulture, out long pages)
                ? new ProcessStat(threads, pages * pageBytes)
                : null;
    }
}
