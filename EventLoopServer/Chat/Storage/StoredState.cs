namespace EventLoopServer.Chat.Storage;

/// <summary>The stored state that the chat loads at its start.</summary>
/// <param name="WasClean">
/// False when the last run did not end cleanly. Every room then continues with a new incarnation
/// and the number after its last stored line, so that two events never have the same pair of
/// incarnation and number.
/// </param>
/// <param name="NextMemberId">The lowest member id that was never used.</param>
internal sealed record StoredState(bool WasClean, ulong NextMemberId)
{
    public IReadOnlyList<StoredRoom> Rooms { get; init; } = [];

    public IReadOnlyList<StoredRestriction> Restrictions { get; init; } = [];

    public IReadOnlyList<StoredAccount> Accounts { get; init; } = [];

    /// <summary>The invitations, oldest first. Some may have expired.</summary>
    public IReadOnlyList<StoredInvitation> Invitations { get; init; } = [];

    /// <summary>The private messages that wait for the owners of accounts.</summary>
    public IReadOnlyList<StoredUnread> Unread { get; init; } = [];

    public IReadOnlyList<StoredSession> Sessions { get; init; } = [];

    /// <summary>The shared files, oldest first.</summary>
    public IReadOnlyList<StoredFile> Files { get; init; } = [];
}
