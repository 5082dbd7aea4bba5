using SimpleClient.Terminal.Keys;

namespace UnitTests.Client.Terminal.Keys;

/// <summary>The mouse: wheel, clicks, and arrows in place of the wheel.</summary>
internal sealed class MouseTests
{
    [TestCase("\u001B[<64;10;5M", KeyCode.WheelUp, "")]
    [TestCase("\u001B[<65;10;5M", KeyCode.WheelDown, "")]
    [TestCase("\u001B[<0;10;5M", KeyCode.Click, "9;4")]
    public void Reports_are_decoded(string bytes, KeyCode code, string text)
    {
        IReadOnlyList<Key> keys = new KeyDecoder().Take(System.Text.Encoding.UTF8.GetBytes(bytes));
        Assert.That(keys, Is.EqualTo(new[] { new Key(code, text) }));
    }

    [TestCase("\u001B[<0;10;5m")]
    [TestCase("\u001B[<2;10;5M")]
    [TestCase("\u001B[<0;0;5M")]
    [TestCase("\u001B[<0;10M")]
    [TestCase("\u001B[<:;10;5M")]
    [TestCase("\u001B[<0;99999999999;5M")]
    public void Other_reports_are_dropped(string bytes) => Assert.That(
        new KeyDecoder().Take(System.Text.Encoding.UTF8.GetBytes(bytes)), Is.Empty);

    [Test]
    public void Wheel_scrolls_and_keeps_the_input_line()
    {
        TerminalHarness terminal = Filled();
        terminal.Type("draft\u001B[<64;10;5M");
        Assert.That(terminal.Lines[^1], Does.EndWith("line 96"));
        terminal.Type("\u001B[<65;10;5M");
        Assert.That(terminal.Lines[^1], Does.EndWith("line 99"));
        Assert.That(terminal.Typed, Is.EqualTo("draft"));
    }

    [Test]
    public void Click_shows_the_place_in_the_status_line_and_in_the_list()
    {
        TerminalHarness terminal = new TerminalHarness(120, isCompact: true);
        terminal.Join("dev");
        terminal.Join("ops");
        int column = terminal.Status.IndexOf("2 dev", StringComparison.Ordinal);
        terminal.Type($"\u001B[<0;{column + 1};23M");
        Assert.That(terminal.Input, Is.EqualTo("[dev]"));
        terminal.Screen();
        terminal.Type("\u001B[<0;3;4M");
        Assert.That(terminal.Input, Is.EqualTo("[ops]"));
        terminal.Type("\u001B[<0;60;10M");
        Assert.That(terminal.Input, Is.EqualTo("[ops]"), "a click into the messages");
    }

    [TestCase(1, 1, KeyCode.Up)]
    [TestCase(2, 2, KeyCode.Up)]
    [TestCase(3, 1, KeyCode.WheelUp)]
    [TestCase(9, 3, KeyCode.WheelUp)]
    public void Arrows_that_arrive_together_are_the_wheel(int arrows, int keys, KeyCode code)
    {
        IReadOnlyList<Key> read =
            ArrowRun.Read([.. Enumerable.Repeat(new Key(KeyCode.Up), arrows)]);
        Assert.That(read, Is.EqualTo(Enumerable.Repeat(new Key(code), keys)));
    }

    [Test]
    public void Other_keys_that_arrive_together_stay_keys()
    {
        Key[] keys = [new(KeyCode.Up), new(KeyCode.Up), new(KeyCode.Down), new(KeyCode.Up)];
        Assert.That(ArrowRun.Read(keys), Is.EqualTo(keys));
        Key[] text = [.. Enumerable.Repeat(new Key(KeyCode.Text, "a"), 5)];
        Assert.That(ArrowRun.Read(text), Is.EqualTo(text));
    }

    [Test]
    public void Bare_view_shows_only_messages_until_a_key()
    {
        TerminalHarness terminal = Filled();
        terminal.Type("draft\u001Bl");
        string[] rows = terminal.Screen();
        Assert.That(rows[0], Does.EndWith("line 76"));
        Assert.That(rows[^1], Does.EndWith("line 99"));
        terminal.Type("\u001B[<64;10;5M");
        Assert.That(terminal.Screen()[^1], Does.EndWith("line 96"));
        terminal.Type("x");
        Assert.That(terminal.Input, Is.EqualTo("[lobby] draft"));
    }

    private static TerminalHarness Filled()
    {
        TerminalHarness terminal = new TerminalHarness();
        for (int i = 0; i < 100; i++)
        {
            terminal.Say("bob", $"line {i}");
        }

        return terminal;
    }
}
