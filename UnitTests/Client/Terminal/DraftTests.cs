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

    [Test]
    public void A_text_below_a_recalled_and_edited_line_is_in_the_history()
    {
        Desk desk = InLobbyOfTwo();
        desk.Enter("older");
        desk.Type("unfinished" + Up + "!");
        desk.Type("\u001B2\u001B1");
        Assert.That(desk.Typed, Is.EqualTo("older!"));
        desk.Type(Up);
        Assert.That(desk.Typed, Is.EqualTo("unfinished"));
        desk.Type(Down);
        Assert.That(desk.Typed, Is.EqualTo("older!"));
    }

    [Test]
    public void A_password_below_a_recalled_and_edited_line_is_not_kept()
    {
        Desk desk = InLobbyOfTwo();
        desk.Enter("older");
        desk.Type("/oper sesame" + Up + "!");
        desk.Type("\u001B2\u001B1" + Up);
        Assert.That(desk.Typed, Is.EqualTo("older"));
    }

    [Test]
    public void A_text_that_the_server_refuses_does_not_end_the_look_into_the_history()
    {
        Desk desk = InLobbyOfTwo();
        desk.Enter("older");
        desk.Type("unfinished" + Up);
        desk.Answer(desk.Link.Asked[0], EventKind.Refused, "That is not taken.");
        Assert.That(desk.Typed, Is.EqualTo("older"));
        desk.Type(Down + Down);
        Assert.That(desk.Typed, Is.EqualTo("unfinished"));
    }

    [Test]
    public void The_draft_of_a_room_that_was_left_from_elsewhere_is_in_the_history()
    {
        Desk desk = InLobbyOfTwo();
        desk.Type("\u001B2for dev\u001B1");
        desk.Enter("/leave dev");
        desk.Tell(EventKind.Parted, "dev");
        Assert.That(desk.Typed, Is.Empty);
        Assert.That(desk.Lines[^2], Does.Contain("dev was not sent. Up brings it back."));
        desk.Type(Up);
        Assert.That(desk.Typed, Is.EqualTo("for dev"));
    }

    [Test]
    public void The_draft_of_a_room_that_is_refused_elsewhere_is_in_the_history()
    {
        Desk desk = InLobbyOfTwo();
        desk.Type("\u001B2for dev\u001B1half");
        desk.LoseRoom("dev");
        Assert.That(desk.Typed, Is.EqualTo("half"));
        desk.Type(Up);
        Assert.That(desk.Typed, Is.EqualTo("for dev"));
        desk.Type(Down);
        Assert.That(desk.Typed, Is.EqualTo("half"));
    }

    [TestCase("/oper sesame", "", "")]
    [TestCase("/oper sesame", "unfinished", "unfinished")]
    [TestCase("", "/oper sesame", "")]
    [TestCase("edited", "unfinished", "edited")]
    public void A_password_is_not_kept_and_the_notice_does_not_promise_it(
        string text, string unfinished, string kept)
    {
        foreach (bool isSeen in new[] { true, false })
        {
            Desk desk = InLobbyOfTwo();
            desk.Enter("older");
            desk.Type("\u001B2" + (unfinished.Length > 0 ? unfinished + Up + "\u0015" : ""));
            desk.Type(text);
            desk.Type(isSeen ? "" : "\u001B1");
            desk.Tell(EventKind.Parted, "dev");
            string notices = string.Join('\n', desk.Lines);
            Assert.That(notices, Does.Contain("Your draft for dev was not sent."));
            Assert.That(notices.Contains("Up brings"), Is.EqualTo(kept.Length > 0));
            Assert.That(notices, Does.Not.Contain("sesame"));
            desk.Type(Up);
            Assert.That(desk.Typed, Is.EqualTo(kept.Length > 0 ? kept : "older"));
            desk.Type(kept == "edited" ? Up : "");
            Assert.That(desk.Typed, Is.Not.EqualTo("edited"));
        }
    }

    [Test]
    public void A_draft_from_where_no_room_was_shown_is_in_the_history()
    {
        var desk = new Desk();
        desk.Join("dev");
        desk.LoseRoom("dev");
        desk.Type("half\u001B1");
        Assert.That(desk.Typed, Is.Empty);
        desk.Type(Up);
        Assert.That(desk.Typed, Is.EqualTo("half"));
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
