using SimpleClient.Terminal;

namespace UnitTests.Client;

internal sealed class TerminalScreenTests
{
    [Test]
    public void Incoming_text_does_not_break_the_input_line()
    {
        var screen = new Screenful(columns: 20);
        screen.Type("hel");
        screen.Screen.Print("alice: hi");
        Assert.That(screen.Shown(), Is.EqualTo("alice: hi\n> hel"));
        Assert.That(screen.Column, Is.EqualTo(5));
    }

    [Test]
    public void A_long_input_line_never_wraps()
    {
        var screen = new Screenful(columns: 10);
        screen.Type("0123456789abcdef");
        Assert.That(screen.Shown(), Is.EqualTo("> 9abcdef"));
    }

    [Test]
    public void The_cursor_stands_where_the_next_character_goes()
    {
        var screen = new Screenful(columns: 20);
        screen.Type("hello");
        screen.Press(ConsoleKey.LeftArrow);
        screen.Press(ConsoleKey.LeftArrow);
        screen.Shown();
        Assert.That(screen.Column, Is.EqualTo(5));
    }

    [Test]
    public void A_shorter_line_leaves_nothing_of_the_longer_one()
    {
        var screen = new Screenful(columns: 20);
        screen.Type("hello");
        screen.Press(ConsoleKey.U, ConsoleModifiers.Control);
        Assert.That(screen.Shown(), Is.EqualTo(">"));
    }

    [Test]
    public void Enter_hands_the_line_over_and_takes_it_from_the_screen()
    {
        var screen = new Screenful(columns: 20);
        screen.Type("hello");
        KeyEffect effect = screen.Press(ConsoleKey.Enter);
        Assert.That(effect, Is.EqualTo(KeyEffect.Entered));
        Assert.That(screen.Entered, Is.EqualTo("hello"));
        Assert.That(screen.Shown(), Is.EqualTo(">"));
    }

    [Test]
    public void The_prompt_names_a_room_that_is_not_the_lobby()
    {
        var screen = new Screenful(columns: 40);
        screen.Screen.ShowRoom("dev");
        Assert.That(screen.Shown(), Is.EqualTo("[dev] >"));
        screen.Screen.ShowRoom("lobby");
        Assert.That(screen.Shown(), Is.EqualTo(">"));
    }

    [Test]
    public void A_closed_screen_has_no_input_line()
    {
        var screen = new Screenful(columns: 20);
        screen.Type("hello");
        screen.Screen.Close();
        Assert.That(screen.Shown(), Is.EqualTo(""));
        Assert.That(screen.Column, Is.Zero);
    }

    [TestCase(ConsoleKey.C, "text", KeyEffect.Leave)]
    [TestCase(ConsoleKey.D, "", KeyEffect.Leave)]
    [TestCase(ConsoleKey.D, "text", KeyEffect.Edited)]
    public void Control_c_leaves_and_control_d_on_an_empty_line(
        ConsoleKey key, string text, KeyEffect effect)
    {
        var screen = new Screenful(columns: 20);
        screen.Type(text);
        Assert.That(screen.Press(key, ConsoleModifiers.Control), Is.EqualTo(effect));
    }

    [Test]
    public void Keys_without_a_meaning_do_nothing()
    {
        var screen = new Screenful(columns: 20);
        Assert.That(screen.Press(ConsoleKey.F5), Is.EqualTo(KeyEffect.None));
        Assert.That(screen.Press(ConsoleKey.Escape, '\u001B'), Is.EqualTo(KeyEffect.None));
        Assert.That(
            screen.Press(ConsoleKey.B, 'b', ConsoleModifiers.Alt), Is.EqualTo(KeyEffect.None));
    }

    [Test]
    public void A_character_typed_with_alt_gr_is_typed()
    {
        var screen = new Screenful(columns: 20);
        screen.Press(ConsoleKey.Q, '@', ConsoleModifiers.Control | ConsoleModifiers.Alt);
        Assert.That(screen.Shown(), Is.EqualTo("> @"));
    }
}
