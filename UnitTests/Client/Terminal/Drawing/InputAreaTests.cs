using SimpleClient.Terminal.Drawing;

namespace UnitTests.Client.Terminal.Drawing;

/// <summary>The input at the bottom, which grows with its text.</summary>
internal sealed class InputAreaTests
{
    private const string Long = "0123456789abcdefghijABCDEFGHIJ";

    [Test]
    public void Input_grows_to_three_rows_and_the_messages_stay_above_it()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 40, rows: 12);
        terminal.Say("bob", "the last message");
        terminal.Type(Long);
        Assert.That(terminal.Input, Is.EqualTo($"[lobby] {Long}"));
        terminal.Type(Long);
        string[] rows = terminal.Screen();
        Assert.That(rows, Has.Length.EqualTo(12));
        Assert.That(rows[^2..], Is.EqualTo(new[]
        {
            "[lobby] " + (Long + Long)[..31], "        " + (Long + Long)[31..],
        }));
        Assert.That(rows[^4], Does.EndWith("the last message"));
        terminal.Type(Long + Long + Long);
        rows = terminal.Screen();
        string all = Long + Long + Long + Long + Long;
        Assert.That(rows[^3..], Is.EqualTo(new[]
        {
            "[lobby] " + all[62..93], "        " + all[93..124], "        " + all[124..],
        }));
        Assert.That(rows[^5], Does.EndWith("the last message"));
        Assert.That(Cursor(terminal), Is.EqualTo((11, 8 + 26)));
        terminal.Type("\u0015");
        Assert.That(terminal.Input, Is.EqualTo("[lobby]"));
        Assert.That(terminal.Screen()[^3], Does.EndWith("the last message"));
    }

    [Test]
    public void Long_text_scrolls_with_the_cursor()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 40, rows: 12);
        string all = string.Concat(Enumerable.Repeat(Long, 6));
        terminal.Type(all + "\u0001");
        Assert.That(terminal.Screen()[^3], Is.EqualTo($"[lobby] {all[..31]}"));
        Assert.That(Cursor(terminal), Is.EqualTo((9, 8)));
        for (int i = 0; i < 70; i++)
        {
            terminal.Type("\u001B[C");
        }

        Assert.That(terminal.Screen()[^2], Is.EqualTo($"        {all[62..93]}"));
        Assert.That(Cursor(terminal), Is.EqualTo((10, 8 + 8)));
    }

    [TestCase(80, 11)]
    [TestCase(80, 5)]
    [TestCase(40, 2)]
    [TestCase(10, 1)]
    public void Small_screen_keeps_one_row_for_the_input(int columns, int rows)
    {
        TerminalHarness terminal = new TerminalHarness(columns, rows);
        terminal.Type(string.Concat(Enumerable.Repeat(Long, 6)));
        Frame frame = ScreenLayout.Draw(terminal.Model, columns, rows, inColour: true);
        Assert.That(frame.Rows, Has.Count.EqualTo(rows));
        Assert.That(frame.CursorRow, Is.EqualTo(rows - 1));
        Assert.That(terminal.Input, Does.EndWith("J"));
    }

    [Test]
    public void Other_sizes_break_the_same_text_again()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 40, rows: 24);
        terminal.Type(Long + Long);
        Assert.That(terminal.Screen()[^2], Does.StartWith("[lobby] "));
        terminal.Columns = 80;
        Assert.That(terminal.Input, Is.EqualTo($"[lobby] {Long}{Long}"));
        (terminal.Columns, terminal.Rows) = (30, 8);
        Assert.That(terminal.Screen(), Has.Length.EqualTo(8));
        Assert.That(terminal.Input, Does.EndWith("HIJ"));
    }

    [Test]
    public void Lines_of_a_draft_are_rows()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type("one\u001B\rtwo\u001B\rthree");
        Assert.That(terminal.Screen()[^3..], Is.EqualTo(new[]
        {
            "[lobby] one\u21B5", "        two\u21B5", "        three",
        }));
    }

    [Test]
    public void Click_hits_the_status_line_above_a_grown_input()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Type("\u001B1" + Long + Long + Long);
        string[] rows = terminal.Screen();
        int row = Array.FindIndex(rows, static one => one.Contains("2 dev"));
        Assert.That(row, Is.EqualTo(21));
        int column = rows[row].IndexOf("2 dev", StringComparison.Ordinal);
        terminal.Type($"\u001B[<0;{column + 1};{row + 1}M");
        Assert.That(terminal.Input, Is.EqualTo("[dev]"));
    }

    private static (int Row, int Column) Cursor(TerminalHarness terminal)
    {
        Frame frame = ScreenLayout.Draw(
            terminal.Model, terminal.Columns, terminal.Rows, inColour: true);
        return (frame.CursorRow, frame.CursorColumn);
    }
}
