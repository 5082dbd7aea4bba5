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
    /// From here on, another protocol carries the connection, and the client's dialect is
    /// recognised inside it. Pass the unused bytes to that protocol. A server that cannot do that
    /// rejects the client.
    /// </summary>
    Upgrade,

    /// <summary>
    /// The client uses a protocol that the server does not serve: answer it and close.
    /// </summary>
    Rejected,
}
