using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Protocol.Messages;

/// <summary>
/// What a name looks like: two names of one skeleton can be taken for each other, and only one of
/// them may be here at a time.
/// </summary>
/// <remarks>
/// The letters of confusables.txt of Unicode's UTS 39 that look like one letter of ASCII, for the
/// alphabets that names may not mix (<see cref="NameRule"/>) and a few beside them; a word
/// that is written in one of these alphabets alone is what that rule does not see. Not covered:
/// pairs within one alphabet other than <c>I l 1</c> and <c>O 0</c>, two letters that look like one
/// (<c>rn</c> and <c>m</c>), small capitals, accents, and scripts that look like none of ASCII. An
/// <c>I</c> counts as an <c>l</c> although its small form does not.
/// </remarks>
public static class LookAlike
{
    private static readonly (int Code, char Letter)[] s_pairs =
    [
        (0x0030, 'o'), (0x0031, 'l'), (0x0049, 'l'), (0x0131, 'i'), (0x0184, 'b'), (0x0196, 'l'),
        (0x01A7, '2'), (0x01B7, '3'), (0x01BC, '5'), (0x01BD, 's'), (0x01C0, 'l'), (0x021C, '3'),
        (0x0222, '8'), (0x0223, '8'), (0x0251, 'a'), (0x0261, 'g'), (0x0263, 'y'), (0x0269, 'i'),
        (0x026F, 'w'), (0x028B, 'u'), (0x028F, 'y'), (0x037F, 'j'), (0x0391, 'a'), (0x0392, 'b'),
        (0x0395, 'e'), (0x0396, 'z'), (0x0397, 'h'), (0x0399, 'l'), (0x039A, 'k'), (0x039C, 'm'),
        (0x039D, 'n'), (0x039F, 'o'), (0x03A1, 'p'), (0x03A4, 't'), (0x03A5, 'y'), (0x03A7, 'x'),
        (0x03B1, 'a'), (0x03B3, 'y'), (0x03B9, 'i'), (0x03BD, 'v'), (0x03BF, 'o'), (0x03C1, 'p'),
        (0x03C3, 'o'), (0x03C5, 'u'), (0x03DC, 'f'), (0x03F3, 'j'), (0x0405, 's'), (0x0406, 'l'),
        (0x0408, 'j'), (0x0410, 'a'), (0x0412, 'b'), (0x0415, 'e'), (0x0417, '3'), (0x041A, 'k'),
        (0x041C, 'm'), (0x041D, 'h'), (0x041E, 'o'), (0x0420, 'p'), (0x0421, 'c'), (0x0422, 't'),
        (0x0423, 'y'), (0x0425, 'x'), (0x042C, 'b'), (0x0430, 'a'), (0x0431, '6'), (0x0433, 'r'),
        (0x0435, 'e'), (0x043E, 'o'), (0x0440, 'p'), (0x0441, 'c'), (0x0443, 'y'), (0x0445, 'x'),
        (0x044C, 'b'), (0x0455, 's'), (0x0456, 'i'), (0x0458, 'j'), (0x0461, 'w'), (0x0474, 'v'),
        (0x0475, 'v'), (0x04AE, 'y'), (0x04AF, 'y'), (0x04BB, 'h'), (0x04BD, 'e'), (0x04C0, 'l'),
        (0x04CF, 'l'), (0x04E0, '3'), (0x0501, 'd'), (0x050C, 'g'), (0x051A, 'q'), (0x051B, 'q'),
        (0x051C, 'w'), (0x051D, 'w'), (0x054D, 'u'), (0x054F, 's'), (0x0555, 'o'), (0x0561, 'w'),
        (0x0563, 'q'), (0x0566, 'q'), (0x0570, 'h'), (0x0575, 'j'), (0x0578, 'n'), (0x057C, 'n'),
        (0x057D, 'u'), (0x0581, 'g'), (0x0585, 'o'), (0x05D5, 'l'), (0x05DF, 'l'), (0x05E1, 'o'),
        (0x0627, 'l'), (0x0647, 'o'), (0x13A0, 'd'), (0x13A1, 'r'), (0x13A2, 't'), (0x13A5, 'i'),
        (0x13AA, 'a'), (0x13AB, 'j'), (0x13AC, 'e'), (0x13B3, 'w'), (0x13B7, 'm'), (0x13BB, 'h'),
        (0x13BD, 'y'), (0x13C0, 'g'), (0x13C2, 'h'), (0x13C3, 'z'), (0x13CE, '4'), (0x13CF, 'b'),
        (0x13D2, 'r'), (0x13D4, 'w'), (0x13D5, 's'), (0x13D9, 'v'), (0x13DA, 's'), (0x13DE, 'l'),
        (0x13DF, 'c'), (0x13E2, 'p'), (0x13E6, 'k'), (0x13E7, 'd'), (0x13EE, '6'), (0x13F3, 'g'),
        (0x13F4, 'b'), (0x1D04, 'c'), (0x1D0F, 'o'), (0x1D11, 'o'), (0x1D1C, 'u'), (0x1D20, 'v'),
        (0x1D21, 'w'), (0x1D22, 'z'), (0x1D26, 'r'), (0x2C85, 'r'), (0x2C8C, 'z'), (0x2C8E, 'h'),
        (0x2C92, 'l'), (0x2C94, 'k'), (0x2C98, 'm'), (0x2C9A, 'n'), (0x2C9E, 'o'), (0x2C9F, 'o'),
        (0x2CA2, 'p'), (0x2CA3, 'p'), (0x2CA4, 'c'), (0x2CA5, 'c'), (0x2CA6, 't'), (0x2CA8, 'y'),
        (0x2CAC, 'x'), (0xA4D0, 'b'), (0xA4D1, 'p'), (0xA4D2, 'd'), (0xA4D3, 'd'), (0xA4D4, 't'),
        (0xA4D6, 'g'), (0xA4D7, 'k'), (0xA4D9, 'j'), (0xA4DA, 'c'), (0xA4DC, 'z'), (0xA4DD, 'f'),
        (0xA4DF, 'm'), (0xA4E0, 'n'), (0xA4E1, 'l'), (0xA4E2, 's'), (0xA4E3, 'r'), (0xA4E6, 'v'),
        (0xA4E7, 'h'), (0xA4EA, 'w'), (0xA4EB, 'x'), (0xA4EC, 'y'), (0xA4EE, 'a'), (0xA4F0, 'e'),
        (0xA4F2, 'l'), (0xA4F3, 'o'), (0xA4F4, 'u'), (0xA731, 's'),
    ];

