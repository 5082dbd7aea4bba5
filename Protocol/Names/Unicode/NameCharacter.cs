namespace Protocol.Names.Unicode;

/// <summary>A character that a name may have.</summary>
/// <param name="Kind">The kind of the character.</param>
/// <param name="Scripts">
/// A bit for each script of the character; all bits if it may be used with every script.
/// </param>
internal readonly record struct NameCharacter(NameCharacterKind Kind, ulong Scripts)
{
    /// <summary>True for a mark on the letter before it.</summary>
    public bool IsMark =>
        Kind is NameCharacterKind.NonspacingMark or NameCharacterKind.SpacingMark;
}
