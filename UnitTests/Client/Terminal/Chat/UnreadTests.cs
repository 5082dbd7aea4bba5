using Protocol.Messages;
using SimpleClient.Sentences;
using UnitTests.Sentences;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>Messages outside the view are counted and marked.</summary>
internal sealed class UnreadTests
{
    private const string PageUp = "\u001B[5~";
    private const string Escape = "\u001B[6~\u001B[6~\u001B[6~\u001B[6~\u001B[6~\u001B[6~";

    private static readonly string s_new =
        SentencePart.After(static calls => TerminalSentences.NewBelow(0, calls));

    [Test]
    public void New_lines_below_the_view_are_counted_and_marked()
    {
        TerminalHarness terminal = FurtherUp();
        Assert.That(terminal.Status, Does.Contain(
            SentencePart.After(TerminalSentences.EscapeShowsNewest).TrimEnd())
            .And.Not.Contain(s_new));
        terminal.Say("bob", "one");
        terminal.Say("bob", "two");
        Assert.That(terminal.Status, Does.Contain(
            TerminalSentences.EscapeShowsNewest(
                TerminalSentences.NewBelow(2, "")).TrimEnd()));
        terminal.Say("bob", "ann: three");
        Assert.That(
            terminal.Status, Does.Contain(
                TerminalSentences.EscapeShowsNewest(
                    TerminalSentences.NewBelow(3, "!")).TrimEnd()));
        terminal.Type(Escape);
        Assert.That(
            terminal.Status,
            Does.Not.Contain(SentencePart.After(TerminalSentences.EscapeShowsNewest).TrimEnd()));
        Assert.That(terminal.Lines[^4], Does.Contain(" new "));
        Assert.That(
            terminal.Lines[^3..], Is.EqualTo(new[] { "bob: one", "bob: two", "bob: ann: three" }));
    }

    [Test]
    public void Lines_below_the_view_stay_unread_while_another_room_is_shown()
    {
        TerminalHarness terminal = FurtherUp();
        terminal.Join("dev");
        terminal.Type("\u001B1");
        terminal.Say("bob", "one");
        terminal.Type("\u001B2");
        Assert.That(terminal.Status, Does.Contain("1 lobby 1"));
        terminal.Say("bob", "two");
        Assert.That(terminal.Status, Does.Contain("1 lobby 2"));
        terminal.Type("\u001B1");
        Assert.That(terminal.Status, Does.Contain(TerminalSentences.NewBelow(2, "")));
        terminal.Type(Escape);
        Assert.That(terminal.Lines[^3], Does.Contain(" new "), "above the first of them");
        terminal.Type("\u001B2");
        Assert.That(terminal.Status, Does.Contain("1 lobby "));
    }

    [Test]
    public void Private_message_counts_in_its_conversation_and_not_in_the_shown_room()
    {
        TerminalHarness terminal = FurtherUp();
        terminal.Tell(EventKind.Told, name: "bob", text: "psst");
        Assert.That(terminal.Model.Rooms.Seen.Unread, Is.Zero);
        Assert.That(terminal.Model.Rooms.FindPrivate("bob")!.Unread, Is.EqualTo(1));
    }

    [Test]
    public void Own_and_visible_messages_are_not_counted()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "seen");
        Assert.That(terminal.Model.Rooms.Seen.Unread, Is.Zero);
        terminal = FurtherUp();
        terminal.Confirm("own");
        Assert.That(terminal.Status, Does.Not.Contain(s_new));
    }

    [Test]
    public void Sending_a_message_scrolls_to_the_end_and_marks_all_as_read()
    {
        TerminalHarness terminal = FurtherUp();
        terminal.Say("bob", "one");
        terminal.Enter("hi");
        Assert.That(
            terminal.Status,
            Does.Not.Contain(SentencePart.After(TerminalSentences.EscapeShowsNewest).TrimEnd()));
        Assert.That(terminal.Model.Rooms.Seen.Unread, Is.Zero);
    }

    private static TerminalHarness FurtherUp()
    {
        TerminalHarness terminal = new TerminalHarness();
        for (int i = 1; i <= 60; i++)
        {
            terminal.Say("bob", $"line {i}");
        }

        terminal.Screen();
        terminal.Type(PageUp + PageUp);
        return terminal;
    }
}
