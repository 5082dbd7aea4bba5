using System.Text;
using SimpleClient.Plain;

namespace UnitTests.Client.Plain;

/// <summary>How a terminal shows a line that the client echoes itself.</summary>
internal sealed class EchoedLineTests
{
    [TestCase("hello", "hello", "hello")]
    [TestCase("a\tb", "a\tb", "a       b")]
    [TestCase("\U0001F600!", "\U0001F600!", "\U0001F600!")]
    [TestCase("/oper open sesame", "/oper open sesame", "/oper ***********")]
    [TestCase("  /PASS x", "  /PASS x", "  /PASS *")]
    [TestCase("/opr sesame", "/opr sesame", "/opr ******")]
    [TestCase("//oper sesame", "//oper sesame", "//oper ******")]
    [TestCase("/oper\tsesame", "/oper\tsesame", "/oper\t******")]
    [TestCase("/nick sesame", "/nick sesame", "/nick sesame")]
    [TestCase("ab\bc", "ac", "ac")]
    [TestCase("\b\babc\u007F", "ab", "ab")]
    [TestCase("/nick x\u0015/oper sesame", "/oper sesame", "/oper ******")]
    [TestCase("/open\br secret", "/oper secret", "/oper ******")]
    [TestCase("\u001B\u0001x", "x", "x")]
    [TestCase("\u3042\bx", "x", "x")]
    public void Password_is_drawn_as_asterisks(string keys, string line, string drawn)
    {
        using var output = new StringWriter();
        string? read = Type(keys + "\r", output).Read();
        Assert.That(read, Is.EqualTo(line));
        string shown = Shown(output.ToString());
        Assert.That(shown, Is.EqualTo(drawn.Replace("/oper\t", "/oper   ") + "\n"));
        Assert.That(
            output.ToString().Contains("sesame"), Is.EqualTo(keys.StartsWith("/nick sesame")));
    }

    [TestCase("\u0004", null)]
    [TestCase("ab\u0004", "ab")]
    public void End_of_input_completes_the_last_line(string keys, string? line)
    {
        using var output = new StringWriter();
        Assert.That(Type(keys, output).Read(), Is.EqualTo(line));
    }

    [Test]
    public void Line_starts_without_the_state_of_the_previous_line()
    {
        using var output = new StringWriter();
        EchoedLine reader = Type("/oper a\rhello\n", output);
        Assert.That(reader.Read(), Is.EqualTo("/oper a"));
        Assert.That(reader.Read(), Is.EqualTo("hello"));
        Assert.That(output.ToString(), Is.EqualTo("/oper *\nhello\n"));
    }

    private static EchoedLine Type(string keys, TextWriter output)
    {
        var left = new Queue<char>(keys);
        return new EchoedLine(() => Key(left.Dequeue()), output);
    }

    private static ConsoleKeyInfo Key(char c) => c switch
    {
        '\r' => new ConsoleKeyInfo(c, ConsoleKey.Enter, false, false, false),
        '\b' => new ConsoleKeyInfo(c, ConsoleKey.Backspace, false, false, false),
        '\u0015' => new ConsoleKeyInfo(c, ConsoleKey.U, false, false, control: true),
        _ => new ConsoleKeyInfo(c, default, false, false, false),
    };

    /// <summary>The row as a terminal shows it. A wide character takes two cells.</summary>
    private static string Shown(string bytes)
    {
        var row = new StringBuilder();
        int at = 0;
        foreach (Rune rune in bytes.EnumerateRunes())
        {
            if (rune.Value == '\b')
            {
                at--;
                continue;
            }

            string cell = rune.Value == 0x3042 ? "\u3042\u3042" : rune.ToString();
            foreach (string one in rune.Value == 0x3042 ? [cell[..1], cell[1..]] : new[] { cell })
            {
                row.Length = Math.Max(row.Length, at);
                row.Remove(at, Math.Min(one.Length, row.Length - at)).Insert(at, one);
                at += one.Length;
            }
        }

        return row.ToString().TrimEnd(' ').Replace(" \n", "\n").TrimEnd(' ');
    }
}
