using System.Buffers;
using System.Globalization;
using System.Text;

namespace Protocol.Messages;

/// <summary>
/// What a name may contain. People tell each other by their names, so two names that look the same
/// should not both be possible, and a name must fit into every dialect: letters, the digits 0 to 9,
/// <c>_</c>, <c>-</c> and <c>.</c>, the last two not first; letters of Latin, Greek, Cyrillic and
/// others that look like them not mixed in one name; no spaces, marks or invisible characters;
/// nothing that Unicode normalisation (NFKC) would change, because it could be spelled two ways; no
/// word that a dialect uses itself, and no <see cref="NameAlias"/>.
/// </summary>
public static class NameRule
{
    private static readonly SearchValues<char> s_digitLooks =
        SearchValues.Create("0123456789lo");

    private static readonly string[] s_reserved =
        ["SERVER", "ERROR", "USERNAME", "NICKNAME", "NICK", "QUIT", "EXIT"];

    /// <summary>The same words as they look, in capitals and small.</summary>
    private static readonly HashSet<string> s_reservedLooks =
    [
        .. s_reserved.Select(static w => LookAlike.Skeleton(Encoding.ASCII.GetBytes(w))),
        .. s_reserved.Select(
            static w => LookAlike.Skeleton(Encoding.ASCII.GetBytes(w.ToLowerInvariant()))),
    ];

