namespace EventLoopServer.Observability;

/// <summary>Why a connection was closed. One each; the first cause wins.</summary>
internal enum CloseReason : byte
{
    /// <summary>Still open.</summary>
    None,

    /// <summary>The client requested it.</summary>
    Quit,

    /// <summary>The client closed its side.</summary>
    PeerClosed,

    /// <summary>The connection was reset or timed out.</summary>
    PeerReset,

    /// <summary>The bytes received could not be decoded.</summary>
    Malformed,

    /// <summary>
    /// A browser, or TLS where the server has none: rejected with an answer in its own protocol.
    /// </summary>
    WrongProtocol,

    /// <summary>No version of the protocol in common.</summary>
    VersionMismatch,

    /// <summary>The client took its output too slowly.</summary>
    TooSlow,

    /// <summary>No name was given in time.</summary>
    TooLate,

    /// <summary>It exceeded its rate limit for too long.</summary>
    Flood,

    /// <summary>It was silent for too long, and did not answer the keep-alive.</summary>
    Silent,

    /// <summary>It began a line, a frame or a TLS record and did not end it in time.</summary>
    Unfinished,

    /// <summary>An operator ended it.</summary>
    Kicked,

    /// <summary>Its name or its address is banned.</summary>
    Banned,

    /// <summary>It gave too many wrong passwords.</summary>
    WrongPassword,

    /// <summary>Its session continues on another connection.</summary>
    TakenOver,

    /// <summary>
    /// Its address has the maximum number of clients, and it neither resumed a session nor was one
    /// of HTTP.
    /// </summary>
    NotResumed,

    /// <summary>
    /// The server's buffers are all in use, or it held the most memory for partial TLS records.
    /// </summary>
    OutOfBuffers,

    /// <summary>The server has the maximum number of clients.</summary>
    ServerFull,

    /// <summary>The server stops.</summary>
    ServerStops,

    /// <summary>Its TLS was invalid, or had no parameters in common with the server's.</summary>
    TlsFailed,

    /// <summary>The TLS handshake did not end in time.</summary>
    TlsTooLate,

    /// <summary>Too many TLS handshakes were unfinished, and this was the oldest.</summary>
    TooManyHandshakes,

    /// <summary>It did not use TLS where that is required.</summary>
    TlsNeeded,

    /// <summary>A bug in the server while it worked for this client.</summary>
    Bug,
}
