using System.Buffers;
using System.Text;
using Protocol.Names.Unicode;

namespace Protocol.Names;

/// <summary>Finds blank (invisible) characters in a text.</summary>
internal static class BlankText
{
    /// <summary>The first bytes of all blank characters in UTF-8.</summary>
    public static SearchValues<byte> FirstBytes { get; } = SearchValues.Create(FindFirstBytes());

    /// <summary>True for a blank character.</summary>
    /// <param name="codePoint">The character.</param>
    /// <returns>Whether it is blank.</returns>
    public static bool IsBlank(int codePoint) =>
        CharacterTable.Unicode.BlankPages[codePoint >> 8]
        && CharacterTable.Unicode.Blanks.Contains(codePoint);

    /// <summary>True for a text with only blank characters.</summary>
    /// <param name="text">UTF-8.</param>
    /// <returns>Whether no character is visible; false for an empty text.</returns>
    public static bool IsAll(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return false;
        }

        while (true)
        {
            int at = text.IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (at < 0)
            {
                return true;
            }

            text = text[at..];
            if (text[0] is > (byte)' ' and < 0x7F
                || Rune.DecodeFromUtf8(text, out Rune rune, out int bytes) != OperationStatus.Done
                || !IsBlank(rune.Value))
            {
                return false;
            }

            text = text[bytes..];
        }
    }

    private static byte[] FindFirstBytes()
    {
        var found = new SortedSet<byte>();
        Span<byte> utf8 = stackalloc byte[4];
        for (int c = 0; c < 0x110000; c++)
        {
            if (!CharacterTable.Unicode.BlankPages[c >> 8])
            {
                c |= 0xFF;
            }
            else if (Rune.TryCreate(c, out Rune rune) && IsBlank(c))
            {
                rune.EncodeToUtf8(utf8);
                found.Add(utf8[0]);
            }
        }

        return [.. found];
    }
}
