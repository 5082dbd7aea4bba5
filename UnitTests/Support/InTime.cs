using System.Diagnostics;

namespace UnitTests.Support;

/// <summary>
/// Waits with a deadline, so that a fault stops one test and not the whole run. A Tidy test rejects
/// waits without one.
/// </summary>
internal static class InTime
{
    /// <summary>More than a busy machine needs.</summary>
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    /// <summary>Waits for the end of a thread.</summary>
    public static void JoinInTime(this Thread thread) =>
        Check(thread.Join(s_deadline), $"The thread '{thread.Name}' did not end");

    /// <summary>Waits for an event.</summary>
    public static void WaitInTime(this WaitHandle handle) =>
        Check(handle.WaitOne(s_deadline), "The event was not set");

    /// <inheritdoc cref="WaitInTime(WaitHandle)"/>
    public static void WaitInTime(this ManualResetEventSlim handle) =>
        Check(handle.Wait(s_deadline), "The event was not set");

    /// <inheritdoc cref="WaitInTime(WaitHandle)"/>
    public static void WaitInTime(this SemaphoreSlim semaphore) =>
        Check(semaphore.Wait(s_deadline), "The semaphore was not released");

    /// <summary>Waits for the end of a process, and kills it at the deadline.</summary>
    public static void ExitInTime(this Process process)
    {
        // This overload also waits until all redirected output has been read.
        bool hasEnded = process.WaitForExitAsync().Wait(s_deadline);
        if (!hasEnded)
        {
            process.Kill(entireProcessTree: true);
        }

        Check(hasEnded, $"Process {process.Id} did not end");
    }

    private static void Check(bool isDone, string what)
    {
        if (!isDone)
        {
            throw new TimeoutException(
                $"{what} in {s_deadline.TotalSeconds} s. Look for what it waits for.");
        }
    }
}
