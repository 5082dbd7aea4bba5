namespace EventLoopServer.Chat.Storage;

/// <summary>What the chat needs at its start.</summary>
/// <param name="WasClean">
/// False when the last run did not end cleanly: every room continues with a new incarnation and the
/// number after its last stored line, so that (incarnation, number) never has two contents.
/// </param>
/// <param name="NextMemberId">Member ids from here on were never used.</param>
internal sealed record StoredState(bool WasClean, ulong NextMemberId)
{
    public IReadOnlyList<StoredRoom> Rooms { get; init; } = [];

    public IReadOnlyList<StoredRestriction> Restrictions { get; init; } = [];

    public IReadOnlyList<StoredAccount> Accounts { get; init; } = [];

    /// <summary>The private messages that wait for the owners of accounts.</summary>
    public IReadOnlyList<StoredUnread> Unread { get; init; } = [];

    public IReadOnlyList<StoredSession> Sessions { get; init; } = [];

    /// <summary>The shared files, oldest first.</summary>
    public IReadOnlyList<StoredFile> Files { get; init; } = [];
}
