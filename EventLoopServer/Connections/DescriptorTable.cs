using System.Runtime.InteropServices;

namespace EventLoopServer.Connections;

/// <summary>
/// Makes the process's table of descriptors large before anybody comes. Linux doubles it when it is
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

    // In C its last argument is optional, which makes no difference to a call on Linux.
    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command, int argument);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
