using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal.Text;

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
    public void Marks_at_word_boundaries_style_the_text(string text, string spans)
    {
        Assert.That(Shown(text), Is.EqualTo(spans));
    }

    [TestCase("*bold* and _italic_", "B:bold| and |I:italic")]
    [TestCase("*two words*, _really?_", "B:two words|, |I:really?")]
    [TestCase("*_both_* x", "BI:both| x")]
    [TestCase("\"*bold*\" \u2014_so_\u2014", "\"|B:bold|\" \u2014|I:so|\u2014")]
    [TestCase("\U0001F389*party*\U0001F389", "\U0001F389|B:party|\U0001F389")]
    [TestCase("*(so)* _\"so\"_", "B:(so)| |I:\"so\"")]
    [TestCase("x=`date` `a`/`b`", "x=|C:date| |C:a|/|C:b")]
    public void Emphasis_is_styled(string text, string spans)
    {
        Assert.That(Shown(text), Is.EqualTo(spans));
    }

    [TestCase("snake_case_name")]
    [TestCase("a*b*c")]
    [TestCase("2*3*4 = 24")]
    [TestCase("__init__")]
    [TestCase("def __init__(self, *args, **kwargs):")]
    [TestCase("f(*args, **kwargs)")]
    [TestCase("*.txt *.md")]
    [TestCase("*.*")]
    [TestCase("*.txt*")]
    [TestCase("rm *~ *.o")]
    [TestCase("C:\\dir\\*.*")]
    [TestCase("C:\\_work_\\_a_")]
    [TestCase("/usr/_lib_/x")]
    [TestCase("~/src/*/obj/*")]
    [TestCase("**/*.cs")]
    [TestCase("_config_.yml")]
    [TestCase("_id")]
    [TestCase("_id _name")]
    [TestCase("self._x + self._y")]
    [TestCase("_snake_case_")]
    [TestCase("_(\"a_\")")]
    [TestCase("LIKE '_a%_b_'")]
    [TestCase("int *p, *q; *p = *q;")]
    [TestCase("free(*p); x = (char*) y")]
    [TestCase("/* a */ x /* b */")]
    [TestCase("*/5 * * * * root")]
    [TestCase("\\*not bold\\*")]
    [TestCase("**bold?**")]
    [TestCase("www.a_b_c.example/_x_/y")]
    [TestCase("*_*")]
    [TestCase("*_* and *_*")]
    [TestCase("(*_*) ^_^ -_- >_< T_T ;_; *-* :* ._.")]
    [TestCase("\u00AF\\_(\u30C4)_/\u00AF *\\o/*")]
    [TestCase("std::x::y key:key:value fe80::a:b:1 10:100:20")]
    [TestCase("``quoted``")]
    public void Code_paths_and_emoticons_are_unchanged(string text)
    {
        Assert.That(Shown(text), Is.EqualTo(text));
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

    [TestCase("hi :smile:!", "hi \U0001F604!")]
    [TestCase(":+1:", "\U0001F44D")]
    [TestCase(":+1::+1:", "\U0001F44D\U0001F44D")]
    [TestCase("(:+1:)", "(\U0001F44D)")]
    [TestCase(":no_such_thing:", ":no_such_thing:")]
    [TestCase("at 12:30:45", "at 12:30:45")]
    [TestCase("`:smile:`", "C::smile:")]
    public void Shortcodes_become_emoji(string text, string spans)
    {
        Assert.That(Shown(text), Is.EqualTo(spans));
    }

    [TestCase("see https://a.example/x_y_z.", "see |L:https://a.example/x_y_z|.")]
    [TestCase("(http://a.example/b_(c))", "(|L:http://a.example/b_(c))")]
    [TestCase("_see http://a.example/_b_ now_", "I:see |IL:http://a.example/_b_|I: now")]
    [TestCase("*http://a.example*", "BL:http://a.example")]
    [TestCase("http://", "http://")]
    [TestCase("xhttp://a.example", "xhttp://a.example")]
    public void Links_are_unchanged(string text, string spans)
    {
        Assert.That(Shown(text), Is.EqualTo(spans));
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
