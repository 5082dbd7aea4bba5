using System.Runtime.InteropServices;

namespace EventLoopServer.Transport;

/// <summary>
/// The process's table of file descriptors. This class finds its limit, and enlarges it before
/// clients connect. Linux doubles a full table. In a process with more than one thread, Linux then
/// waits until no processor can be using the old table. The loop stands still for 5 to 25 ms each
/// time, at the 256th connection, the 512th, the 1,024th and so on.
/// </summary>
internal static class DescriptorTable
{
    /// <summary>
    /// The size of the table in a new process. Reserving fewer descriptors gains nothing.
    /// </summary>
    private const int Least = 256;

    /// <summary>
    /// Descriptors that belong to no client, such as listeners, files, and those of the runtime.
    /// </summary>
    private const int Others = 256;

    /// <summary>
    /// Descriptors that no client gets. They are for rejected clients that wait for their reset,
    /// for listeners, for files that are opened later, and for new threads of the runtime. The
    /// runtime ends the process when it cannot start a thread. Each wake-up of a parked client may
    /// need a new thread.
    /// </summary>
    private const int Spare = 128;

    /// <summary>
    /// F_DUPFD_CLOEXEC duplicates a descriptor. The duplicate is the lowest free one that is not
    /// below a given number.
    /// </summary>
    private const int Duplicate = 1030;

    /// <summary>A descriptor that is always open.</summary>
    private const int StandardInput = 0;

    /// <summary>
    /// Enlarges the table for this many clients, or as far as the process may. Does nothing on
    /// systems other than Linux.
    /// </summary>
    /// <param name="clients">The maximum number of clients.</param>
    /// <returns>Descriptors for which the table has room now; 0 if nothing was done.</returns>
    public static int ReserveFor(int clients)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        // A duplicate with a high number enlarges the table. The table stays large when the
        // duplicate is closed again. No file is opened: an empty root may have no /dev/null.
        for (int least = clients + Others; least >= Least; least /= 2)
        {
            int high = Control(StandardInput, Duplicate, least);
            if (high >= 0)
            {
                _ = Close(high);
                return least;
            }
        }

        return 0;
    }

    /// <summary>
    /// Returns the number of clients for which there are descriptors. Call it when nearly all other
    /// descriptors are open.
    /// </summary>
    /// <param name="clients">The wanted number of clients.</param>
    /// <returns>The wanted number or a lower one; at least 1.</returns>
    public static int RoomFor(int clients)
    {
        // RLIMIT_NOFILE is 7 on Linux, and 8 on macOS and the BSDs. Windows has no such limit.
        int kind = OperatingSystem.IsLinux() ? 7 : 8;
        if (OperatingSystem.IsWindows() || GetLimit(kind, out Limit limit) != 0)
        {
            return clients;
        }

        // A duplicate is the lowest free descriptor, so all descriptors below it are in use.
        int lowest = DuplicateOf(StandardInput);
        if (lowest < 0)
        {
            return 1;
        }

        _ = Close(lowest);
        long room = (long)Math.Min(limit.Current, int.MaxValue) - lowest - Spare;
        return (int)Math.Clamp(room, 1, clients);
    }

    // In C the last argument is optional, which makes no difference to a call on Linux.
    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command, int argument);

    [DllImport("libc", EntryPoint = "dup")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DuplicateOf(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetLimit(int kind, out Limit limit);

    /// <summary>struct rlimit: two unsigned words on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public nuint Current;
        public nuint Most;
    }
}
