namespace Protocol.Commands;

/// <summary>What follows a command's word when a person types it.</summary>
public enum ArgumentShape : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One word: a name.</summary>
    Target,

    /// <summary>All the rest: a text.</summary>
    Text,

    /// <summary>One word, then all the rest.</summary>
    TargetAndText,
}
