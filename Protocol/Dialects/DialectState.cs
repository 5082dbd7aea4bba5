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

    /// <summary>True while something goes by that was refused for its length.</summary>
    public readonly bool IsSkipping => Swallowing || SkipBytes > 0;

    /// <summary>
    /// Set by the server once the client has a name: until then a line is a name, not a message.
    /// </summary>
    public bool Named { get; set; }

    /// <summary>
    /// Empty lines since the last line with a text, up to <see cref="WireLimits.EmptyLines"/>.
    /// </summary>
    public byte EmptyLines { get; set; }

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

    /// <summary>What the dialect itself remembers beside that; null before it does.</summary>
    internal object? Memory { get; set; }
}
