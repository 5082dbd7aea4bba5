namespace EventLoopServer.Chat.Accounts;

/// <summary>Who may create accounts.</summary>
internal enum Registration
{
    /// <summary>Every user may register the name that the user has.</summary>
    Open,

    /// <summary>
    /// Operators may create accounts, also for other users. Users need an invitation of an
    /// operator.
    /// </summary>
    Operator,

    /// <summary>
    /// Nobody may register. Operators can still create accounts for others, and existing accounts
    /// can be used.
    /// </summary>
    Off,
}