    /// <summary>Checks a person's name.</summary>
    /// <param name="name">The name as UTF-8.</param>
    /// <returns>Null when it may be used, otherwise one sentence that says why not.</returns>
    public static string? CheckName(ReadOnlySpan<byte> name)
    {
        string? fault = Check(name, "name", WireLimits.NameRunes, WireLimits.NameBytes);
        if (fault is not null)
        {
            return fault;
        }

        string text = Encoding.UTF8.GetString(name);
        foreach (string word in s_reserved)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return $"'{text}' cannot be a name: the server uses this word itself.";
            }
        }

        string look = LookAlike.Skeleton(name);
        if (s_reservedLooks.Contains(look))
        {
            return $"'{text}' cannot be a name: it looks like a word that the server uses itself.";
        }

        return NameAlias.TryRead(name, out _) || LooksLikeAlias(look)
            ? $"'{text}' cannot be a name: it is the number of somebody else."
            : null;
    }

    /// <summary>
    /// Makes a name that keeps the rule out of one that may not: for clients that cannot be asked
    /// for another one. Whether it is free, or a word that the server uses, is not looked at.
    /// </summary>
    /// <param name="wish">Any bytes, of which only the start is looked at.</param>
    /// <returns>
    /// At most as many bytes as a name may have characters: the wish with <c>-</c> in the place of
    /// each run of what may not be, or <c>guest</c> when nothing is left.
    /// </returns>
    public static byte[] Derive(ReadOnlySpan<byte> wish)
    {
        wish = wish[..Math.Min(wish.Length, 4 * WireLimits.NameBytes)];
        var name = new List<byte>(WireLimits.NameRunes);
        var alphabet = Alphabet.None;
        while (!wish.IsEmpty)
        {
            bool keeps = Rune.DecodeFromUtf8(wish, out Rune rune, out int bytes)
                    == OperationStatus.Done
                && Find(rune, ref alphabet) == Fault.None
                && (name.Count > 0 || rune.Value is not ('-' or '.'));
            if (name.Count + (keeps ? bytes : 1) > WireLimits.NameRunes)
            {
                break;
            }

            if (keeps)
            {
                name.AddRange(wish[..bytes]);
            }
            else if (name.Count > 0 && name[^1] != '-')
            {
                name.Add((byte)'-');
            }

            wish = wish[bytes..];
        }

        while (name.Count > 0 && name[^1] == '-')
        {
            name.RemoveAt(name.Count - 1);
        }

        return name.Count > 0 ? [.. name] : [.. "guest"u8];
    }

    /// <summary>
    /// Checks a room's name: the same rule, but longer, and only <c>SERVER</c> and <c>CLIENT</c>
    /// are taken: between brackets they begin lines that are not from people, in one dialect or in
    /// its clients.
    /// </summary>
    /// <param name="name">The name as UTF-8.</param>
    /// <returns>Null when it may be used, otherwise one sentence that says why not.</returns>
    public static string? CheckRoom(ReadOnlySpan<byte> name) =>
        LookAlike.Skeleton(name[..Math.Min(name.Length, WireLimits.RoomNameBytes)])
            is "server" or "client" or "cllent"
            ? $"'{Encoding.UTF8.GetString(name)}' cannot be a room's name: the server or a client "
                + "uses this word itself."
            : Check(name, "room's name", WireLimits.RoomNameRunes, WireLimits.RoomNameBytes);

    /// <summary>An <c>l</c> stands for the digit 1 in a skeleton, an <c>o</c> for 0.</summary>
    private static bool LooksLikeAlias(string look) =>
        look.StartsWith("user-", StringComparison.Ordinal)
        && look.Length > 5
        && !look.AsSpan(5).ContainsAnyExcept(s_digitLooks);

    private static string? Check(ReadOnlySpan<byte> name, string what, int maxRunes, int maxBytes)
    {
        if (name.IsEmpty)
        {
            return $"A {what} needs at least one character.";
        }

        if (name.Length > maxBytes)
        {
            return $"A {what} may have {maxRunes} characters ({maxBytes} bytes) at most.";
        }

        // A line of the server's begins with two dashes: "--: text" should not be anybody's.
        if (name[0] is (byte)'-' or (byte)'.')
        {
            return $"A {what} has to begin with a letter, a digit or '_'.";
        }

        var alphabet = Alphabet.None;
        int runes = 0;
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(name, out Rune rune, out int bytes)
                != OperationStatus.Done)
            {
                return $"A {what} has to be UTF-8 text.";
            }

            name = name[bytes..];
            if (Find(rune, ref alphabet) is var fault && fault != Fault.None)
            {
                return $"A {what} {Explain(fault, rune, alphabet)}.";
            }

            if (++runes > maxRunes)
            {
                return $"A {what} may have {maxRunes} characters ({maxBytes} bytes) at most.";
            }
        }

        return null;
    }

    private static Fault Find(Rune rune, ref Alphabet alphabet)
    {
        if (char.IsAsciiDigit((char)rune.Value) && rune.IsAscii)
        {
            return Fault.None;
        }

        if (rune.Value is '_' or '-' or '.')
        {
            return Fault.None;
        }

        if (!IsLetter(rune))
        {
            return Fault.NoLetter;
        }

        if (UnstableLetters.Contains(rune.Value))
        {
            return Fault.Unstable;
        }

        Alphabet its = AlphabetOf(rune.Value);
        if (its == Alphabet.None || its == alphabet)
        {
            return Fault.None;
        }

        if (alphabet != Alphabet.None)
        {
            return Fault.Mixed;
        }

        alphabet = its;
        return Fault.None;
    }

    private static string Explain(Fault fault, Rune rune, Alphabet alphabet) => fault switch
    {
        Fault.NoLetter => $"may have letters, digits, '_', '-' and '.' only, not {Describe(rune)}",
        Fault.Unstable =>
            $"may not contain {Describe(rune)}, which can be written in another way",
        _ => $"may not mix {alphabet} and {AlphabetOf(rune.Value)} letters, "
            + "which can look the same",
    };

    private static bool IsLetter(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter => true,
        UnicodeCategory.LowercaseLetter => true,
        UnicodeCategory.TitlecaseLetter => true,

        // Parts of Hangul syllables (two of them invisible) and a vowel of Kirat Rai: none changes
        // alone, but normalisation joins them with their neighbours to one that looks the same.
        UnicodeCategory.OtherLetter => rune.Value is not ((>= 0x1100 and <= 0x11FF)
            or (>= 0xA960 and <= 0xA97F) or (>= 0xD7B0 and <= 0xD7FF) or 0x16D67),

        // Most modifier letters look like quotes and colons; those of Japanese are ordinary
        // letters.
        UnicodeCategory.ModifierLetter => rune.Value is 0x3005 or (>= 0x30FC and <= 0x30FE)
            or (>= 0x309D and <= 0x309E),
        _ => false,
    };

    private static Alphabet AlphabetOf(int c) => c switch
    {
        < 0x0250 or (>= 0x1E00 and <= 0x1EFF) => Alphabet.Latin,
        >= 0x0250 and <= 0x02AF => Alphabet.Latin,
        (>= 0x2C60 and <= 0x2C7F) or (>= 0xA720 and <= 0xA7FF) or (>= 0xAB30 and <= 0xAB64) =>
            Alphabet.Latin,
        (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF) => Alphabet.Greek,
        (>= 0x0400 and <= 0x052F) or (>= 0x1C80 and <= 0x1C8F) => Alphabet.Cyrillic,
        >= 0xA640 and <= 0xA69F => Alphabet.Cyrillic,
        (>= 0x2C80 and <= 0x2CFF) => Alphabet.Coptic,
        (>= 0x0530 and <= 0x058F) => Alphabet.Armenian,
        (>= 0x13A0 and <= 0x13FF) or (>= 0xAB70 and <= 0xABBF) => Alphabet.Cherokee,
        (>= 0xA4D0 and <= 0xA4FF) => Alphabet.Lisu,
        _ => Alphabet.None,
    };

    private static string Describe(Rune rune)
    {
        bool shown = Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune);
        return rune.Value == ' ' ? "a space"
            : shown ? $"'{rune}' (U+{rune.Value:X4})"
            : $"U+{rune.Value:X4}";
    }

    private enum Fault
    {
        None,
        NoLetter,
        Unstable,
        Mixed,
    }

    private enum Alphabet
    {
        None,
        Latin,
        Greek,
        Cyrillic,
        Coptic,
        Armenian,
        Cherokee,
        Lisu,
    }
}
