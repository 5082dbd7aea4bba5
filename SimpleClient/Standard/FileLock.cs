using System.Diagnostics;

namespace SimpleClient.Standard;

/// <summary>
/// Prevents two processes of a user from changing a file at the same time. The lock is an open file
/// beside the changed one, because the changed file is replaced. The system releases the lock when
/// the process ends.
/// </summary>
internal static class FileLock
{
    /// <summary>The longest wait for the other process, which needs some milliseconds.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Takes the lock; disposing the result releases it.</summary>
    /// <param name="path">The path of the file that will be changed.</param>
    /// <exception cref="IOException">
    /// The lock was not free for a second, or its file cannot be opened.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">Its file cannot be opened.</exception>
    public static IDisposable Take(string path)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return PrivateFile.Lock($"{path}.lock");
            }
            catch (IOException e) when (e is not (FileNotFoundException
                or DirectoryNotFoundException or PathTooLongException)
                && clock.Elapsed < s_patience)
            {
                Thread.Sleep(s_pause);
            }
        }
    }
}
