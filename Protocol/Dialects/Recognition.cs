namespace Protocol.Dialects;

/// <summary>What a dialect thinks of a client's first bytes.</summary>
public enum Recognition : byte
{
    /// <summary>Not this dialect, whatever follows.</summary>
    No,

    /// <summary>It could be: more bytes will tell.</summary>
    Maybe,

    /// <summary>This dialect.</summary>
    Yes,
}
