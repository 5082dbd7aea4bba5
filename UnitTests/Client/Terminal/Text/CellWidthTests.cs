using System.Globalization;
using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal.Text;

internal sealed class CellWidthTests
{
    [TestCase("", 0)]
    [TestCase("a", 1)]
    [TestCase("\u00E9", 1)]
    [TestCase("e\u0301", 1)]
    [TestCase("\u65E5\u672C", 4)]
    [TestCase("\uD55C", 2)]
    [TestCase("\u1112\u1161\u11AB", 2, TestName = "Hangul_of_three_parts_is_one_character")]
    [TestCase("\uFF21", 2)]
    [TestCase("\uFF71", 1, TestName = "Halfwidth_katakana_takes_one_cell")]
    [TestCase("\U0001F600", 2)]
    [TestCase("\u2764", 1)]
    [TestCase("\u2764\uFE0F", 2, TestName = "A_selector_makes_a_heart_an_emoji")]
    [TestCase("1\uFE0F\u20E3", 2, TestName = "A_keycap_takes_two_cells")]
    [TestCase("\U0001F44D\U0001F3FD", 2, TestName = "A_skin_tone_takes_no_cells")]
    [TestCase("\U0001F468\u200D\U0001F469\u200D\U0001F467", 2, TestName = "A_family_is_one")]
    [TestCase("\U0001F3F4\u200D\u2620\uFE0F", 2, TestName = "A_pirate_flag_is_one")]
    [TestCase("\U0001F1E9\U0001F1EA", 2, TestName = "A_flag_is_one")]
    [TestCase("\u0915\u094D\u0937", 2, TestName = "An_Indic_conjunct_takes_its_consonants")]
    [TestCase("\u200B", 0)]
    public void Text_width_equals_that_of_a_terminal(string text, int cells)
    {
        Assert.That(CellWidth.Of(text), Is.EqualTo(cells));
    }

    [Test]
    public void Graphemes_end_where_Unicode_ends_them()
    {
        const string letters = "ab 1~\r\n\u0301\uFE0F\u20E3\u200D\u0600\u65E5\uD83D\uDC69"
            + "\u0915\u094D";
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            string text = string.Concat(
                Enumerable.Range(0, 12).Select(_ => letters[random.Next(letters.Length)]));
            for (int at = 0; at < text.Length; at++)
            {
                Assert.That(
                    CellWidth.NextLength(text.AsSpan(at)),
                    Is.EqualTo(StringInfo.GetNextTextElementLength(text, at)),
                    $"seed {seed}");
            }
        }
    }

    [TestCase(0x10FF, false)]
    [TestCase(0x1100, true)]
    [TestCase(0x115F, true)]
    [TestCase(0x1160, false)]
    [TestCase(0x4E00, true)]
    [TestCase(0x1F6FC, true)]
    [TestCase(0x3FFFD, true)]
    [TestCase(0x3FFFE, false)]
    public void Wide_blocks_start_and_end_as_in_Unicode(int codePoint, bool isWide)
    {
        Assert.That(WideBlocks.Contain(codePoint), Is.EqualTo(isWide));
    }
}
