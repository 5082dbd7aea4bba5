using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Chat.Moderation;

/// <summary>
/// A request to read the options again. It is a query, so that a command waits for it as for the
/// store.
/// </summary>
internal sealed class ReloadQuery : StoreQuery
{
    /// <summary>True when the new options apply; false when nothing was changed.</summary>
    public bool IsApplied { get; set; }

    /// <summary>What was changed, or why nothing was.</summary>
    public string Result { get; set; } = "";
}
