namespace Protocol.Names;

/// <summary>Why a character may not follow in a name.</summary>
internal enum NameFault
{
    /// <summary>It may.</summary>
    None,

    /// <summary>It is no letter, mark, digit or sign of names.</summary>
    NoLetter,

    /// <summary>A letter or mark that Unicode does not recommend for identifiers.</summary>
    NotRecommended,

    /// <summary>Its script does not go with those before it.</summary>
    MixedScripts,

    /// <summary>A mark without a letter.</summary>
    BareMark,

    /// <summary>More marks on a letter than are legible, or one mark twice.</summary>
    TooManyMarks,

    /// <summary>A dot on a letter that has one.</summary>
    HiddenMark,

    /// <summary>It would be composed with the letter before it.</summary>
    NotComposed,
}
