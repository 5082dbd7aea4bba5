namespace Protocol.Names.Unicode;

/// <summary>
/// What Unicode and its UTS 39 (security mechanisms) say about characters, as far as names and
/// texts need it. The program runs without ICU, so the data come from <c>Characters.txt</c>, which
/// <c>make-characters.py</c> makes for one version of Unicode. A code point that this version does
/// not assign is in no table.
/// </summary>
internal sealed class CharacterTable
{
    /// <summary>The table, read when it is needed first.</summary>
    public static CharacterTable Unicode { get; } = CharacterTableReader.ReadEmbedded();

    /// <summary>
    /// What a name may have: letters, marks, digits and signs whose identifier status is Allowed.
    /// </summary>
    public required RangeTable<NameCharacter> Names { get; init; }

    /// <summary>Names of scripts, by bit.</summary>
    public required IReadOnlyList<string> Scripts { get; init; }

    /// <summary>Canonical combining classes that are not 0.</summary>
    public required RangeTable<int> Orders { get; init; }

    /// <summary>What NFD takes apart, by the composed character.</summary>
    public required IReadOnlyDictionary<int, (int First, int Second)> Parts { get; init; }

    /// <summary>What NFC composes, by its two parts.</summary>
    public required IReadOnlyDictionary<(int First, int Second), int> Composed { get; init; }

    /// <summary>Prototypes of characters that look like others (confusables).</summary>
    public required IReadOnlyDictionary<int, string> Looks { get; init; }

    /// <summary>Characters on which a dot above (U+0307) is not seen.</summary>
    public required RangeTable<bool> Dotted { get; init; }

    /// <summary>
    /// Characters without ink: white space, default-ignorable, format and blank symbols.
    /// </summary>
    public required RangeTable<bool> Blanks { get; init; }

    /// <summary>
    /// True for each 256 code points with one of <see cref="Blanks"/> among them: nearly all
    /// characters are told from blanks by this alone.
    /// </summary>
    public required bool[] BlankPages { get; init; }

    /// <summary>The bit of each script, by its four letters.</summary>
    public required IReadOnlyDictionary<string, ulong> ScriptBits { get; init; }

    /// <summary>The canonical combining class of a character.</summary>
    /// <param name="codePoint">The character.</param>
    /// <returns>The class; 0 for what does not move.</returns>
    public int OrderOf(int codePoint) =>
        codePoint >= 0x300 && Orders.TryFind(codePoint, out int order) ? order : 0;
}
