namespace EventLoopServer.Chat.Storage;

/// <summary>An invitation as it is stored.</summary>
/// <param name="Id">A short random id, which lists and the audit log show.</param>
/// <param name="CodeHash">The hash of the code. The code itself is not stored.</param>
internal sealed record StoredInvitation(string Id, string CodeHash)
{
    /// <summary>The accounts that can be created with the code.</summary>
    public int Uses { get; init; }

    /// <summary>The accounts that can still be created with it.</summary>
    public int UsesLeft { get; init; }

    /// <summary>When the invitation was made, in ms since 1970.</summary>
    public long CreatedMs { get; init; }

    /// <summary>The end of the invitation, in ms since 1970.</summary>
    public long UntilMs { get; init; }

    /// <summary>The name of the operator that made it.</summary>
    public string By { get; init; } = "";

    /// <summary>
    /// The account of that operator; 0 for the console, and for an operator without an account.
    /// </summary>
    public long Account { get; init; }

    /// <summary>Only the id: a log does not need the hash.</summary>
    public override string ToString() => Id;
}
