using System.Globalization;
using System.Text;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Storage.Files;

/// <summary>
/// The folder of a store, held by one process. SQLite's own locks do not help: between our
/// transactions another process could write, and its exclusive mode locks our readers out.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    /// <summary>EWOULDBLOCK of Linux, of macOS, and a sharing violation of Windows.</summary>
    private static readonly int[] s_lockedCodes = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <summary>Creates the folder and takes it.</summary>
    public static StoreLock Take(StorePaths paths)
    {
        try
        {
            if (File.Exists(paths.Folder))
            {
                throw new StoreException(
                    StoreError.FolderIsFile,
                    StoreSentences.FolderIsFile(paths.Folder),
                    StoreSentences.FolderIsFileAdvice);
            }

            Directory.CreateDirectory(paths.Folder);

            // Everything that was ever said is in it.
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(
                    paths.Folder,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            var file = new FileStream(
                paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(
                Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n"));
            file.Flush();
            return new StoreLock(file);
        }
        catch (IOException e) when (s_lockedCodes.Contains(e.HResult))
        {
            throw new StoreException(
                StoreError.Locked,
                StoreSentences.Locked(paths.Folder),
                StoreSentences.LockedAdvice,
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                StoreError.ReadOnly,
                StoreSentences.ReadOnly(paths.Folder),
                StoreSentences.ReadOnlyAdvice,
                e);
        }
    }

    /// <summary>The file stays: deleting it would let two processes hold two files.</summary>
    public void Dispose() => _file.Dispose();
}