    private static readonly FrozenDictionary<int, char> s_letters =
        s_pairs.ToFrozenDictionary(static p => p.Code, static p => p.Letter);

    /// <summary>The same for each byte of ASCII: most names have no other.</summary>
    private static readonly char[] s_ascii =
        [.. Enumerable.Range(0, 128).Select(static b => (char)LookOf(new Rune(b)).Value)];

    /// <summary>Makes a name's skeleton: only for comparing it with others.</summary>
    /// <param name="name">A name that keeps the rule, as UTF-8.</param>
    /// <returns>The same for all names that look alike.</returns>
    public static string Skeleton(ReadOnlySpan<byte> name)
    {
        if (Ascii.IsValid(name))
        {
            return string.Create(name.Length, name, static (look, name) =>
            {
                for (int i = 0; i < name.Length; i++)
                {
                    look[i] = s_ascii[name[i]];
                }
            });
        }

        var skeleton = new StringBuilder(name.Length);
        while (Rune.DecodeFromUtf8(name, out Rune rune, out int bytes) == OperationStatus.Done)
        {
            name = name[bytes..];
            skeleton.Append(LookOf(rune));
        }

        return skeleton.ToString();
    }

    private static Rune LookOf(Rune rune)
    {
        Rune small = Rune.ToLowerInvariant(rune);
        return s_letters.TryGetValue(rune.Value, out char letter)
            || s_letters.TryGetValue(small.Value, out letter)
                ? new Rune(letter)
                : small;
    }
}
