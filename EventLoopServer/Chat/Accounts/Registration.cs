namespace EventLoopServer.Chat.Accounts;

/// <summary>Who may create accounts.</summary>
internal enum Registration
{
    /// <summary>Every user may register the name that the user has.</summary>
    Open,

    /// <summary>Only operators may create accounts, for other users.</summary>
    Operator,

    /// <summary>Nobody may create accounts. Existing ones can be used.</summary>
    Off,
}
