using System.Globalization;
using System.Text;
using Protocol.Messages;
using Protocol.Names;
using UnitTests.Protocol.Dialects;

namespace UnitTests.Protocol.Names;

internal sealed class TextRuleTests
{
    private static readonly byte[][] s_notUtf8 =
    [
        [0x80],
        [0xBF, (byte)'a'],
        [0xC0, 0xAF],
        [0xC1, 0xBF],
        [0xC2],
        [0xC2, (byte)'a'],
        [0xC2, 0x0A],
        [0xE0, 0x80, 0xAF],
        [0xE2, 0x80],
        [0xE2, 0x80, (byte)'a'],
        [0xE2, 0x28, 0xA8],
        [0xED, 0xA0, 0x80],
        [0xED, 0xBF, 0xBF],
        [0xEF, 0xBF],
        [0xF0, 0x80, 0x80, 0xAF],
        [0xF0, 0x9F, 0x91],
        [0xF4, 0x90, 0x80, 0x80],
        [0xF8, 0x88, 0x80, 0x80, 0x80],
        [0xFE],
        [0xFF],
    ];

    [Test]
    public void Control_characters_line_breaks_and_overrides_are_forbidden_anywhere()
    {
        foreach (int c in Forbidden())
        {
            string bad = char.ConvertFromUtf32(c);
            foreach (string text in new[] { bad, bad + "ab", "ab" + bad, "茶" + bad, bad + bad })
            {
                Refusal? refusal = TextRule.Check(Encoding.UTF8.GetBytes(text));
                Assert.That(
                    refusal?.Code, Is.EqualTo(RefusalCode.ForbiddenCharacters), $"U+{c:X4}");
                Assert.That(refusal!.Value.Sentence, Does.Contain($"U+{c:X4}"));
            }
        }
    }

    [Test]
    public void Every_other_character_is_allowed_beside_a_visible_one()
    {
        HashSet<int> forbidden = [.. Forbidden()];
        for (int c = 0; c <= 0x10FFFF; c++)
        {
            if (Rune.IsValid(c) && !forbidden.Contains(c))
            {
                byte[] text = Encoding.UTF8.GetBytes($"{char.ConvertFromUtf32(c)}.");
                if (TextRule.Check(text) is { } refusal)
                {
                    Assert.Fail($"U+{c:X4} is refused: {refusal.Sentence}");
                }
            }
        }
    }

    [TestCase(" ")]
    [TestCase("\u00A0\u00A0")]
    [TestCase("\u00AD")]
    [TestCase("\u034F")]
    [TestCase("\u061C")]
    [TestCase("\u115F\u1160")]
    [TestCase("\u1680\u2003\u202F\u205F\u3000")]
    [TestCase("\u17B4")]
    [TestCase("\u180E")]
    [TestCase("\u200B\u200C\u200D\u200E\u200F")]
    [TestCase("\u2060\u2064\u206F")]
    [TestCase("\u2800")]
    [TestCase("\u3164\uFFA0")]
    [TestCase("\uFE0F\uFEFF")]
    [TestCase("\uFFF9\uFFFB")]
    [TestCase("\uFFFE\uFFFF")]
    [TestCase("\U00013430\U00013441")]
    [TestCase("\U00016FE4")]
    [TestCase("\U0001D159\U0001D173")]
    [TestCase("\U000E0001\U000E0041\U000E01EF")]
    public void Invisible_text_is_refused(string blanks)
    {
        Assert.That(
            TextRule.Check(Encoding.UTF8.GetBytes(blanks))?.Code,
            Is.EqualTo(RefusalCode.ForbiddenCharacters));
        Assert.That(
            TextRule.Check(Encoding.UTF8.GetBytes($"{blanks}\t{blanks}"), allowsTabs: true)?.Code,
            Is.EqualTo(RefusalCode.ForbiddenCharacters));
        Assert.That(TextRule.Check(Encoding.UTF8.GetBytes($"{blanks}·{blanks}")), Is.Null);
    }

    [Test]
    public void Only_messages_may_have_tabs()
    {
        foreach (string text in new[] { "\ta", "a\t", "a\tb", "\t\t茶" })
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            Assert.That(TextRule.Check(utf8, allowsTabs: true), Is.Null);
            Assert.That(TextRule.Check(utf8)!.Value.Sentence, Does.Contain("U+0009"));
        }

        Assert.That(
            TextRule.Check("a\tb\u001B"u8, allowsTabs: true)!.Value.Sentence,
            Does.Contain("U+001B"));
        Assert.That(
            TextRule.Check("a\tb\u2028"u8, allowsTabs: true)!.Value.Sentence,
            Does.Contain("U+2028"));
        Assert.That(
            TextRule.Check([(byte)'\t', 0xFF], allowsTabs: true)!.Value.Code,
            Is.EqualTo(RefusalCode.NotUtf8));
    }

    [TestCase("")]
    [TestCase("👩‍👩‍👧 👍🏽 🏳️‍🌈 ❤️")]
    [TestCase("السلام عليكم")]
    [TestCase("‏א‎ב")]
    [TestCase("今日は、世界")]
    [TestCase("10\u00A0000 co\u00ADoperate e\u0301 zero\u200Bwidth \uFEFF")]
    [TestCase("… — “quoted” ‰ ⁉")]
    public void Ordinary_text_is_allowed(string text) =>
        Assert.That(TextRule.Check(Encoding.UTF8.GetBytes(text)), Is.Null);

    [Test]
    public void Invalid_UTF_8_is_refused_anywhere()
    {
        foreach (byte[] bad in s_notUtf8)
        {
            foreach (byte[] text in new byte[][] { bad, [.. "ab"u8, .. bad], [.. bad, .. "ab"u8] })
            {
                Assert.That(
                    TextRule.Check(text)?.Code, Is.EqualTo(RefusalCode.NotUtf8), Show.Bytes(text));
            }
        }
    }

    [Test]
    public void Defuse_keeps_allowed_characters_and_replaces_others()
    {
        foreach (int c in Forbidden())
        {
            string bad = char.ConvertFromUtf32(c);
            string safe = TextRule.Defuse(Encoding.UTF8.GetBytes($"a{bad}b"));
            Assert.That(safe, Is.EqualTo("a\uFFFDb"), $"U+{c:X4}");
        }

        foreach (byte[] bad in s_notUtf8)
        {
            string safe = TextRule.Defuse(bad);
            Assert.That(TextRule.Check(Encoding.UTF8.GetBytes(safe)), Is.Null, Show.Bytes(bad));
        }

        Assert.That(TextRule.Defuse("👩‍👧 ok"u8), Is.EqualTo("👩‍👧 ok"));
        Assert.That(TextRule.Defuse("\u001B[31mred"u8), Is.EqualTo("\uFFFD[31mred"));
    }

    [Test]
    public void Defuse_may_keep_LF_as_the_only_line_break()
    {
        Assert.That(TextRule.Defuse("a\nb\rc"u8, keepLineBreaks: true), Is.EqualTo("a\nb\uFFFDc"));
        Assert.That(TextRule.Defuse("a\nb"u8), Is.EqualTo("a\uFFFDb"));
    }

    [Test]
    public void Defuse_may_keep_tabs()
    {
        Assert.That(TextRule.Defuse("a\tb\r\n"u8, keepTabs: true), Is.EqualTo("a\tb\uFFFD\uFFFD"));
        Assert.That(TextRule.Defuse("a\tb"u8), Is.EqualTo("a\uFFFDb"));
    }

    private static IEnumerable<int> Forbidden() =>
        Enumerable.Range(0, 0x2070).Where(c =>
            CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || c is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069));
}
