namespace Protocol.Dialects.Legacy;

/// <summary>What is remembered of a client of an older chat program.</summary>
internal sealed class LegacyState
{
    /// <summary>
    /// The name as the client itself sent it, which it may write before its messages whatever it is
    /// called here. It may be empty; null when it is too long for that.
    /// </summary>
    public byte[]? SentName { get; set; }

    /// <summary>Copies of that name which may still come, and are no messages.</summary>
    public int Copies { get; set; }

    /// <summary>
    /// How the name is spelled if it was not sent twice in one piece but repeats itself, as "dodo"
    /// does; empty when there is no doubt. A message tells.
    /// </summary>
    public byte[] OtherSpelling { get; set; } = [];

    /// <summary>Bytes of the first receive; 0 before it is whole.</summary>
    public int FirstBytes { get; set; }

    /// <summary>Bytes at the front of the input that were looked at before.</summary>
    public int SeenBytes { get; set; }

    /// <summary>That of a connection, made when it has none.</summary>
    public static LegacyState Of(ref DialectState state)
    {
        state.Memory ??= new LegacyState();
        return (LegacyState)state.Memory;
    }
}
