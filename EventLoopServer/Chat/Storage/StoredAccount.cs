namespace EventLoopServer.Chat.Storage;

/// <summary>An account as it is stored.</summary>
/// <param name="Id">Random, and never used again for another account.</param>
/// <param name="Name">The name, as others see it.</param>
internal sealed record StoredAccount(long Id, string Name)
{
    /// <summary>The hash of the password, a PHC string; empty: no password is right.</summary>
    public string Secret { get; init; } = "";

    /// <summary>
    /// The hash of a code that is accepted once at a login, and then as the old password until the
    /// owner has chosen one; empty: none.
    /// </summary>
    public string CodeHash { get; init; } = "";

    /// <summary>The end of the code for a login, in ms since 1970; 0: it was used.</summary>
    public long CodeUntilMs { get; init; }

    /// <summary>In ms since 1970.</summary>
    public long CreatedMs { get; init; }

    /// <summary>When it was last used, in ms since 1970.</summary>
    public long SeenMs { get; init; }

    /// <summary>When it was given up, in ms since 1970; 0: it is in use.</summary>
    public long ReleasedMs { get; init; }

    public AccountRole Role { get; init; }

    /// <summary>The network prefixes of its last logins, newest first, with spaces.</summary>
    public string Places { get; init; } = "";

    /// <summary>
    /// The number of the last private message that was delivered: those up to it are deleted.
    /// </summary>
    public ulong PrivateRead { get; init; }

    /// <summary>
    /// How far its owner has read its rooms: room, incarnation and number on each line.
    /// </summary>
    public string ReadMarks { get; init; } = "";

    /// <summary>Only the name: the others are secret, or are nobody's business in a log.</summary>
    public override string ToString() => Name;
}
