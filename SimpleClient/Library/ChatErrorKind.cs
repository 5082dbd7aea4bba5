namespace SimpleClient.Library;

/// <summary>What went wrong between a client and its server.</summary>
public enum ChatErrorKind
{
    /// <summary>Nobody listens at the address.</summary>
    Refused,

    /// <summary>The host's name has no address.</summary>
    HostUnknown,

    /// <summary>The network does not get there.</summary>
    Unreachable,

    /// <summary>A deadline passed: for connecting, for a write or for an answer.</summary>
    TimedOut,

    /// <summary>Something answers, but not in the protocol of this program.</summary>
    NotChatServer,

    /// <summary>No version of the protocol that both sides know.</summary>
    VersionMismatch,

    /// <summary>The server does not take this client: it is full, for example.</summary>
    Rejected,

    /// <summary>
    /// It can't be known who answers: there is no TLS, or the certificate is not trusted.
    /// </summary>
    NotTrusted,

    /// <summary>The server has another password.</summary>
    WrongPassword,

    /// <summary>The connection ended.</summary>
    ServerGone,

    /// <summary>What the server sent can't be read.</summary>
    Malformed,

    /// <summary>
    /// The server sent more than the protocol allows, or than it announced in its welcome.
    /// </summary>
    OverLimit,
}
