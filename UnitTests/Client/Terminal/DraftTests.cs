using Protocol.Messages;

namespace UnitTests.Client.Terminal;

/// <summary>Each room has a draft of its own.</summary>
internal sealed class DraftTests
{
    private const string Up = "\u001B[A";
    private const string Down = "\u001B[B";

    [TestCase("\u001B2", "\u001B1")]
    [TestCase("\u001B[1;3B", "\u001B[1;3A")]
    public void A_draft_stays_in_its_room(string away, string back)
    {
        Desk desk = InLobbyOfTwo();
        desk.Type("for the lobby\u001B[D\u001B[D");
        int cursor = desk.Model.Editor.Line.Cursor;
        desk.Type(away);
        Assert.That(desk.Typed, Is.Empty);
        desk.Type("for dev");
        desk.Type(back);
        Assert.That(desk.Typed, Is.EqualTo("for the lobby"));
        Assert.That(desk.Model.Editor.Line.Cursor, Is.EqualTo(cursor));
        desk.Type("\r");
        desk.Type(away);
        Assert.That(desk.Typed, Is.EqualTo("for dev"));
        desk.Type("\r");
        Assert.That(
            desk.Link.Asked.Select(static r => (r.Target, r.Text)),
            Is.EqualTo(new[] { ("lobby", "for the lobby"), ("dev", "for dev") }));
    }

    [Test]
    public void A_command_that_shows_another_room_brings_its_draft()
    {
        Desk desk = InLobbyOfTwo();
        desk.Type("\u001B2half a line\u001B1");
        desk.Enter("/join dev");
        Assert.That(desk.Typed, Is.EqualTo("half a line"));
    }

    [Test]
    public void A_draft_for_a_room_on_its_way_goes_there_with_the_reader()
    {
        var desk = new Desk();
        desk.Enter("/join dev");
        desk.Type("for dev");
        desk.Join("dev");
        Assert.That(desk.Typed, Is.EqualTo("for dev"));
        desk.Type("\u001B1");
        Assert.That(desk.Typed, Is.Empty);
        desk.Type("\u001B2\r");
        Assert.That(desk.Link.Asked[^1].Target, Is.EqualTo("dev"));
    }

    [Test]
    public void The_draft_of_a_room_that_was_left_is_not_said_in_the_next_one()
    {
        Desk desk = InLobbyOfTwo();
        desk.Type("\u001B2");
        desk.Enter("/leave");
        desk.Type("for dev");
        desk.Tell(EventKind.Parted, "dev");
        Assert.That(desk.Typed, Is.Empty);
        desk.Type(Up);
        Assert.That(desk.Typed, Is.EqualTo("for dev"), "not lost");
    }

    [Test]
    public void The_draft_of_the_last_room_stays_in_the_line()
    {
        var desk = new Desk();
        desk.Type("half a line");
        desk.Tell(EventKind.Parted, "lobby");
        Assert.That(desk.Typed, Is.EqualTo("half a line"));
    }

    [Test]
    public void A_question_about_a_draft_is_not_answered_in_another_room()
    {
        Desk desk = InLobbyOfTwo();
        desk.Type("\u001B2short\u001B1");
        desk.Paste("1\n2\n3\n4\n5\n6");
        desk.Type("\r");
        Assert.That(desk.Input, Does.StartWith("y: send 6 lines to lobby;"));
        desk.Type("\u001B2y");
        Assert.That(desk.Link.Asked, Is.Empty);
        Assert.That(desk.Typed, Is.EqualTo("shorty"));
        desk.Type("\u001B1");
        Assert.That(desk.Typed, Is.EqualTo("1\n2\n3\n4\n5\n6"));
    }

    [Test]
    public void A_text_below_a_recalled_line_comes_back_too()
    {
        Desk desk = InLobbyOfTwo();
        desk.Enter("older");
        desk.Type("unfinished" + Up);
        Assert.That(desk.Typed, Is.EqualTo("older"));
        desk.Type("\u001B2");
        desk.Enter("other");
        desk.Type("\u001B1");
        Assert.That(desk.Typed, Is.EqualTo("older"));
        desk.Type(Down + Down);
        Assert.That(desk.Typed, Is.EqualTo("unfinished"));
    }

    /// <summary>In two rooms, of which the lobby is seen.</summary>
    private static Desk InLobbyOfTwo()
    {
        var desk = new Desk();
        desk.Join("dev");
        desk.Type("\u001B1");
        return desk;
    }
}
