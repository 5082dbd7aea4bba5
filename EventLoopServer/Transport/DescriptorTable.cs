using System.Runtime.InteropServices;

namespace EventLoopServer.Transport;

/// <summary>
/// The process's table of descriptors: how large it may become, and that it is large before anybody
/// comes. Linux doubles it when it is
/// full, and in a process with more than one thread that waits until no processor can be looking at
/// the old one: 5 to 25 ms in which the loop stands still, at the 256th arrival, the 512th, the
/// 1,024th and so on.
/// </summary>
internal static class DescriptorTable
{
    /// <summary>What a process begins with; below that there is nothing to gain.</summary>
    private const int Least = 256;

    /// <summary>Those that are no client's: listeners, files, the runtime's own.</summary>
    private const int Others = 256;

    /// <summary>
    /// Descriptors that no client gets: those who wait for their reset, listeners, files that are
    /// opened later, and what the runtime needs to start a thread. It ends the process when it
    /// cannot start one, and each wake-up of a parked client may need one.
    /// </summary>
    private const int Spare = 128;

    /// <summary>F_DUPFD_CLOEXEC: a second one, the lowest free from a number on.</summary>
    private const int Duplicate = 1030;

    /// <summary>
    /// Makes room, or as much of it as the process may have. Other systems than Linux are left
    /// alone.
    /// </summary>
    /// <param name="clients">How many there may be.</param>
    /// <returns>How many there is room for now; 0: nothing was done.</returns>
    public static int ReserveFor(int clients)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        // A second descriptor of something that is open, as high as is allowed: the table stays
        // large when it is closed again.
        using SafeHandle something = File.OpenHandle("/dev/null");
        for (int least = clients + Others; least >= Least; least /= 2)
        {
            int high = Control((int)something.DangerousGetHandle(), Duplicate, least);
            if (high >= 0)
            {
                _ = Close(high);
                return least;
            }
        }

        return 0;
    }

    /// <summary>
    /// For how many clients there are descriptors. To be asked when nearly all is open that is no
    /// client's.
    /// </summary>
    /// <param name="clients">How many are wanted.</param>
    /// <returns>That many, or fewer; one at least.</returns>
    public static int RoomFor(int clients)
    {
        // Windows has no such limit. The number of the limit is the same on macOS and the BSDs.
        int kind = OperatingSystem.IsLinux() ? 7 : 8;
        if (OperatingSystem.IsWindows() || GetLimit(kind, out Limit limit) != 0)
        {
            return clients;
        }

        // The lowest that is free: all below it are taken.
        using SafeHandle lowest = File.OpenHandle("/dev/null");
        long most = (long)Math.Min(limit.Current, int.MaxValue);
        long room = most - (int)lowest.DangerousGetHandle() - Spare;
        return (int)Math.Clamp(room, 1, clients);
    }

    // In C its last argument is optional, which makes no difference to a call on Linux.
    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command, int argument);

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
