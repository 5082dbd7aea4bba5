using Protocol.Messages;
using SimpleClient.Sentences;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>The reader is in rooms, but the one that was shown is gone.</summary>
internal sealed class NoRoomShownTests
{
    private const string Up = "\u001B[A";

    [TestCase("hello")]
    [TestCase("/me waves")]
    [TestCase("/topic new")]
    [TestCase("/topic")]
    [TestCase("/leave")]
    [TestCase("/history")]
    [TestCase("/users")]
    [TestCase("/ping\nhello")]
    public void Where_rooms_are_open_but_none_is_shown_a_line_goes_to_no_room(string line)
    {
        TerminalHarness terminal = WithNoRoomShown();
        int asked = terminal.Link.Asked.Count;
        terminal.Paste(line);
        terminal.Type("\r");
        Assert.That(terminal.Link.Asked, Has.Count.EqualTo(asked));
        Assert.That(terminal.Lines[^1], Is.EqualTo($"-- {TerminalSentences.NoRoomShown}"));
        terminal.Type("\u001B1" + Up);
        Assert.That(terminal.Typed, Is.EqualTo(line), "not lost");
    }

    [TestCase("/leave lobby", RequestVerb.Leave)]
    [TestCase("/users lobby", RequestVerb.Members)]
    [TestCase("/join ops", RequestVerb.Join)]
    [TestCase("@bob hi", RequestVerb.Tell)]
    [TestCase("@bob hi\nthere", RequestVerb.Tell)]
    [TestCase("/ping", RequestVerb.Ping)]
    public void Where_no_room_is_shown_other_requests_are_sent(string line, RequestVerb verb)
    {
        TerminalHarness terminal = WithNoRoomShown();
        terminal.Paste(line);
        terminal.Type("\r");
        Assert.That(terminal.Link.Asked[^1].Verb, Is.EqualTo(verb));
    }

    [Test]
    public void Where_no_room_is_shown_a_line_waits_for_the_room_on_its_way()
    {
        TerminalHarness terminal = WithNoRoomShown();
        terminal.Enter("/join ops");
        terminal.Enter("for ops");
        terminal.Join("ops");
        Assert.That(
            (terminal.Link.Asked[^1].Target, terminal.Link.Asked[^1].Text),
            Is.EqualTo(("ops", "for ops")));
    }

    /// <summary>In the lobby, while the room that was shown was refused after a loss.</summary>
    private static TerminalHarness WithNoRoomShown()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 200);
        terminal.Join("dev");
        terminal.LoseRoom("dev");
        Assert.That(terminal.Model.Rooms.Current, Is.Null);
        Assert.That(terminal.Model.Rooms.All, Has.Count.EqualTo(1));
        return terminal;
    }
}
