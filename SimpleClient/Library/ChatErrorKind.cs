namespace SimpleClient.Library;

/// <summary>The kinds of failures between a client and its server.</summary>
public enum ChatErrorKind
{
    /// <summary>No program listens at the address.</summary>
    Refused,

    /// <summary>The host's name has no address.</summary>
    HostUnknown,

    /// <summary>The network has no route to the host, or another system error occurred.</summary>
    Unreachable,

    /// <summary>A time limit passed: for connecting, for a write or for an answer.</summary>
    TimedOut,

    /// <summary>The other program uses another protocol than this client.</summary>
    NotChatServer,

    /// <summary>Client and server support no common version of the protocol.</summary>
    VersionMismatch,

    /// <summary>The server rejects this client, for example because it is full.</summary>
    Rejected,

    /// <summary>
    /// The server's identity is unknown: there is no TLS, or the certificate is not trusted.
    /// </summary>
    NotTrusted,

    /// <summary>The server refused the password.</summary>
    WrongPassword,

    /// <summary>The connection ended.</summary>
    ServerGone,

    /// <summary>
    /// The connection was lost, and the server does not have the session any more. It is unknown
    /// whether the last requests were carried out.
    /// </summary>
    SessionLost,

    /// <summary>The server's bytes cannot be decoded.</summary>
    Malformed,

    /// <summary>
    /// The server sent more than the protocol allows, or more than it announced in its welcome.
    /// </summary>
    OverLimit,

    /// <summary>A file was not sent or not fetched.</summary>
    TransferFailed,
}
