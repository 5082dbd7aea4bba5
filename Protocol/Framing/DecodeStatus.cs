namespace Protocol.Framing;

/// <summary>The result of one decoding step.</summary>
public enum DecodeStatus : byte
{
    /// <summary>
    /// No complete item yet: pass the unused bytes again with the bytes that follow.
    /// </summary>
    NeedMore,

    /// <summary>One complete item.</summary>
    Item,

    /// <summary>Bytes were used, but they contained no item.</summary>
    Skipped,

    /// <summary>One item is refused; the bytes after it can be decoded.</summary>
    Refused,

    /// <summary>The bytes can never be decoded: close the connection.</summary>
    Malformed,

    /// <summary>
    /// The remaining bytes belong to another protocol, such as TLS or HTTP, which carries the chat.
    /// The client's dialect is recognised inside that protocol. Pass the unused bytes to it. A
    /// server without that protocol rejects the client.
    /// </summary>
    Upgrade,

    /// <summary>
    /// The client uses a protocol that the server does not serve: answer it and close.
    /// </summary>
    Rejected,
}
