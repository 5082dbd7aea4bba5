using EventLoopServer.Chat;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sessions;
using EventLoopServer.Sessions.Resuming;

namespace EventLoopServer;

/// <summary>Restores the chat of the last run.</summary>
internal static class StoredChat
{
    /// <param name="store">The open store.</param>
    /// <param name="services">What all sessions share.</param>
    /// <param name="sessions">The sessions that clients can resume.</param>
    /// <returns>What the store contained at the start.</returns>
    public static StoredState Restore(
        IChatStore store, SessionServices services, SessionTable sessions)
    {
        StoredState state = store.Load();
        services.Directory.Open(store, state);
        services.Directory.Accounts.Open(store, state);
        new StoredRestrictions(services.Context.Access, () => services.Now)
            .Open(store, state.Restrictions);

        // After the mutes, which apply to its members.
        new SessionRestore(services).Open(sessions.Open(state));
        return state;
    }
}
