namespace EventLoopServer.Observability;

/// <summary>Why a connection was closed. One each; the first cause wins.</summary>
internal enum CloseReason : byte
{
    /// <summary>Still open.</summary>
    None,

    /// <summary>The client asked for it.</summary>
    Quit,

    /// <summary>The client closed its side.</summary>
    PeerClosed,

    /// <summary>The connection was reset or timed out.</summary>
    PeerReset,

    /// <summary>What came could not be read.</summary>
    Malformed,

    /// <summary>
    /// A browser, or TLS where there is none: rejected with an answer in its own protocol.
    /// </summary>
    WrongProtocol,

    /// <summary>No version of the protocol in common.</summary>
    VersionMismatch,

    /// <summary>Too much was waiting for a client that did not read.</summary>
    TooSlow,

    /// <summary>No name was given in time.</summary>
    TooLate,

    /// <summary>It sent faster than may be for too long.</summary>
    Flood,

    /// <summary>Nothing came from it for too long, not even when it was asked.</summary>
    Silent,

    /// <summary>It began a line or a frame and did not end it in time.</summary>
    Unfinished,

    /// <summary>An operator ended it.</summary>
    Kicked,

    /// <summary>Its name or its address is banned.</summary>
    Banned,

    /// <summary>It gave too many wrong passwords.</summary>
    WrongPassword,

    /// <summary>The server's buffers are all in use.</summary>
    OutOfBuffers,

    /// <summary>The server has as many clients as it allows.</summary>
    ServerFull,

    /// <summary>The server stops.</summary>
    ServerStops,

    /// <summary>Its TLS could not be right, or it had none of what this server has.</summary>
    TlsFailed,

    /// <summary>The TLS handshake was not over in time.</summary>
    TlsTooLate,

    /// <summary>Too many TLS handshakes were unfinished, and this was the oldest.</summary>
    TooManyHandshakes,

    /// <summary>It was not encrypted where it had to be.</summary>
    TlsNeeded,

    /// <summary>A fault in the server while it worked for this client.</summary>
    Bug,
}
