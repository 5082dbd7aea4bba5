using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Protocol.Messages;
using Protocol.Sentences;

namespace Protocol.Names;

/// <summary>
/// The rule for texts. A text is UTF-8 without control characters (C0, C1, DEL), line breaks of any
/// kind, or characters that override the text direction. At least one character is visible. Only
/// messages may have tabs. All dialects have the same rule, because a text from one dialect is
/// shown in all dialects.
/// </summary>
public static class TextRule
{
    private const byte C1Lead = 0xC2;
    private const byte OverrideLead = 0xE2;

    private static readonly SearchValues<byte> s_suspects = SearchValues.Create(Suspects());

    /// <summary>Checks a text.</summary>
    /// <param name="text">The bytes; an empty text is allowed.</param>
    /// <param name="allowsTabs">True for a message.</param>
    /// <returns>Null when the text may be sent on, otherwise the refusal.</returns>
    public static Refusal? Check(ReadOnlySpan<byte> text, bool allowsTabs = false)
    {
        int at = text.IndexOfAny(s_suspects);
        while (at >= 0)
        {
            bool isAllowed = allowsTabs && text[at] == (byte)'\t';
            if (!isAllowed && Forbidden(text[at..]) is { } name)
            {
                return Utf8.IsValid(text)
                    ? Refusal.For(RefusalCode.ForbiddenCharacters, name)
                    : Refusal.For(RefusalCode.NotUtf8);
            }

            int next = text[(at + 1)..].IndexOfAny(s_suspects);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return !Utf8.IsValid(text) ? Refusal.For(RefusalCode.NotUtf8)
            : BlankText.IsAll(text)
                ? Refusal.For(RefusalCode.ForbiddenCharacters, CharacterSentences.OnlyBlanks)
            : null;
    }

    /// <summary>
    /// Makes a remote text safe to draw. Each forbidden character, and each invalid byte sequence,
    /// becomes U+FFFD. Escape sequences have no effect without their ESC.
    /// </summary>
    /// <param name="text">The bytes.</param>
    /// <param name="keepLineBreaks">True to keep LF.</param>
    /// <param name="keepTabs">True to keep tabs.</param>
    /// <returns>A string that does not control the terminal.</returns>
    public static string Defuse(
        ReadOnlySpan<byte> text, bool keepLineBreaks = false, bool keepTabs = false)
    {
        string all = Encoding.UTF8.GetString(text);
        StringBuilder? changed = null;
        for (int i = 0; i < all.Length; i++)
        {
            char c = all[i];
            if (NameOf(c) is null || (keepLineBreaks && c == '\n') || (keepTabs && c == '\t'))
            {
                continue;
            }

            changed ??= new StringBuilder(all);
            changed[i] = '\uFFFD';
        }

        return changed?.ToString() ?? all;
    }

    private static string? Forbidden(ReadOnlySpan<byte> at)
    {
        char c = (char)at[0];
        if (at[0] == C1Lead && at.Length > 1)
        {
            c = (char)at[1];
        }
        else if (at[0] == OverrideLead && at.Length > 2)
        {
            c = (char)(0x2000 | ((at[1] & 0x3F) << 6) | (at[2] & 0x3F));
        }
        else if (at[0] is C1Lead or OverrideLead)
        {
            return null;
        }

        return NameOf(c);
    }

    /// <summary>The name of a forbidden character; null for an allowed one.</summary>
    private static string? NameOf(char c) => c switch
    {
        '\0' => CharacterSentences.Nul,
        '\t' => CharacterSentences.Tab,
        '\n' or '\r' => CharacterSentences.LineBreak(c),
        '\u001B' => CharacterSentences.Escape,
        < ' ' or '\u007F' => CharacterSentences.Control(c),
        >= '\u0080' and <= '\u009F' => CharacterSentences.Control(c),
        '\u2028' or '\u2029' => CharacterSentences.LineBreak(c),
        >= '\u202A' and <= '\u202E' => CharacterSentences.DirectionOverride(c),
        >= '\u2066' and <= '\u2069' => CharacterSentences.DirectionOverride(c),
        _ => null,
    };

    private static byte[] Suspects()
    {
        var all = new List<byte> { 0x7F, C1Lead, OverrideLead };
        for (byte b = 0; b < 0x20; b++)
        {
            all.Add(b);
        }

        return [.. all];
    }
}
