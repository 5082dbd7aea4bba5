namespace EventLoopServer.Chat.Storage;

/// <summary>All private messages that wait for the owner of an account.</summary>
internal sealed class UnreadQuery(long account) : StoreQuery
{
    public long Account { get; } = account;

    /// <summary>The answer, oldest first.</summary>
    public IReadOnlyList<StoredLine> Lines { get; set; } = [];
}
