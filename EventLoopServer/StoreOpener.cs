using EventLoopServer.Chat.Storage;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Storage;
using EventLoopServer.Storage.Files;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging;

namespace EventLoopServer;

/// <summary>Opens the store that the options configure.</summary>
internal static class StoreOpener
{
    /// <summary>The factory for a server; null if the server keeps nothing.</summary>
    public static StoreFactory? For(ServerOptions options, ILogger log) =>
        options.StoreOptions is { } store ? mailbox => Open(store, options, mailbox, log) : null;

    /// <exception cref="StoreException">
    /// The store that the options name cannot be used. If they name none, the server logs a warning
    /// and starts without a store. A chat without history is better than no chat.
    /// </exception>
    private static IChatStore Open(
        StoreOptions store, ServerOptions options, Mailbox mailbox, ILogger log)
    {
        try
        {
            return SqliteStore.Open(store, mailbox, new SystemClock(), log);
        }
        catch (StoreException fault) when (!options.NeedsStore)
        {
            StoreLog.NotOpened(log, fault.Message);
            return NoStore.Instance;
        }
    }
}
