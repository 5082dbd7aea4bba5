using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal.Text;

internal sealed class SafeTextTests
{
    [TestCase("plain")]
    [TestCase("\u65E5\u672C \U0001F468\u200D\U0001F469\u200D\U0001F467 \u2764\uFE0F e\u0301")]
    [TestCase("\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F")]
    public void Harmless_text_is_unchanged(string text)
    {
        Assert.That(SafeText.Of(text), Is.EqualTo(text));
    }

    [TestCase("a\u001B[2Jb", "a\uFFFD[2Jb")]
    [TestCase("a\u202Eb", "a\uFFFDb")]
    [TestCase("a\u200Fb", "ab", TestName = "A_direction_mark_is_taken_away")]
    [TestCase("\u200Dab", "ab", TestName = "A_joiner_with_nothing_to_join_is_taken_away")]
    public void Text_that_would_affect_other_text_is_replaced(string text, string drawn)
    {
        Assert.That(SafeText.Of(text), Is.EqualTo(drawn));
    }

    [Test]
    public void Excess_combining_marks_are_dropped()
    {
        string pile = "a" + new string('\u0301', 200) + "b";
        Assert.That(SafeText.Of(pile), Is.EqualTo("a\u0301\u0301\u0301\u0301b"));
    }
}
