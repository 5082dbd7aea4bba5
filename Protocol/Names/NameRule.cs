using System.Buffers;
using System.Text;
using Protocol.Names.Unicode;
using Protocol.Sentences;

namespace Protocol.Names;

/// <summary>
/// The rule for names. Users recognise each other by name, so two names that look the same should
/// not both be possible. A name must also fit into every dialect. A name has letters with their
/// marks, the digits 0 to 9, <c>_</c>, <c>-</c> and <c>.</c>, but it does not begin with <c>-</c>
/// or <c>.</c>. Letters and marks must be recommended by Unicode for identifiers, and be of one
/// script or of scripts that are written together (<see cref="NameSpelling"/>). Spaces and
/// invisible characters are not allowed. A name that Unicode normalisation would change is not
/// allowed, because it would have two spellings. A word that a dialect uses itself and a
/// <see cref="NameAlias"/> are not allowed either.
/// </summary>
public static class NameRule
{
    private static readonly SearchValues<char> s_digitSkeletons =
        SearchValues.Create("0123456789loO");

    /// <summary>
    /// The ASCII characters of names. Each may follow any other, because it is Latin or may be used
    /// with every script.
    /// </summary>
    private static readonly SearchValues<byte> s_ascii = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-."u8);

    /// <summary>
    /// Reads the character table in advance. Reading takes tens of milliseconds, which would delay
    /// the first name or text that is not ASCII. Later calls do nothing.
    /// </summary>
    public static void ReadTable() => _ = CharacterTable.Unicode;

    /// <summary>Checks the name of a user.</summary>
    /// <param name="name">The name as UTF-8.</param>
    /// <returns>Null when the name is allowed, otherwise the reason in one sentence.</returns>
    public static string? CheckName(ReadOnlySpan<byte> name) => CheckName(name, out _);

    /// <summary>
    /// Checks the name of a user, and returns the skeletons that the check needs.
    /// </summary>
    /// <param name="name">The name as UTF-8.</param>
    /// <param name="skeletons">Its skeletons; null when the name was refused without them.</param>
    /// <returns>Null when the name is allowed, otherwise the reason in one sentence.</returns>
    public static string? CheckName(ReadOnlySpan<byte> name, out NameSkeletons? skeletons)
    {
        skeletons = null;
        string? fault = Check(name, NameSentences.Name, WireLimits.NameRunes, WireLimits.NameBytes);
        if (fault is not null)
        {
            return fault;
        }

        skeletons = NameSkeletons.Of(name);
        if (ReservedNames.Includes(skeletons))
        {
            return NameSentences.Reserved(Encoding.UTF8.GetString(name));
        }

        return NameAlias.TryRead(name, out _) || LooksLikeAlias(skeletons)
            ? NameSentences.Alias(Encoding.UTF8.GetString(name))
            : null;
    }

    /// <summary>
    /// Makes an allowed name from any bytes, for clients that cannot be asked for another one. It
    /// does not check whether the name is free or reserved.
    /// </summary>
    /// <param name="wish">Any bytes; only the start is used.</param>
    /// <returns>
    /// At most <see cref="WireLimits.NameRunes"/> bytes: the wish with <c>-</c> in place of each
    /// run of forbidden characters, or <c>guest</c> when no other character is left.
    /// </returns>
    public static byte[] Derive(ReadOnlySpan<byte> wish)
    {
        wish = wish[..Math.Min(wish.Length, 4 * WireLimits.NameBytes)];
        var name = new List<byte>(WireLimits.NameRunes);
        var spelling = new NameSpelling();
        while (!wish.IsEmpty)
        {
            bool keeps = Rune.DecodeFromUtf8(wish, out Rune rune, out int bytes)
                    == OperationStatus.Done
                && (name.Count > 0 || rune.Value is not ('-' or '.'))
                && spelling.TryAdd(rune) == NameFault.None;
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
                spelling.TryAdd(new Rune('-'));
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
    /// Checks the name of a room. The rule is the same, but the name may be longer. Only
    /// <c>SERVER</c> and <c>CLIENT</c> are reserved, with all names that look like them. In one
    /// dialect, the server or its clients write these words in brackets in front of lines that are
    /// not from users.
    /// </summary>
    /// <param name="name">The name as UTF-8.</param>
    /// <returns>Null when the name is allowed, otherwise the reason in one sentence.</returns>
    public static string? CheckRoom(ReadOnlySpan<byte> name) =>
        ReservedNames.IncludesRoom(NameSkeletons.Of(name))
            ? NameSentences.ReservedRoom(Encoding.UTF8.GetString(name))
            : Check(
                name,
                NameSentences.RoomName,
                WireLimits.RoomNameRunes,
                WireLimits.RoomNameBytes);

    /// <summary>In a skeleton, <c>l</c> also stands for the digit 1, and <c>o</c> for 0.</summary>
    private static bool LooksLikeAlias(NameSkeletons skeletons)
    {
        foreach (string one in skeletons.All)
        {
            if (one.Length > 5
                && one.StartsWith("user-", StringComparison.OrdinalIgnoreCase)
                && !one.AsSpan(5).ContainsAnyExcept(s_digitSkeletons))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Check(ReadOnlySpan<byte> name, string what, int maxRunes, int maxBytes)
    {
        if (name.IsEmpty)
        {
            return NameSentences.Empty(what);
        }

        if (name.Length > maxBytes)
        {
            return NameSentences.TooLong(what, maxRunes, maxBytes);
        }

        // Lines of the server begin with two dashes, so no user's line may begin with "--: ".
        if (name[0] is (byte)'-' or (byte)'.')
        {
            return NameSentences.BadStart(what);
        }

        if (!name.ContainsAnyExcept(s_ascii))
        {
            return name.Length <= maxRunes ? null : NameSentences.TooLong(what, maxRunes, maxBytes);
        }

        var spelling = new NameSpelling();
        int runes = 0;
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(name, out Rune rune, out int bytes)
                != OperationStatus.Done)
            {
                return NameSentences.NotUtf8(what);
            }

            name = name[bytes..];
            if (spelling.TryAdd(rune) is var fault && fault != NameFault.None)
            {
                return Explain(what, fault, rune, spelling);
            }

            if (++runes > maxRunes)
            {
                return NameSentences.TooLong(what, maxRunes, maxBytes);
            }
        }

        return null;
    }

    private static string Explain(
        string what, NameFault fault, Rune rune, NameSpelling spelling)
    {
        string character = NameSentences.Describe(rune);
        switch (fault)
        {
            case NameFault.NoLetter:
                return NameSentences.NoLetter(what, character);
            case NameFault.NotRecommended:
                return NameSentences.NotRecommended(what, character);
            case NameFault.NotComposed:
                return NameSentences.NotComposed(what, character);
            case NameFault.MixedScripts:
                (string before, string its) = spelling.ScriptsBefore(rune);
                return NameSentences.MixedScripts(what, before, its);
            case NameFault.BareMark:
                return NameSentences.BareMark(what, character);
            case NameFault.TooManyMarks:
                return NameSentences.TooManyMarks(what, character);
            default:
                return NameSentences.NotSeen(what, character);
        }
    }
}
