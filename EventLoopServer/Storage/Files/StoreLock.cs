using System.Globalization;
using System.Text;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Storage.Files;

/// <summary>
/// The lock that reserves a store's folder for one process. SQLite's own locks do not help: another
/// process could write between our transactions, and SQLite's exclusive mode would also lock out
/// our readers.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    /// <summary>EWOULDBLOCK on Linux and on macOS, and a sharing violation on Windows.</summary>
    private static readonly int[] s_lockedCodes = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <summary>Creates the folder and locks it.</summary>
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

            // The folder has all messages, so other users of the machine get no access.
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

    /// <summary>
    /// The file is not deleted, because two processes could then each lock another file.
    /// </summary>
    public void Dispose() => _file.Dispose();
}
