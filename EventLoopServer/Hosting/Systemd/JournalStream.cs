namespace EventLoopServer.Hosting.Systemd;

/// <summary>
/// Finds out whether an output goes to the journal of systemd. The journal has the time of each
/// line, and takes its level from a number at its beginning, as sd-daemon(3) describes.
/// </summary>
internal static class JournalStream
{
    /// <summary>The variable with the device and the inode of the stream to the journal.</summary>
    public const string Variable = "JOURNAL_STREAM";

    /// <summary>The beginning of a line about an error.</summary>
    public const string ErrorPrefix = "<3>";

    /// <summary>True when this output of the process goes to the journal.</summary>
    /// <param name="environment">The variables of this process.</param>
    /// <param name="descriptor">1: the output; 2: the output for errors.</param>
    public static bool Has(IReadOnlyDictionary<string, string> environment, int descriptor) =>
        environment.GetValueOrDefault(Variable) is { Length: > 0 } stream
            && OperatingSystem.IsLinux()
            && IsSame(stream, LinkOf(descriptor));

    /// <summary>
    /// Compares inodes, because a program that redirects its output still inherits the variable.
    /// </summary>
    /// <param name="stream">The value of the variable, for example <c>9:1234</c>.</param>
    /// <param name="link">
    /// The target of the link in /proc, for example <c>socket:[1234]</c>; null: unknown.
    /// </param>
    public static bool IsSame(string stream, string? link) =>
        stream.Split(':') is [_, { Length: > 0 } inode]
            && link?.EndsWith($":[{inode}]", StringComparison.Ordinal) == true;

    private static string? LinkOf(int descriptor)
    {
        try
        {
            return new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
