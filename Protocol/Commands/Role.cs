namespace Protocol.Commands;

/// <summary>
/// The permissions of a client. Each role includes the permissions of those above it.
/// </summary>
public enum Role : byte
{
    /// <summary>Any client.</summary>
    Guest,

    /// <summary>
    /// A client on the server's own machine, or through a tunnel to it: it may read statistics.
    /// </summary>
    Local,

    /// <summary>A client that gave the operators' password.</summary>
    Operator,

    /// <summary>The operator console: no command of an operator can restrict it.</summary>
    Console,
}
