using SimpleClient.Terminal.Text;
using UnitTests.Web.Page;

namespace UnitTests.Client.Terminal.Text;

internal sealed class MarkupTests
{
    [TestCaseSource(typeof(PageExamples), nameof(PageExamples.Markup))]
    public void Texts_are_styled_as_on_the_page(string text, string spans)
    {
        Assert.That(Shown(text), Is.EqualTo(spans));
    }

    [TestCase("*(")]
    [TestCase("*a* ")]
    [TestCase("_(a ")]
    public void Long_text_of_marks_does_not_take_quadratic_time(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 50_000)) + "x*";
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Markup.Spans(text, default);
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void Every_shortcode_is_an_emoji_of_two_cells()
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
    public void Unclosed_marks_lose_no_text(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 2000));
        int length = Markup.Spans(text, default).Sum(static span => span.Text.Length);
        Assert.That(length, Is.EqualTo(text.Length));
    }

    [TestCase("C:\\dir\\*.* and *.txt", TestName = "Paths_keep_their_marks")]
    [TestCase("__init__ and _foo_(bar)", TestName = "Identifiers_keep_their_marks")]
    [TestCase("*bold* _it_ `co de` *_both_*", TestName = "Marks_are_drawn_dimmed")]
    public void No_character_of_markup_is_lost(string text)
    {
        List<Span> spans = Markup.Spans(text, default);
        Assert.That(string.Concat(spans.Select(static span => span.Text)), Is.EqualTo(text));
        Assert.That(
            spans.Where(static span => span.Style.IsDim).Select(static span => span.Text),
            Is.All.AnyOf("*", "_", "`"));
    }

    private static string Shown(string text) => string.Join(
        '|',
        // The page does not draw the marks.
        Markup.Spans(text, default).Where(static span => !span.Style.IsDim).Select(static span =>
        {
            string style = (span.Style.IsBold ? "B" : "") + (span.Style.IsItalic ? "I" : "")
                + (span.Style.Colour == NameColour.Code ? "C" : "")
                + (span.Link.Length > 0 ? "L" : "");
            return style.Length > 0 ? $"{style}:{span.Text}" : span.Text;
        }));
}
