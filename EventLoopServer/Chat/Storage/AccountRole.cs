namespace EventLoopServer.Chat.Storage;

/// <summary>The role that an account gives its user. The numbers are in the database.</summary>
internal enum AccountRole
{
    /// <summary>The permissions of a guest.</summary>
    User = 0,

    /// <summary>May kick members, and mute and ban them for a limited time.</summary>
    Moderator = 1,

    /// <summary>The permissions of a client that gave the operators' password.</summary>
    Operator = 2,
}
