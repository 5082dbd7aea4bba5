namespace Protocol.Dialects;

/// <summary>Whether a client's first bytes belong to a dialect.</summary>
public enum Recognition : byte
{
    /// <summary>They do not, whatever follows.</summary>
    No,

    /// <summary>More bytes are needed to decide.</summary>
    Maybe,

    /// <summary>They do.</summary>
    Yes,
}
