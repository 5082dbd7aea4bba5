namespace EventLoopServer.Chat.Accounts;

/// <summary>Who may create accounts.</summary>
internal enum Registration
{
    /// <summary>Every user, for the own name.</summary>
    Open,

    /// <summary>Operators, for others.</summary>
    Operator,

    /// <summary>Nobody; accounts that exist can be used.</summary>
    Off,
}
