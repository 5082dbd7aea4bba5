namespace Protocol.Names.Unicode;

/// <summary>A character that a name may have.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Scripts">
/// A bit for each script that it belongs to; all bits for one that goes with every script.
/// </param>
internal readonly record struct NameCharacter(NameCharacterKind Kind, ulong Scripts)
{
    /// <summary>True for what stands on the letter before it.</summary>
    public bool IsMark =>
        Kind is NameCharacterKind.NonspacingMark or NameCharacterKind.SpacingMark;
}
