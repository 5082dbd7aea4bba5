using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal;

internal sealed class MarkupTests
{
    [TestCase("a *bold* word", "a |B:bold| word")]
    [TestCase("_so_, yes", "I:so|, yes")]
    [TestCase("use `a *b* c`.", "use |C:a *b* c|.")]
    [TestCase("*bold _both_*", "B:bold |BI:both")]
    [TestCase("snake_case_name", "snake_case_name")]
    [TestCase("2 * 3 * 4", "2 * 3 * 4")]
    [TestCase("a*b*c", "a*b*c")]
    [TestCase("**", "**")]
    [TestCase("*open", "*open")]
    [TestCase("* item *", "* item *")]
    [TestCase("(*so*)", "(|B:so|)")]
    public void Marks_at_the_edges_of_words_style_them(string text, string spans)
    {
        Assert.That(Shown(text), Is.EqualTo(spans));
    }

    [TestCase("hi :smile:!", "hi \U0001F604!")]
    [TestCase(":+1:", "\U0001F44D")]
    [TestCase(":no_such_thing:", ":no_such_thing:")]
    [TestCase("at 12:30:45", "at 12:30:45")]
    [TestCase("`:smile:`", "C::smile:")]
    public void Shortcodes_are_pictures(string text, string spans)
    {
        Assert.That(Shown(text), Is.EqualTo(spans));
    }

    [TestCase("see https://a.example/x_y_z.", "see |L:https://a.example/x_y_z|.")]
    [TestCase("(http://a.example/b_(c))", "(|L:http://a.example/b_(c))")]
    [TestCase("_see http://a.example/_b_ now_", "I:see |IL:http://a.example/_b_|I: now")]
    [TestCase("*http://a.example*", "BL:http://a.example")]
    [TestCase("http://", "http://")]
    [TestCase("xhttp://a.example", "xhttp://a.example")]
    public void Links_stay_whole(string text, string spans)
    {
        Assert.That(Shown(text), Is.EqualTo(spans));
    }

    [Test]
    public void Every_shortcode_is_a_picture_of_two_cells()
    {
        foreach (string name in Shortcodes.Names)
        {
            Assert.That(name, Has.Length.LessThanOrEqualTo(Shortcodes.MaxLength));
            Assert.That(CellWidth.Of(Shortcodes.Find(name)), Is.EqualTo(2), name);
        }
    }

    [TestCase("*a ")]
    [TestCase("_a_b ")]
    [TestCase("`a ")]
    public void A_text_of_marks_that_close_nothing_is_still_all_there(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 2000));
        int length = Markup.Spans(text, default).Sum(static span => span.Text.Length);
        Assert.That(length, Is.EqualTo(text.Length));
    }

    private static string Shown(string text) => string.Join(
        '|',
        Markup.Spans(text, default).Select(static span =>
        {
            string style = (span.Style.IsBold ? "B" : "") + (span.Style.IsItalic ? "I" : "")
                + (span.Style.Colour == NameColour.Code ? "C" : "")
                + (span.Link.Length > 0 ? "L" : "");
            return style.Length > 0 ? $"{style}:{span.Text}" : span.Text;
        }));
}
