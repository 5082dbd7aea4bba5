using System.Globalization;
using System.Text;
using Protocol.Names;
using Protocol.Sentences;
using UnitTests.Sentences;

namespace UnitTests.Protocol.Names;

/// <summary>The characters that a name may have, and their combinations.</summary>
internal sealed class NameCharacterTests
{
    [TestCase("\u0301a", "U+0301")]
    [TestCase("_\u0331", "U+0331")]
    [TestCase("7\u0331", "U+0331")]
    [TestCase("a-\u0331", "U+0331")]
    [TestCase("\u093F", "U+093F")]
    [TestCase("i\u0307", "U+0307")]
    [TestCase("l\u0307", "U+0307")]
    [TestCase("ı\u0307", "U+0307")]
    [TestCase("j\u0331\u0307", "U+0307")]
    [TestCase("x\u0331\u0331", "U+0331")]
    [TestCase("x\u0325\u0324\u032D\u0330\u0331", "U+0331")]
    public void Misplaced_invisible_or_excessive_marks_are_refused(
        string name, string told)
    {
        Assert.That(Check(name), Does.Contain(told));
        Assert.That(CheckRoom(name), Does.Contain(told));
    }

    [Test]
    public void Four_marks_on_a_letter_are_allowed() =>
        Assert.That(Check("x\u0325\u0324\u032D\u0330y"), Is.Null);

    [TestCase("SEᖇVER")]
    [TestCase("SERᐯER")]
    [TestCase("𐐠ERVER")]
    [TestCase("EᖇᖇOR")]
    [TestCase("ᑯave")]
    [TestCase("bഠb")]
    [TestCase("dave\U00013441")]
    [TestCase("\U00013441")]
    [TestCase("dave\u2800")]
    [TestCase("dave\u3164")]
    [TestCase("dave\uFE0F")]
    [TestCase("dave\U000E0001")]
    [TestCase("dave\u034F")]
    [TestCase("da\u00ADve")]
    [TestCase("dave\u17B5")]
    [TestCase("ᏗᏙ", Description = "a script of limited use")]
    [TestCase("ꓓꓠ")]
    [TestCase("ⲁⲃ")]
    [TestCase("𐌀𐌁")]
    [TestCase("ᴅave")]
    [TestCase("dɑve")]
    [TestCase("d\u01C0")]
    [TestCase("ʻa")]
    [TestCase("٣٤")]
    [TestCase("a٣")]
    [TestCase("१२")]
    [TestCase("\u0378", Description = "not assigned")]
    [TestCase("\U000323B0", Description = "not assigned")]
    [TestCase("\uE000", Description = "private")]
    public void Characters_that_Unicode_does_not_recommend_are_refused(string name)
    {
        Assert.That(Check(name), Is.Not.Null);
        Assert.That(CheckRoom(name), Is.Not.Null);
    }

    [TestCase("Latin", "a", "अ")]
    [TestCase("Hebrew", "ש", "a")]
    [TestCase("Latin", "a", "\u064B")]
    [TestCase("Thai", "ก", "か")]
    [TestCase("Bopomofo", "ㄅ", "か")]
    [TestCase("Hangul", "김", "か")]
    [TestCase("Hangul", "김", "ㄅ")]
    public void Scripts_that_are_not_written_together_cannot_be_mixed(
        string script, string before, string after)
    {
        Assert.That(Check(before + after), Does.Contain(SentencePart.Before(
            its => NameSentences.MixedScripts(NameSentences.Name, script, its))));
        Assert.That(CheckRoom(before + after), Does.Contain(SentencePart.Before(
            its => NameSentences.MixedScripts(NameSentences.RoomName, script, its))));
    }

    [Test]
    public void Only_letters_marks_digits_and_signs_are_allowed_in_a_name()
    {
        for (int c = 0; c <= 0x10FFFF; c++)
        {
            if (!Rune.TryCreate(c, out Rune rune))
            {
                continue;
            }

            bool isPossible = Rune.IsLetter(rune)
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                || c is '_' or '-' or '.' or (>= '0' and <= '9');
            if (!isPossible)
            {
                byte[] name = [(byte)'a', .. Encoding.UTF8.GetBytes(rune.ToString())];
                if (NameRule.CheckName(name) is null)
                {
                    Assert.Fail($"U+{c:X4} may be in a name.");
                }
            }
        }
    }

    private static string? Check(string name) => NameRule.CheckName(Encoding.UTF8.GetBytes(name));

    private static string? CheckRoom(string name) =>
        NameRule.CheckRoom(Encoding.UTF8.GetBytes(name));
}
