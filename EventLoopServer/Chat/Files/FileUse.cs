namespace EventLoopServer.Chat.Files;

/// <summary>Who may share files.</summary>
internal enum FileUse
{
    /// <summary>Every client with a name.</summary>
    Everyone,

    /// <summary>Clients that are logged in to an account.</summary>
    Accounts,

    /// <summary>Operators only.</summary>
    Operators,

    /// <summary>No client. Files that are already shared can be fetched.</summary>
    Nobody,
}
