using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal.Text;

internal sealed class WordWrapTests
{
    [TestCase("one two three", 20, "one two three")]
    [TestCase("one two three", 8, "one two|  three")]
    [TestCase("one two three", 7, "one two|  three")]
    [TestCase("abcdefghij", 6, "abcdef|  ghij")]
    [TestCase("a bcdefghijk", 6, "a bcde|  fghi|  jk")]
    [TestCase("  two spaces", 80, "  two spaces")]
    [TestCase("a  b", 80, "a  b")]
    [TestCase("", 10, "")]
    public void Words_wrap_to_an_indented_row(string text, int columns, string rows)
    {
        Assert.That(Wrapped(text, columns), Is.EqualTo(rows));
    }

    [TestCase("\u65E5\u672C\u8A9E\u65E5\u672C", 6, "\u65E5\u672C\u8A9E|  \u65E5\u672C")]
    [TestCase("a\u65E5\u672C\u8A9E", 6, "a\u65E5\u672C|  \u8A9E")]
    public void Wide_characters_may_wrap_individually(
        string text, int columns, string rows)
    {
        Assert.That(Wrapped(text, columns), Is.EqualTo(rows));
    }

    [Test]
    public void Link_that_fits_a_row_is_not_broken()
    {
        const string link = "http://a.example";
        string rows = Wrapped($"see {link} now", link.Length);
        Assert.That(rows, Is.EqualTo($"see|{link}|  now"));
    }

    [Test]
    public void Every_row_of_a_long_link_carries_its_address()
    {
        const string link = "http://a.example/abcdefgh";
        IReadOnlyList<IReadOnlyList<Span>> rows =
            WordWrap.Rows(Markup.Spans(link, default), 12, 2);
        Assert.That(rows, Has.Count.GreaterThan(1));
        foreach (IReadOnlyList<Span> row in rows)
        {
            Assert.That(row[^1].Link, Is.EqualTo(link));
        }
    }

    [Test]
    public void No_row_is_wider_than_the_screen()
    {
        var random = new Random(20261121);
        string[] pieces = ["a", " ", "\u65E5", "\U0001F600", "e\u0301", "word", "http://a.example/",
            "*b*", "\u2764\uFE0F", "\u0301"];
        for (int i = 0; i < 2000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(40))
                .Select(_ => pieces[random.Next(pieces.Length)]));
            int columns = random.Next(2, 30);
            foreach (IReadOnlyList<Span> row in
                WordWrap.Rows(Markup.Spans(text, default), columns, random.Next(30)))
            {
                int cells = row.Sum(static span => CellWidth.Of(span.Text));
                Assert.That(cells, Is.LessThanOrEqualTo(columns), $"'{text}' in {columns}");
            }
        }
    }

    private static string Wrapped(string text, int columns) => string.Join(
        '|',
        WordWrap.Rows(Markup.Spans(text, default), columns, 2)
            .Select(static row => string.Concat(row.Select(static span => span.Text)).TrimEnd()));
}
