namespace EventLoopServer.Chat.Storage;

/// <summary>
/// A change of shared state that is not a message. It is rare, so it may allocate.
/// </summary>
internal abstract record StoreChange
{
    /// <summary>
    /// The state of a room. It is stored when the room is created, when its last member leaves, and
    /// at a clean end.
    /// </summary>
    /// <param name="Name">The room.</param>
    /// <param name="Incarnation">The random number from the room's creation.</param>
    /// <param name="Next">The number of its next event.</param>
    public sealed record RoomState(string Name, ulong Incarnation, ulong Next) : StoreChange
    {
        /// <summary>False when no line of the room was ever stored.</summary>
        public bool HasLines { get; init; } = true;
    }

    /// <summary>A room was deleted with its lines.</summary>
    public sealed record RoomRemoved(string Name) : StoreChange;

    /// <summary>An incarnation of a room ended in a crash.</summary>
    public sealed record RoomCrashed(string Name, IncarnationEnd End) : StoreChange;

    /// <summary>A session began, or its name, its rooms or its connection changed.</summary>
    public sealed record SessionState(StoredSession Session) : StoreChange
    {
        /// <summary>
        /// True for the first state of the session, which the store does not have yet.
        /// </summary>
        public bool IsNew { get; init; }
    }

    /// <summary>Stored private messages got numbers in the stream of a session.</summary>
    /// <param name="Id">The session.</param>
    /// <param name="PrivateSequence">The last number of the session's stream.</param>
    /// <param name="Deliveries">See <see cref="StoredSession.Deliveries"/>.</param>
    public sealed record PrivateNumbered(
        ulong Id, ulong PrivateSequence, string Deliveries) : StoreChange;

    /// <summary>A session ended, so its token is no longer valid.</summary>
    public sealed record SessionEnded(ulong Id) : StoreChange;

    /// <summary>How long the lines of a room are kept; null for the default.</summary>
    public sealed record RoomKeep(string Name, TimeSpan? Keep) : StoreChange;

    /// <summary>A ban or mute was added. It replaces an older one of the same subject.</summary>
    public sealed record RestrictionAdded(StoredRestriction Restriction) : StoreChange;

    /// <summary>A ban or mute ended.</summary>
    public sealed record RestrictionRemoved(bool IsMute, string Subject) : StoreChange;

    /// <summary>An account is new, or has changed.</summary>
    public sealed record AccountChanged(StoredAccount Account) : StoreChange;

    /// <summary>An account no longer exists, and its name is free.</summary>
    public sealed record AccountRemoved(long Id) : StoreChange;

    /// <summary>An invitation is new, or was used.</summary>
    public sealed record InvitationChanged(StoredInvitation Invitation) : StoreChange;

    /// <summary>An invitation is used up, has expired or was revoked.</summary>
    public sealed record InvitationRemoved(string Id) : StoreChange;

    /// <summary>A file was shared. Its bytes are on disk already.</summary>
    public sealed record FileShared(StoredFile File) : StoreChange;

    /// <summary>A file was removed or has expired.</summary>
    public sealed record FileRemoved(UInt128 Id) : StoreChange;

    /// <summary>Takes the place of changes that cancel each other out.</summary>
    public sealed record Nothing : StoreChange;

    /// <summary>An action of an operator or a moderator, for the audit log.</summary>
    public sealed record Audit(long TimeMs, string Actor, string Action) : StoreChange;
}
