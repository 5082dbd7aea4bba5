using System.Runtime.InteropServices;

namespace EventLoopServer.Storage.Files;

/// <summary>
/// The creation time of a file. It shows whether a file is a copy, because a copy has another time,
/// which no program can set. On Linux, File.GetCreationTimeUtc of .NET returns the time of the last
/// change instead.
/// </summary>
internal static class FileBirth
{
    private const int CurrentFolder = -100;
    private const uint BirthMask = 0x800;
    private const uint InodeMask = 0x100;
    private const int StatBytes = 256;
    private const int InodeAt = 32;
    private const int SecondsAt = 80;
    private const int NanosecondsAt = 88;

    /// <summary>
    /// A number that identifies the file; 0 when the system has none. On a Linux file system
    /// without creation times, it is the inode.
    /// </summary>
    public static long Read(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return File.GetCreationTimeUtc(path).Ticks;
        }

        byte[] stat = new byte[StatBytes];
        try
        {
            if (Statx(CurrentFolder, path, 0, BirthMask | InodeMask, stat) != 0)
            {
                return 0;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return 0;
        }

        bool hasBirth = (MemoryMarshal.Read<uint>(stat) & BirthMask) != 0;
        return hasBirth
            ? (MemoryMarshal.Read<long>(stat.AsSpan(SecondsAt)) * 1_000_000_000)
                + MemoryMarshal.Read<uint>(stat.AsSpan(NanosecondsAt))
            : MemoryMarshal.Read<long>(stat.AsSpan(InodeAt));
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(
        int folder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags,
        uint mask,
        [Out] byte[] stat);
}
