namespace Protocol.Dialects;

/// <summary>Whether a client's first bytes belong to a dialect.</summary>
public enum Recognition : byte
{
    /// <summary>
    /// The bytes do not belong to the dialect, and later bytes cannot change that.
    /// </summary>
    No,

    /// <summary>More bytes are needed to decide.</summary>
    Maybe,

    /// <summary>The bytes belong to the dialect.</summary>
    Yes,
}
