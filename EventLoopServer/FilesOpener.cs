using EventLoopServer.Configuration;
using EventLoopServer.Files;
using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Files;
using Microsoft.Extensions.Logging;

namespace EventLoopServer;

/// <summary>Opens the folder of shared files that the options ask for.</summary>
internal static class FilesOpener
{
    /// <summary>
    /// Opens the folder for a server; null: no files are shared. A folder that cannot be used is
    /// logged: a chat without files is better than no chat.
    /// </summary>
    public static Func<IFileFolder?>? For(ServerOptions options, ILogger log) =>
        options.FilesFolder is { } path ? () => Open(path, options, log) : null;

    /// <exception cref="StoreException">
    /// The folder that the options name, or require, cannot be used.
    /// </exception>
    private static DiskFolder? Open(string path, ServerOptions options, ILogger log)
    {
        try
        {
            return DiskFolder.Take(path);
        }
        catch (IOException fault)
        {
            if (options.Sharing is { Files: SharingOptions.On } or { Folder: not null })
            {
                throw new StoreException(
                    StoreError.File,
                    StoreSentences.NoFilesFolder(path, fault.Message),
                    StoreSentences.NoFilesFolderAdvice,
                    fault);
            }

            FileLog.NotOpened(log, fault.Message);
            return null;
        }
    }
}
