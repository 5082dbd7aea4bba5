using System.Runtime.InteropServices;

namespace EventLoopServer.Files;

/// <summary>A folder of the operating system. It is locked for one process.</summary>
internal sealed class DiskFolder : IFileFolder
{
    /// <summary>
    /// Bytes that files leave free on their disk, because the store is often on the same disk.
    /// </summary>
    private const long FreeBytes = 64L * 1024 * 1024;

    private const string LockName = "files.lock";

    private readonly string _path;
    private readonly FileStream _lock;

    private DiskFolder(string path, FileStream held) => (_path, _lock) = (path, held);

    /// <summary>Locks a folder. Creates it if it is missing.</summary>
    /// <exception cref="IOException">
    /// The folder cannot be used, or another process has locked it.
    /// </exception>
    public static DiskFolder Take(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(
                    path,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return new DiskFolder(path, new FileStream(
                Path.Combine(path, LockName),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None));
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new IOException(fault.Message, fault);
        }
    }

    public IReadOnlyList<(string Name, long Bytes)> List() =>
    [
        .. new DirectoryInfo(_path).EnumerateFiles()
            .Where(static file => file.Name != LockName)
            .Select(static file => (file.Name, file.Length)),
    ];

    public IFileHandle Create(string name, long bytes)
    {
        long free = new DriveInfo(_path).AvailableFreeSpace;
        if (free < bytes + FreeBytes)
        {
            throw new IOException($"{free} bytes are free on the disk of {_path}");
        }

        return new DiskFile(File.OpenHandle(
            PathOf(name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
    }

    public IFileHandle Open(string name) => new DiskFile(File.OpenHandle(
        PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));

    public void Rename(string from, string to) =>
        File.Move(PathOf(from), PathOf(to), overwrite: true);

    public void Delete(string name) => File.Delete(PathOf(name));

    /// <summary>
    /// Calls fsync on the folder itself, because .NET cannot open folders. Windows does not need
    /// it, because the file system writes a rename.
    /// </summary>
    public void Sync()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int folder = OpenFolder(_path, 0);
        if (folder < 0 || SyncFolder(folder) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            _ = folder >= 0 && CloseFolder(folder) == 0;
            throw new IOException($"{_path}: {Marshal.GetPInvokeErrorMessage(error)}");
        }

        _ = CloseFolder(folder);
    }

    public void Dispose() => _lock.Dispose();

    private string PathOf(string name) => Path.Combine(_path, name);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFolder(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncFolder(int folder);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseFolder(int folder);
}
