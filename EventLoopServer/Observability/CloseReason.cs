namespace EventLoopServer.Observability;

/// <summary>Why a connection was closed. Each connection has one reason, the first cause.</summary>
internal enum CloseReason : byte
{
    /// <summary>The connection is open.</summary>
    None,

    /// <summary>The client requested the close.</summary>
    Quit,

    /// <summary>The client closed its side.</summary>
    PeerClosed,

    /// <summary>The connection was reset or timed out.</summary>
    PeerReset,

    /// <summary>The bytes received could not be decoded.</summary>
    Malformed,

    /// <summary>
    /// The client used HTTP or TLS, which the server does not serve here. The client got an answer
    /// in its own protocol.
    /// </summary>
    WrongProtocol,

    /// <summary>The client and the server have no version of the protocol in common.</summary>
    VersionMismatch,

    /// <summary>The client took its output too slowly.</summary>
    TooSlow,

    /// <summary>The client gave no name in time.</summary>
    TooLate,

    /// <summary>The client exceeded its rate limit for too long.</summary>
    Flood,

    /// <summary>The client was silent for too long, and did not answer the keep-alive.</summary>
    Silent,

    /// <summary>
    /// The client began a line, a frame or a TLS record and did not end it in time.
    /// </summary>
    Unfinished,

    /// <summary>An operator ended the connection.</summary>
    Kicked,

    /// <summary>The client's name or address is banned.</summary>
    Banned,

    /// <summary>The client gave too many wrong passwords.</summary>
    WrongPassword,

    /// <summary>The client's session continues on another connection.</summary>
    TakenOver,

    /// <summary>
    /// Its address has the maximum number of clients, and it neither resumed a session nor was one
    /// of HTTP.
    /// </summary>
    NotResumed,

    /// <summary>
    /// All buffers of the server are in use, or this client held the most memory for partial TLS
    /// records.
    /// </summary>
    OutOfBuffers,

    /// <summary>The server has the maximum number of clients.</summary>
    ServerFull,

    /// <summary>The server stops.</summary>
    ServerStops,

    /// <summary>
    /// The client's TLS was invalid, or the client and the server have no TLS parameters in common.
    /// </summary>
    TlsFailed,

    /// <summary>The TLS handshake did not end in time.</summary>
    TlsTooLate,

    /// <summary>
    /// Too many TLS handshakes were unfinished, and this client's was the oldest.
    /// </summary>
    TooManyHandshakes,

    /// <summary>The client did not use TLS, which is required.</summary>
    TlsNeeded,

    /// <summary>The server threw an exception while it served this client. This is a bug.</summary>
    Bug,
}
