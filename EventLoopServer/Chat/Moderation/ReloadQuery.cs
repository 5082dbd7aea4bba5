using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Chat.Moderation;

/// <summary>
/// A request to read the options again. It is a query, so that a command waits for it in the same
/// way as for the store.
/// </summary>
internal sealed class ReloadQuery : StoreQuery
{
    /// <summary>True when the new options apply; false when nothing has changed.</summary>
    public bool IsApplied { get; set; }

    /// <summary>The changes, or the reason why there are none.</summary>
    public string Result { get; set; } = "";
}
