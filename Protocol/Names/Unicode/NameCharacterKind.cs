namespace Protocol.Names.Unicode;

/// <summary>The kind of a character that a name may have.</summary>
internal enum NameCharacterKind
{
    /// <summary>A letter.</summary>
    Letter,

    /// <summary>A mark without a width of its own (Mn).</summary>
    NonspacingMark,

    /// <summary>A mark with a width (Mc): vowels of Indic scripts.</summary>
    SpacingMark,

    /// <summary>A digit.</summary>
    Digit,

    /// <summary>One of the signs that names may have.</summary>
    Sign,
}
