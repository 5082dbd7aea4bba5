namespace EventLoopServer.Chat.Storage;

/// <summary>An account as it is stored.</summary>
/// <param name="Id">A random id, which no other account will get.</param>
/// <param name="Name">The name, as other members see it.</param>
internal sealed record StoredAccount(long Id, string Name)
{
    /// <summary>
    /// The hash of the password, a PHC string; empty when no password is accepted.
    /// </summary>
    public string Secret { get; init; } = "";

    /// <summary>
    /// The hash of a one-time code; empty when there is none. The code is accepted at one login.
    /// After that it counts as the old password, until the owner chooses a password.
    /// </summary>
    public string CodeHash { get; init; } = "";

    /// <summary>The end of the code for a login, in ms since 1970; 0 after it was used.</summary>
    public long CodeUntilMs { get; init; }

    /// <summary>When the account was created, in ms since 1970.</summary>
    public long CreatedMs { get; init; }

    /// <summary>When the account was last used, in ms since 1970.</summary>
    public long SeenMs { get; init; }

    /// <summary>When the account was given up, in ms since 1970; 0 while it is in use.</summary>
    public long ReleasedMs { get; init; }

    public AccountRole Role { get; init; }

    /// <summary>
    /// The network prefixes of the last logins, newest first, separated by spaces.
    /// </summary>
    public string Places { get; init; } = "";

    /// <summary>
    /// The number of the last private message that was delivered. The messages up to this number
    /// are deleted.
    /// </summary>
    public ulong PrivateRead { get; init; }

    /// <summary>
    /// How far the owner has read each room: a room, an incarnation and a number on each line.
    /// </summary>
    public string ReadMarks { get; init; } = "";

    /// <summary>Only the name, because the other properties are secret or private.</summary>
    public override string ToString() => Name;
}
