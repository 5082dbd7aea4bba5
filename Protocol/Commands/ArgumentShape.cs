namespace Protocol.Commands;

/// <summary>The arguments that follow a command's word in a typed line.</summary>
public enum ArgumentShape : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>One word: a name.</summary>
    Target,

    /// <summary>The rest of the line: a text.</summary>
    Text,

    /// <summary>One word, then the rest of the line.</summary>
    TargetAndText,

    /// <summary>
    /// The rest of the line: a text, and a whole number as its last word. If the last word is not a
    /// number, the text counts as missing.
    /// </summary>
    TextAndNumber,

    /// <summary>
    /// A password, then the rest of the line. A password with blanks stands in double quotes.
    /// </summary>
    SecretAndText,

    /// <summary>
    /// The rest of the line: a text. If its last word is an <see cref="InvitationCode"/>, this word
    /// is the target.
    /// </summary>
    TextAndCode,

    /// <summary>
    /// Words and filters in any order. The text contains all of them. The target is the value of
    /// <c>in:</c>. A single word that is neither a number nor a filter is also the target.
    /// </summary>
    Filters,
}
