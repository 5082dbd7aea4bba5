using System.Globalization;
using System.Numerics;
using System.Text;
using Protocol.Names.Unicode;

namespace Protocol.Names;

/// <summary>
/// A name, read character by character. A character that is not allowed after the others is not
/// added. The characters comply with the restriction level "highly restrictive" of UTS 39, section
/// 5.2: one script, or Latin with the scripts of Chinese, Japanese or Korean.
/// </summary>
internal sealed class NameSpelling
{
    /// <summary>
    /// The most nonspacing marks in a row; one more is refused. Origin: UTS 39, section 5.4.
    /// </summary>
    private const int MaxNonspacingMarks = 4;

    private const int DotAbove = 0x307;
    private const int OrderAbove = 230;

    private static readonly CharacterTable s_table = CharacterTable.Unicode;
    private static readonly ulong s_latin = s_table.ScriptBits["Latn"];
    private static readonly ulong s_withLatin =
        s_table.ScriptBits["Jpan"] | s_table.ScriptBits["Hanb"] | s_table.ScriptBits["Kore"];

    private readonly StringBuilder _text = new();
    private readonly List<NameCharacter> _characters = [];
    private ulong _common = ulong.MaxValue;
    private ulong _commonBesideLatin = ulong.MaxValue;
    private int _nonspacing;
    private int _last;

    /// <summary>
    /// The character on which a dot above (U+0307) would be drawn, if one follows.
    /// </summary>
    private int _base;

    /// <summary>Adds a character if it may follow.</summary>
    /// <param name="rune">The character.</param>
    /// <returns>The reason why it may not, or <see cref="NameFault.None"/>.</returns>
    public NameFault TryAdd(Rune rune)
    {
        if (!s_table.Names.TryFind(rune.Value, out NameCharacter next))
        {
            return IsLetterOrMark(rune) ? NameFault.NotRecommended : NameFault.NoLetter;
        }

        NameFault fault = next.IsMark ? FindMarkFault(rune, next) : NameFault.None;
        if (fault != NameFault.None)
        {
            return fault;
        }

        ulong common = _common & next.Scripts;
        ulong commonBesideLatin =
            (next.Scripts & s_latin) == 0 ? _commonBesideLatin & next.Scripts : _commonBesideLatin;
        if (common == 0 && (commonBesideLatin & s_withLatin) == 0)
        {
            return NameFault.MixedScripts;
        }

        _common = common;
        _commonBesideLatin = commonBesideLatin;
        _nonspacing = next.Kind == NameCharacterKind.NonspacingMark ? _nonspacing + 1 : 0;
        _base = s_table.OrderOf(rune.Value) is 0 or OrderAbove ? rune.Value : _base;
        _last = rune.Value;
        _characters.Add(next);
        Span<char> space = stackalloc char[2];
        _text.Append(space[..rune.EncodeToUtf16(space)]);
        return NameFault.None;
    }

    /// <summary>
    /// The script of a refused character, and the earlier script that it may not be mixed with.
    /// </summary>
    /// <param name="rune">A character that was not added because of its script.</param>
    /// <returns>The names of both scripts.</returns>
    public (string Before, string Its) ScriptsBefore(Rune rune)
    {
        s_table.Names.TryFind(rune.Value, out NameCharacter next);
        ulong before = ulong.MaxValue;
        for (int i = _characters.Count - 1; i >= 0 && before == ulong.MaxValue; i--)
        {
            ulong scripts = _characters[i].Scripts;
            ulong besideLatin = ((scripts & s_latin) == 0 ? scripts : ulong.MaxValue)
                & ((next.Scripts & s_latin) == 0 ? next.Scripts : ulong.MaxValue);
            bool isApart = (scripts & next.Scripts) == 0 && (besideLatin & s_withLatin) == 0;
            before = isApart ? scripts : before;
        }

        before = before == ulong.MaxValue ? _common : before;
        return (NameOf(before), NameOf(next.Scripts));
    }

    private NameFault FindMarkFault(Rune rune, NameCharacter next)
    {
        bool hasLetter = _characters.Count > 0
            && (_characters[^1].IsMark || _characters[^1].Kind == NameCharacterKind.Letter);
        if (!hasLetter)
        {
            return NameFault.BareMark;
        }

        if (next.Kind == NameCharacterKind.NonspacingMark
            && (_nonspacing >= MaxNonspacingMarks || _last == rune.Value))
        {
            return NameFault.TooManyMarks;
        }

        if (rune.Value == DotAbove && s_table.Dotted.Contains(_base))
        {
            return NameFault.HiddenMark;
        }

        return CanonicalForm.IsComposed(_text.ToString() + rune)
            ? NameFault.None
            : NameFault.NotComposed;
    }

    private static bool IsLetterOrMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter
        or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.EnclosingMark;

    /// <summary>The name of the first script in a set.</summary>
    private static string NameOf(ulong scripts) =>
        scripts == 0 ? "other" : s_table.Scripts[BitOperations.TrailingZeroCount(scripts)];
}
