using SimpleClient.Terminal.Keys;

namespace UnitTests.Client.Terminal.Keys;

/// <summary>
/// Escape and a key that arrive together, as over a slow line. Terminals send Alt in the same way.
/// </summary>
internal sealed class EscapeAndTextTests
{
    private const string Escape = "\u001B";
    private const string F1 = "\u001BOP";

    [Test]
    public void Command_behind_Escape_is_never_said_as_a_text()
    {
        var terminal = new TerminalHarness();
        terminal.Type(F1);
        terminal.Type($"{Escape}/msg bob for you only\r");
        Assert.That(terminal.Model.Overlay, Is.Null);
        Assert.That(
            terminal.Link.Last(global::Protocol.Messages.RequestVerb.Tell).Text,
            Is.EqualTo("for you only"));
    }

    [TestCase("/")]
    [TestCase("A")]
    [TestCase("\u00E9")]
    [TestCase("\u65E5")]
    public void Character_without_a_meaning_with_Alt_is_typed(string text)
    {
        var terminal = new TerminalHarness();
        terminal.Type($"x{Escape}{text}y");
        Assert.That(terminal.Typed, Is.EqualTo($"x{text}y"));
    }

    [TestCase("b", "-one two")]
    [TestCase("f", "one two-")]
    [TestCase("1", "one two-")]
    [TestCase("u", "one two-")]
    public void Character_with_a_meaning_with_Alt_is_not_typed(string key, string typed)
    {
        var terminal = new TerminalHarness();
        terminal.Type($"one two\u001B[D\u001B[D\u001B[D{Escape}b{Escape}{key}");
        terminal.Type(key == "b" ? "-" : "\u0005-");
        Assert.That(terminal.Typed, Is.EqualTo(typed));
    }

    [Test]
    public void Password_is_still_asked_for_after_Alt_and_a_character()
    {
        var terminal = new TerminalHarness();
        terminal.Enter("/oper");
        terminal.Type($"sec{Escape}xret");
        Assert.That(terminal.Model.Secrets, Is.Not.Null);
        Assert.That(terminal.Typed, Is.Empty);
    }

    [Test]
    public void Paste_behind_Escape_loses_neither()
    {
        byte[] bytes = "\u001B\u001B[200~text\u001B[201~"u8.ToArray();
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var decoder = new KeyDecoder();
            Key[] keys =
                [.. decoder.Take(bytes.AsSpan(0, cut)), .. decoder.Take(bytes.AsSpan(cut))];
            Assert.That(
                keys,
                Is.EqualTo(new[] { new Key(KeyCode.Escape), new Key(KeyCode.Paste, "text") }),
                $"cut at {cut}");
        }
    }

    [TestCase("[I", KeyCode.FocusIn)]
    [TestCase("[<64;9;9M", KeyCode.WheelUp)]
    [TestCase("[<0;9;9M", KeyCode.Click)]
    public void Report_behind_Escape_loses_neither(string report, KeyCode code) => Assert.That(
        new KeyDecoder().Take(System.Text.Encoding.UTF8.GetBytes($"{Escape}{Escape}{report}"))
            .Select(static key => (key.Code, key.Alt)),
        Is.EqualTo(new[] { (KeyCode.Escape, false), (code, false) }));
}
