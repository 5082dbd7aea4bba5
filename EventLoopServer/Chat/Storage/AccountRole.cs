namespace EventLoopServer.Chat.Storage;

/// <summary>The role that an account gives its user. The numbers are stored.</summary>
internal enum AccountRole
{
    /// <summary>No permissions beyond those of a guest.</summary>
    User = 0,

    /// <summary>May kick, and mute and ban for a limited time.</summary>
    Moderator = 1,

    /// <summary>The same as a client that gave the operators' password.</summary>
    Operator = 2,
}
