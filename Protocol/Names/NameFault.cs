namespace Protocol.Names;

/// <summary>The reason why a name may not continue with a character.</summary>
internal enum NameFault
{
    /// <summary>The character is allowed.</summary>
    None,

    /// <summary>The character is not a letter, mark, digit or sign of names.</summary>
    NoLetter,

    /// <summary>
    /// The character is a letter or mark that Unicode does not recommend for identifiers.
    /// </summary>
    NotRecommended,

    /// <summary>The script of the character may not be mixed with the scripts before it.</summary>
    MixedScripts,

    /// <summary>The character is a mark without a letter before it.</summary>
    BareMark,

    /// <summary>The letter has more marks than are legible, or the same mark twice.</summary>
    TooManyMarks,

    /// <summary>The character is a dot on a letter that already has a dot.</summary>
    HiddenMark,

    /// <summary>NFC would compose the character with the letter before it.</summary>
    NotComposed,
}
