using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Files;
using EventLoopServer.Transport.Tls.Certificates;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Copies;

/// <summary>
/// Writes a file that does not exist yet, and that only its owner may read: a backup contains the
/// hashes of passwords. Its folder is created if necessary.
/// </summary>
internal static class NewFile
{
    /// <summary>Writes the file. It gets its path when it is complete.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="write">Writes the file to the temporary path in its argument.</param>
    /// <exception cref="StoreException">The file exists, or cannot be written.</exception>
    public static void Write(string path, Action<string> write)
    {
        if (Path.Exists(path))
        {
            throw new StoreException(
                StoreError.File,
                StoreSentences.FileExists(path),
                StoreSentences.FileExistsAdvice);
        }

        string part = path + ".part";
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            File.Delete(part);

            // The permissions of the empty file stay when its content is written.
            PlatformFiles.WritePrivate(part, "");
            write(part);
            File.Move(part, path);
        }
        catch (Exception e)
            when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                StoreError.Disk,
                StoreSentences.Disk(path, e.Message),
                StoreSentences.DiskAdvice,
                e);
        }
    }
}
