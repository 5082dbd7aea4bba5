using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Drawing;
using SimpleClient.Terminal.Keys;

namespace UnitTests.Client.Terminal.Chat.Reading;

/// <summary>Lines that arrive while something covers the messages are unseen.</summary>
internal sealed class CoveredLinesTests
{
    private const string FocusIn = "\u001B[I";
    private const string FocusOut = "\u001B[O";
    private const string F1 = "\u001BOP";
    private const string F3 = "\u001BOR";

    [TestCase(F1)]
    [TestCase(F3)]
    [TestCase("\u000B")]
    [TestCase("/link\r")]
    public void Lines_behind_an_overlay_are_counted_until_it_closes(string keys)
    {
        var terminal = new TerminalHarness();
        terminal.Say("bob", "https://a.example");
        terminal.Type(keys);
        terminal.Say("bob", "one");
        terminal.Say("bob", "ann: two");
        Assert.That(WindowTitle.Of(terminal.Model), Is.EqualTo("(1!) lobby"));
        Assert.That(terminal.Model.TakeBell(), Is.True);
        Assert.That(terminal.Model.TakeAlert(), Is.EqualTo(new Alert("lobby", "bob", "ann: two")));
        terminal.Type(FocusOut + FocusIn);
        Assert.That(terminal.Model.Rooms.Seen.Unread, Is.EqualTo(2), "still covered");
        terminal.Model.Press(new Key(KeyCode.Escape));
        Assert.That(terminal.Model.Rooms.Seen.Unread, Is.Zero);
        Assert.That(WindowTitle.Of(terminal.Model), Is.EqualTo("lobby"));
        string[] rows = terminal.Screen();
        Assert.That(rows[^5], Does.Contain(TerminalSentences.NewLines(2)));
        Assert.That(rows[^4], Does.EndWith("one"));
    }

    [Test]
    public void Lines_behind_an_answer_are_counted()
    {
        var terminal = new TerminalHarness();
        terminal.Model.ShowList("a list", ["1", "2", "3", "4"]);
        terminal.Say("bob", "one");
        Assert.That(terminal.Status, Does.Contain("1 lobby 1"));
        terminal.Model.Press(new Key(KeyCode.Escape));
        Assert.That(terminal.Status, Does.Contain("1 lobby \u2502"));
    }

    [Test]
    public void Place_chosen_from_the_list_is_seen()
    {
        var terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Say("bob", "one");
        terminal.Type("\u000Blob");
        terminal.Say("bob", "two");
        Assert.That(terminal.Status, Does.Contain("1 lobby 2"));
        terminal.Type("\r");
        Assert.That(terminal.Status, Does.Contain("1 lobby  2 dev \u2502"));
    }

    [Test]
    public void Line_below_the_fold_is_due_a_notification()
    {
        var terminal = new TerminalHarness();
        for (int i = 0; i < 100; i++)
        {
            terminal.Say("bob", $"line {i}");
        }

        terminal.Screen();
        terminal.Type("\u001B[5~");
        terminal.Say("bob", "ann: look");
        Assert.That(terminal.Model.TakeBell(), Is.True);
        Assert.That(terminal.Model.TakeAlert()?.Text, Is.EqualTo("ann: look"));
    }

    [TestCase(F1)]
    [TestCase(FocusOut)]
    public void Unseen_lines_are_not_read_for_the_other_devices(string begin)
    {
        var terminal = new TerminalHarness();
        terminal.Model.Take(new ChatEvent
        {
            Kind = EventKind.Read,
            Room = "lobby",
            Number = 1,
        });
        terminal.Type(begin);
        terminal.Say("bob", "one");
        Tick(terminal);
        Assert.That(terminal.Link.All.Select(static one => one.Verb), Has.None.EqualTo(
            RequestVerb.Read));
        terminal.Model.Press(new Key(KeyCode.Escape));
        Tick(terminal);
        Assert.That(terminal.Link.All.Select(static one => one.Verb), Has.Some.EqualTo(
            RequestVerb.Read));
    }

    private static void Tick(TerminalHarness terminal)
    {
        terminal.Time.Advance(10);
        terminal.Model.Tick();
    }
}
