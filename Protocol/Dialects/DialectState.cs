namespace Protocol.Dialects;

/// <summary>
/// What a dialect remembers of one connection. Dialects themselves have no state.
/// </summary>
public struct DialectState
{
    /// <summary>
    /// Bytes that still have to go by of something that was refused for its length.
    /// </summary>
    public int SkipBytes { get; set; }

    /// <summary>True while a line that is too long goes by.</summary>
    public bool Swallowing { get; set; }

    /// <summary>
    /// Set by the server once the client has a name: until then a line is a name, not a message.
    /// </summary>
    public bool Named { get; set; }

    /// <summary>How far the opening has come, counted by the dialect itself.</summary>
    public byte Step { get; set; }

    /// <summary>The version both sides speak; 0 before hello, and when there is none.</summary>
    public byte Version { get; set; }

    /// <summary>What the client says it can do beyond the version.</summary>
    public ulong Capabilities { get; set; }

    /// <summary>
    /// Set by the server when a client has had its time to say more: what is there has to do.
    /// </summary>
    public bool Settled { get; set; }

    /// <summary>
    /// The name as the client itself sent it, which it may write before its messages whatever it is
    /// called here; null before it gave one.
    /// </summary>
    public byte[]? SentName { get; set; }

    /// <summary>Copies of that name which may still come, and are no messages.</summary>
    public byte Copies { get; set; }

    /// <summary>
    /// The name came twice in one piece, or it is one that repeats itself: the first message tells.
    /// </summary>
    public bool Doubled { get; set; }

    /// <summary>Bytes of the first receive.</summary>
    public int FirstBytes { get; set; }

    /// <summary>Bytes at the front of the input that were looked at before.</summary>
    public int SeenBytes { get; set; }
}
