using System.Text;
using EventLoopServer.Hosting.OperatorConsole;

namespace UnitTests.Hosting.OperatorConsole;

/// <summary>Editing of a line at the operator console, key by key.</summary>
internal sealed class ConsoleLineTests
{
    [TestCase("abc", "abc")]
    [TestCase("bjørn", "bjørn")]
    [TestCase("abc\x7f", "ab")]
    [TestCase("abc\b", "ab")]
    [TestCase("bjø\x7f", "bj", Description = "a letter of two bytes")]
    [TestCase("a😀\x7f", "a", Description = "a letter of four bytes")]
    [TestCase("\u007f\u007fa", "a")]
    [TestCase("one two\x17", "one ")]
    [TestCase("one two  \x17", "one ")]
    [TestCase("one\x17\x17", "")]
    [TestCase("one two\x15x", "x")]
    [TestCase("a\x1b[Ab", "ab", Description = "an arrow key")]
    [TestCase("a\x1b[1;5Cb", "ab", Description = "an arrow key with Ctrl")]
    [TestCase("a\x1bOPb", "ab", Description = "a function key")]
    [TestCase("a\x1bxb", "ab", Description = "a letter with Alt")]
    [TestCase("a\x01\x02\tb", "ab", Description = "keys that mean nothing here")]
    [TestCase("a\u0004b", "ab", Description = "Ctrl-D behind a letter")]
    public void Keys_edit_the_line(string keys, string expected)
    {
        ConsoleLine line = new ConsoleLine(100);
        foreach (byte key in Encoding.UTF8.GetBytes(keys))
        {
            Assert.That(line.Take(key), Is.AnyOf(ConsoleLineStep.None, ConsoleLineStep.Changed));
        }

        Assert.That(Encoding.UTF8.GetString(line.Bytes), Is.EqualTo(expected));
    }

    [TestCase('\r')]
    [TestCase('\n')]
    public void Enter_ends_the_line(char key)
    {
        ConsoleLine line = new ConsoleLine(100);
        line.Take((byte)'a');
        Assert.That(line.Take((byte)key), Is.EqualTo(ConsoleLineStep.Line));
    }

    [Test]
    public void Ctrl_D_on_an_empty_line_ends_the_input() =>
        Assert.That(new ConsoleLine(100).Take(4), Is.EqualTo(ConsoleLineStep.End));

    [TestCase(9, 9)]
    [TestCase(10, 9, Description = "a place is left for the end of the line")]
    [TestCase(11, 9)]
    public void Line_takes_no_more_than_its_limit(int typed, int taken)
    {
        ConsoleLine line = new ConsoleLine(10);
        for (int i = 0; i < typed; i++)
        {
            line.Take((byte)'x');
        }

        Assert.That(line.Bytes.Length, Is.EqualTo(taken));
    }

    [TestCase("abcdef", 10, "abcdef")]
    [TestCase("abcdef", 6, "abcdef")]
    [TestCase("abcdef", 5, "bcdef")]
    [TestCase("ab日本", 4, "日本")]
    [TestCase("ab日本", 3, "本")]
    [TestCase("a😀", 2, "😀")]
    [TestCase("a😀", 1, "")]
    [TestCase("", 5, "")]
    public void Tail_fits_into_the_columns(string text, int columns, string expected)
    {
        ConsoleLine line = new ConsoleLine(100);
        foreach (byte key in Encoding.UTF8.GetBytes(text))
        {
            line.Take(key);
        }

        Assert.That(line.Tail(columns), Is.EqualTo(expected));
    }
}
