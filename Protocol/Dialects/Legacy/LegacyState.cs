namespace Protocol.Dialects.Legacy;

/// <summary>The decoder's state for a legacy client.</summary>
internal sealed class LegacyState
{
    /// <summary>
    /// The name as the client sent it. The client may write this name in front of its messages,
    /// even if the server gave it another one. It may be empty; null when it is too long to be
    /// recognised.
    /// </summary>
    public byte[]? SentName { get; set; }

    /// <summary>Copies of the sent name that may still arrive and are not messages.</summary>
    public int Copies { get; set; }

    /// <summary>
    /// The other possible name, when input such as "dodo" was decoded as two copies of "do". The
    /// next message shows which name is right. Empty when only one name is possible.
    /// </summary>
    public byte[] OtherSpelling { get; set; } = [];

    /// <summary>Bytes of the first receive; 0 before it is complete.</summary>
    public int FirstBytes { get; set; }

    /// <summary>Bytes at the start of the input that were examined before.</summary>
    public int SeenBytes { get; set; }

    /// <summary>The state of a connection, created at the first call.</summary>
    public static LegacyState Of(ref DialectState state)
    {
        state.Memory ??= new LegacyState();
        return (LegacyState)state.Memory;
    }
}
