namespace Protocol.Names.Unicode;

/// <summary>
/// The properties of characters from Unicode and its UTS 39 (security mechanisms) that names and
/// texts need. The program runs without ICU, so the data come from <c>Characters.txt</c>, which
/// <c>make-characters.py</c> makes for one version of Unicode. No table contains a code point that
/// this version does not assign.
/// </summary>
internal sealed class CharacterTable
{
    /// <summary>The table, read at its first use.</summary>
    public static CharacterTable Unicode { get; } = CharacterTableReader.ReadEmbedded();

    /// <summary>
    /// The characters of names: letters, marks, digits and signs with the identifier status
    /// Allowed.
    /// </summary>
    public required RangeTable<NameCharacter> Names { get; init; }

    /// <summary>Names of scripts; the index is the number of the script's bit.</summary>
    public required IReadOnlyList<string> Scripts { get; init; }

    /// <summary>Canonical combining classes other than 0.</summary>
    public required RangeTable<int> Orders { get; init; }

    /// <summary>The two parts of each character that NFD decomposes.</summary>
    public required IReadOnlyDictionary<int, (int First, int Second)> Parts { get; init; }

    /// <summary>The character that NFC composes from two parts.</summary>
    public required IReadOnlyDictionary<(int First, int Second), int> Composed { get; init; }

    /// <summary>Prototypes of confusable characters.</summary>
    public required IReadOnlyDictionary<int, string> Prototypes { get; init; }

    /// <summary>Characters on which a dot above (U+0307) is invisible.</summary>
    public required RangeTable<bool> Dotted { get; init; }

    /// <summary>
    /// Blank characters: white space, default-ignorable, format and blank symbols.
    /// </summary>
    public required RangeTable<bool> Blanks { get; init; }

    /// <summary>
    /// True for each page of 256 code points that contains one of <see cref="Blanks"/>. A look at
    /// the page excludes nearly all characters that are not blank.
    /// </summary>
    public required bool[] BlankPages { get; init; }

    /// <summary>The bit of each script, by its four-letter code.</summary>
    public required IReadOnlyDictionary<string, ulong> ScriptBits { get; init; }

    /// <summary>The canonical combining class of a character.</summary>
    /// <param name="codePoint">The character.</param>
    /// <returns>The class; 0 for a character that canonical ordering does not move.</returns>
    public int OrderOf(int codePoint) =>
        codePoint >= 0x300 && Orders.TryFind(codePoint, out int order) ? order : 0;
}
