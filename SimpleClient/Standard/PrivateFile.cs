using System.Text;

namespace SimpleClient.Standard;

/// <summary>Writes files that only this user can read.</summary>
internal static class PrivateFile
{
    /// <summary>The mode of the files.</summary>
    public const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    /// <summary>
    /// Writes a file, and replaces an older one, completely or not at all. A link stays a link, and
    /// its target is replaced.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, string text)
    {
        MakeFolderOf(path);
        path = new FileInfo(path).LinkTarget is null
            ? path
            : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        string made = $"{path}.{Environment.ProcessId}";
        File.Delete(made);
        try
        {
            using (FileStream stream = Open(made, FileMode.CreateNew))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(made, path, overwrite: true);
        }
        catch
        {
            File.Delete(made);
            throw;
        }
    }

    /// <summary>Adds a text at the end of a file, which may be missing.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Append(string path, string text)
    {
        MakeFolderOf(path);
        using FileStream stream = Open(path, FileMode.Append);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Opens a file that no other process can open this way at the same time.</summary>
    /// <exception cref="IOException">Another process has it open, or it cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be opened.</exception>
    public static FileStream Lock(string path)
    {
        MakeFolderOf(path);
        return Open(path, FileMode.OpenOrCreate, FileShare.None);
    }

    /// <summary>
    /// True when other users of this machine can change a file. Windows has no such modes.
    /// </summary>
    public static bool IsWritableByOthers(string path) => !OperatingSystem.IsWindows()
        && File.Exists(path)
        && (File.GetUnixFileMode(path) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0;

    private static void MakeFolderOf(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnFolder);
        }
    }

    private static FileStream Open(
        string path, FileMode mode, FileShare share = FileShare.ReadWrite)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = share,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        return new FileStream(path, options);
    }
}
