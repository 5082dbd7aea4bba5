using Protocol.Messages;
using SimpleClient.Configuration;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Drawing;

namespace UnitTests.Client.Terminal.Chat.Reading;

/// <summary>What the user has not seen: counts, the rule, Alt-A, the title and alerts.</summary>
internal sealed class AttentionTests
{
    private const string FocusIn = "\u001B[I";
    private const string FocusOut = "\u001B[O";
    private const string AltA = "\u001Ba";

    [Test]
    public void Lines_without_focus_are_counted_below_a_rule()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "seen");
        terminal.Type(FocusOut);
        terminal.Say("bob", "one");
        terminal.Say("bob", "two");
        Assert.That(terminal.Status, Does.Contain("1 lobby 2"));
        string[] rows = terminal.Screen();
        Assert.That(
            rows[^5],
            Does.StartWith($"\u2500\u2500\u2500\u2500 {TerminalSentences.NewLines(2)} ")
                .And.Contain(TerminalSentences.NewLinesKey));
        terminal.Type(FocusIn);
        Assert.That(terminal.Status, Does.Contain("1 lobby \u2502"));
        Assert.That(terminal.Screen()[^5], Does.Contain(TerminalSentences.NewLines(2)));
        terminal.Type(FocusOut);
        terminal.Say("bob", "three");
        Assert.That(terminal.Screen()[^4], Does.Contain(TerminalSentences.NewLines(1)));
    }

    [Test]
    public void Key_means_that_the_user_is_there()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type(FocusOut);
        terminal.Say("bob", "one");
        terminal.Type("x");
        Assert.That(terminal.Model.Rooms.Seen.Unread, Is.Zero);
        terminal.Say("bob", "two");
        Assert.That(terminal.Model.Rooms.Seen.Unread, Is.Zero);
        Assert.That(terminal.Typed, Is.EqualTo("x"), "focus reports are not typed");
    }

    [Test]
    public void Alt_A_goes_to_mentions_first_and_then_to_unread_places()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Join("ops");
        terminal.Type("\u001B1");
        terminal.Say("bob", "hi", "dev");
        terminal.Say("bob", "ann: look", "ops");
        terminal.Tell(EventKind.Told, name: "eve", text: "psst");
        terminal.Type(AltA);
        Assert.That(terminal.Input, Is.EqualTo("[ops]"));
        terminal.Type(AltA);
        Assert.That(terminal.Input, Is.EqualTo("[@eve]"));
        terminal.Type(AltA);
        Assert.That(terminal.Input, Is.EqualTo("[dev]"));
        terminal.Type(AltA);
        Assert.That(terminal.Input, Is.EqualTo("[dev]"), "nothing is left");
        Assert.That(terminal.Model.Rooms.All.Sum(static room => room.Unread), Is.Zero);
    }

    [Test]
    public void Alt_A_shows_a_mention_far_above_the_newest_line()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Say("bob", "ann: where are you?");
        for (int i = 0; i < 100; i++)
        {
            terminal.Say("bob", $"line {i}");
        }

        terminal.Type(AltA);
        Assert.That(terminal.Input, Is.EqualTo("[lobby]"));
        Assert.That(terminal.Lines, Has.Some.Contains("where are you"));
        Assert.That(terminal.Lines, Has.None.Contains("line 99"));
        Assert.That(terminal.Model.Rooms.Seen.Unread, Is.EqualTo(101), "they are below");
        terminal.Type(AltA);
        Assert.That(terminal.Lines[^1], Does.EndWith("line 99"));
        Assert.That(terminal.Model.Rooms.Seen.Unread, Is.Zero);
    }

    [Test]
    public void Alt_U_shows_the_first_new_line()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        for (int i = 0; i < 100; i++)
        {
            terminal.Say("bob", $"line {i}");
        }

        terminal.Type("\u001B1");
        Assert.That(terminal.Lines, Has.None.EndsWith("line 0"));
        terminal.Type("\u001Bu");
        Assert.That(terminal.Lines, Has.Some.EndsWith("line 0"));
        Assert.That(terminal.Lines, Has.Some.Contains(TerminalSentences.NewLines(100)));
        terminal.Type("\u001B");
    }

    [Test]
    public void Title_counts_mentions_or_else_unread_lines()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        Assert.That(WindowTitle.Of(terminal.Model), Is.EqualTo("dev"));
        terminal.Say("bob", "hi");
        terminal.Say("bob", "hi");
        Assert.That(WindowTitle.Of(terminal.Model), Is.EqualTo("(2) dev"));
        terminal.Say("bob", "ann!");
        Assert.That(WindowTitle.Of(terminal.Model), Is.EqualTo("(1!) dev"));
        terminal.Join("x\u001B]0;y\u0007");
        Assert.That(WindowTitle.Of(terminal.Model).Any(char.IsControl), Is.False);
    }

    [Test]
    public void Alert_has_a_mention_that_the_user_did_not_see()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "ann: in sight");
        Assert.That(terminal.Model.TakeBell(), Is.True);
        Assert.That(terminal.Model.TakeAlert(), Is.Null);
        terminal.Time.Advance(10);
        terminal.Type(FocusOut);
        terminal.Say("bob", "ann: are you there?");
        Assert.That(terminal.Model.TakeBell(), Is.True);
        Assert.That(
            terminal.Model.TakeAlert(),
            Is.EqualTo(new Alert("lobby", "bob", "ann: are you there?")));
        Assert.That(terminal.Model.TakeAlert(), Is.Null);
    }

    [Test]
    public void Visible_mention_does_not_hide_one_in_another_place()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Say("bob", "ann: unseen");
        terminal.Say("bob", "ann: in sight", "dev");
        Assert.That(terminal.Model.TakeBell(), Is.True);
        Assert.That(terminal.Model.TakeAlert()?.Text, Is.EqualTo("ann: unseen"));
        terminal.Time.Advance(3);
        terminal.Say("bob", "ann: in sight", "dev");
        Assert.That(terminal.Model.TakeBell(), Is.True);
        terminal.Time.Advance(1);
        terminal.Say("bob", "ann: again");
        Assert.That(terminal.Model.TakeBell(), Is.False);
        Assert.That(terminal.Model.TakeAlert()?.Text, Is.EqualTo("ann: again"));
    }

    private static readonly TestCaseData[] s_notifications =
    [
        new(NotificationKind.Osc9, "xterm", "\u001B]9;@eve eve: a,b c\u001B\\"),
        new(NotificationKind.Osc777, "xterm", "\u001B]777;notify;@eve;eve: a,b c\u001B\\"),
        new(NotificationKind.Auto, "xterm-256color", "\u001B]9;@eve eve: a,b c\u001B\\"),
        new(NotificationKind.Auto, "foot", "\u001B]777;notify;@eve;eve: a,b c\u001B\\"),
        new(NotificationKind.Auto, null, "\u001B]9;@eve eve: a,b c\u001B\\"),
        new(NotificationKind.Off, "foot", ""),
    ];

    [TestCaseSource(nameof(s_notifications))]
    public void Notification_cannot_be_left_by_a_remote_text(
        object kind, string? terminal, string sequence)
    {
        string made = Notification.Of(
            new Alert("@eve", "eve", "a;b\u001B\\\u0007 c"), (NotificationKind)kind, terminal);
        Assert.That(made.Replace("\\ c", " c").Replace("\uFFFD", ""), Has.Length.LessThan(60));
        Assert.That(
            made.Length > 2 ? made[1..^2] : "",
            Does.Not.Contain("\u001B").And.Not.Contain("\u0007"));
        Assert.That(made.Split(';')[0], Is.EqualTo(sequence.Split(';')[0]));
    }
}
