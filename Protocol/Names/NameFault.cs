namespace Protocol.Names;

/// <summary>The reason why a name may not continue with a character.</summary>
internal enum NameFault
{
    /// <summary>No reason: it may.</summary>
    None,

    /// <summary>It is not a letter, mark, digit or sign of names.</summary>
    NoLetter,

    /// <summary>It is a letter or mark that Unicode does not recommend for identifiers.</summary>
    NotRecommended,

    /// <summary>Its script may not be mixed with the scripts before it.</summary>
    MixedScripts,

    /// <summary>It is a mark without a letter before it.</summary>
    BareMark,

    /// <summary>The letter has more marks than are legible, or the same mark twice.</summary>
    TooManyMarks,

    /// <summary>It is a dot on a letter that already has one.</summary>
    HiddenMark,

    /// <summary>NFC would compose it with the letter before it.</summary>
    NotComposed,
}
