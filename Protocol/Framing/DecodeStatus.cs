namespace Protocol.Framing;

/// <summary>What a decoder made of the bytes it was shown.</summary>
public enum DecodeStatus : byte
{
    /// <summary>Nothing whole yet: show the unused bytes again when there are more.</summary>
    NeedMore,

    /// <summary>One whole item.</summary>
    Item,

    /// <summary>Bytes were used, but there was no item in them.</summary>
    Skipped,

    /// <summary>One item that is refused; what follows it can be read again.</summary>
    Refused,

    /// <summary>The bytes can't be read, now or later: close.</summary>
    Malformed,

    /// <summary>
    /// From here on the connection is carried by another protocol, which shows first what the
    /// client speaks: hand it the unused bytes. A server that cannot do that rejects the client.
    /// </summary>
    Upgrade,

    /// <summary>
    /// The client speaks a protocol that is not served here: answer it and close.
    /// </summary>
    Rejected,
}
