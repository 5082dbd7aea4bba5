namespace Protocol.Commands;

/// <summary>
/// The permissions of a client. Each role includes the permissions of the roles above it.
/// </summary>
public enum Role : byte
{
    /// <summary>Any client.</summary>
    Guest,

    /// <summary>
    /// A client on the server's own machine, or through a tunnel to it. This role may read
    /// statistics.
    /// </summary>
    Local,

    /// <summary>
    /// A client that is logged in to the account of a moderator. This role may kick, and mute and
    /// ban for a limited time.
    /// </summary>
    Moderator,

    /// <summary>
    /// A client that gave the operators' password, or is logged in to the account of an operator.
    /// </summary>
    Operator,

    /// <summary>The operator console: no command of an operator can restrict it.</summary>
    Console,
}
