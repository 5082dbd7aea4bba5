using System.Globalization;
using System.Text;
using Protocol.Framing;
using Protocol.Names;
using UnitTests.Protocol.Dialects;

namespace UnitTests.Protocol.Framing;

/// <summary>Spaces in a text cannot fill a row of a terminal.</summary>
internal sealed class BlankRunsTests
{
    /// <summary>Code points that draw nothing visible.</summary>
    private static readonly int[] s_blanks =
    [
        ' ', 0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x1680, 0x17B4, 0x180B, 0x180E, 0x2000,
        0x2003, 0x200A, 0x200B, 0x200D, 0x200F, 0x202F, 0x205F, 0x2060, 0x2064, 0x2800, 0x3164,
        0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0x13441, 0x16FE4, 0x1D159, 0x1D173, 0xE0001,
        0xE0041, 0xE01EF,
    ];

    [TestCaseSource(nameof(s_blanks))]
    public void Gap_has_at_most_eight_columns(int blank)
    {
        string one = char.ConvertFromUtf32(blank);
        for (int length = 0; length < 90; length++)
        {
            string gap = string.Concat(Enumerable.Repeat(one, length));
            string kept = string.Concat(
                Enumerable.Repeat(one, Math.Min(length, BlankRuns.GapColumns)));
            Assert.That(Shown($"ok{gap}-- x{gap}y"), Is.EqualTo($"ok{kept}-- x{kept}y"));
            Assert.That(Shown($"ok{gap}"), Is.EqualTo($"ok{kept}"));
        }
    }

    [TestCaseSource(nameof(s_blanks))]
    public void Indentation_has_at_most_24_columns(int blank)
    {
        string one = char.ConvertFromUtf32(blank);
        for (int length = 0; length < 90; length++)
        {
            string indent = string.Concat(Enumerable.Repeat(one, length));
            string kept = string.Concat(
                Enumerable.Repeat(one, Math.Min(length, BlankRuns.IndentColumns)));
            Assert.That(Shown($"{indent}-- x"), Is.EqualTo($"{kept}-- x"));
        }
    }

    [TestCase("a\tb", "a\tb")]
    [TestCase("a\t\tb", "a\tb")]
    [TestCase("a \tb", "a \tb")]
    [TestCase("a\t b", "a\tb")]
    [TestCase("a\t\t\t\t\t\t\t\t\t\tb", "a\tb")]
    [TestCase("\t\t\tb", "\t\t\tb")]
    [TestCase("\t\t\t\tb", "\t\t\tb")]
    [TestCase("    \t    \t\tb", "    \t    \t\tb")]
    [TestCase("    \t    \t\t b", "    \t    \t\tb")]
    [TestCase("a\t", "a\t")]
    public void Tab_counts_as_the_columns_to_the_next_stop(string text, string shown) =>
        Assert.That(Shown(text), Is.EqualTo(shown));

    [TestCase("a\u3000\u3000\u3000\u3000\u3000b", "a\u3000\u3000\u3000\u3000b")]
    [TestCase("a     \u0301     \u0323     b", "a     \u0301  b", Description = "marks on blanks")]
    [TestCase("a    \u200B    \u200B    b", "a    \u200B   b")]
    [TestCase("a \u00A0 \u2003 \u2800 \u3164 \u115F b", "a \u00A0 \u2003 \u2800 \u3164b")]
    [TestCase("a         b         c", "a        b        c")]
    [TestCase("a         .         .", "a        .        .")]
    public void Different_spaces_form_one_run(string text, string shown) =>
        Assert.That(Shown(text), Is.EqualTo(shown));

    [TestCase("")]
    [TestCase("hello, world")]
    [TestCase("    if (x)  // so")]
    [TestCase("👩‍👩‍👧 👍🏽 🏳️‍🌈 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [TestCase("क्षितिज नमस्ते")]
    [TestCase("a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301b")]
    [TestCase("今日は　世界")]
    public void Other_texts_are_unchanged(string text) =>
        Assert.That(Shown(text), Is.EqualTo(text));

    [Test]
    public void Every_space_and_mark_counts_in_a_run()
    {
        for (int c = 0x80; c <= 0x10FFFF; c++)
        {
            if (!Rune.TryCreate(c, out Rune rune))
            {
                continue;
            }

            bool isMark = Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
            if (isMark || BlankText.IsBlank(c))
            {
                string gap = $"     {rune}     {rune}     ";
                Assert.That(Shown($"a{gap}b"), Has.Length.LessThan(gap.Length), $"U+{c:X4}");
            }
        }
    }

    [Test]
    public void Spaces_cannot_fill_a_row_of_80_columns_after_the_longest_name()
    {
        // "(private) ", 21 wide characters and one narrow one, ": ".
        const int head = 10 + 43 + 2;
        Assert.That(head + BlankRuns.IndentColumns, Is.LessThan(80));
    }

    [Test]
    public void Bytes_and_strings_are_shortened_equally()
    {
        (Random random, string note) = JunkTests.Seed();
        string[] parts = [" ", "  ", "\t", "a", "茶", "\u00A0", "\u3000", "\u0301", "👍"];
        for (int round = 0; round < 5_000; round++)
        {
            string text = string.Concat(random.GetItems(parts, random.Next(60)));
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            var space = new byte[utf8.Length];
            var writer = new ByteWriter(space);
            BlankRuns.Write(ref writer, utf8);
            string shown = Encoding.UTF8.GetString(space, 0, writer.Written);
            Assert.That(shown, Is.EqualTo(Shown(text)), $"{note} {Show.Bytes(utf8)}");
            Assert.That(Shown(shown), Is.EqualTo(shown), $"{note} twice {Show.Bytes(utf8)}");
            Assert.That(
                string.Concat(shown.Where(static c => !char.IsWhiteSpace(c) && c != '\u0301')),
                Is.EqualTo(
                    string.Concat(text.Where(static c => !char.IsWhiteSpace(c) && c != '\u0301'))),
                note);
        }
    }

    private static string Shown(string text) => BlankRuns.Shorten(text);
}
