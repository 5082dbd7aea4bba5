using Protocol.Messages;
using SimpleClient.Sentences;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>Each room has its own draft.</summary>
internal sealed class DraftTests
{
    private const string Up = "\u001B[A";
    private const string Down = "\u001B[B";

    [TestCase("\u001B2", "\u001B1")]
    [TestCase("\u001B[1;3B", "\u001B[1;3A")]
    public void Draft_stays_in_its_room(string away, string back)
    {
        TerminalHarness terminal = InLobbyOfTwo();
        terminal.Type("for the lobby\u001B[D\u001B[D");
        int cursor = terminal.Model.Editor.Line.Cursor;
        terminal.Type(away);
        Assert.That(terminal.Typed, Is.Empty);
        terminal.Type("for dev");
        terminal.Type(back);
        Assert.That(terminal.Typed, Is.EqualTo("for the lobby"));
        Assert.That(terminal.Model.Editor.Line.Cursor, Is.EqualTo(cursor));
        terminal.Type("\r");
        terminal.Type(away);
        Assert.That(terminal.Typed, Is.EqualTo("for dev"));
        terminal.Type("\r");
        Assert.That(
            terminal.Link.Asked.Select(static r => (r.Target, r.Text)),
            Is.EqualTo(new[] { ("lobby", "for the lobby"), ("dev", "for dev") }));
    }

    [Test]
    public void Join_command_restores_the_draft_of_the_shown_room()
    {
        TerminalHarness terminal = InLobbyOfTwo();
        terminal.Type("\u001B2half a line\u001B1");
        terminal.Enter("/join dev");
        Assert.That(terminal.Typed, Is.EqualTo("half a line"));
    }

    [Test]
    public void Draft_typed_during_a_join_moves_to_the_joined_room()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/join dev");
        terminal.Type("for dev");
        terminal.Join("dev");
        Assert.That(terminal.Typed, Is.EqualTo("for dev"));
        terminal.Type("\u001B1");
        Assert.That(terminal.Typed, Is.Empty);
        terminal.Type("\u001B2\r");
        Assert.That(terminal.Link.Asked[^1].Target, Is.EqualTo("dev"));
    }

    [Test]
    public void Draft_of_a_left_room_is_not_sent_in_the_next_room()
    {
        TerminalHarness terminal = InLobbyOfTwo();
        terminal.Type("\u001B2");
        terminal.Enter("/leave");
        terminal.Type("for dev");
        terminal.Tell(EventKind.Parted, "dev");
        Assert.That(terminal.Typed, Is.Empty);
        terminal.Type(Up);
        Assert.That(terminal.Typed, Is.EqualTo("for dev"), "not lost");
    }

    [Test]
    public void Draft_of_the_last_room_stays_in_the_input_line()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type("half a line");
        terminal.Tell(EventKind.Parted, "lobby");
        Assert.That(terminal.Typed, Is.EqualTo("half a line"));
    }

    [Test]
    public void Question_about_a_draft_is_not_answered_in_another_room()
    {
        TerminalHarness terminal = InLobbyOfTwo();
        terminal.Type("\u001B2short\u001B1");
        terminal.Paste("1\n2\n3\n4\n5\n6");
        terminal.Type("\r");
        Assert.That(terminal.Input, Is.EqualTo(TerminalSentences.AskToSend(6, "lobby")));
        terminal.Type("\u001B2y");
        Assert.That(terminal.Link.Asked, Is.Empty);
        Assert.That(terminal.Typed, Is.EqualTo("shorty"));
        terminal.Type("\u001B1");
        Assert.That(terminal.Typed, Is.EqualTo("1\n2\n3\n4\n5\n6"));
    }

    [Test]
    public void Unfinished_text_below_a_recalled_line_is_restored_too()
    {
        TerminalHarness terminal = InLobbyOfTwo();
        terminal.Enter("older");
        terminal.Type("unfinished" + Up);
        Assert.That(terminal.Typed, Is.EqualTo("older"));
        terminal.Type("\u001B2");
        terminal.Enter("other");
        terminal.Type("\u001B1");
        Assert.That(terminal.Typed, Is.EqualTo("older"));
        terminal.Type(Down + Down);
        Assert.That(terminal.Typed, Is.EqualTo("unfinished"));
    }

    [Test]
    public void Unfinished_text_below_an_edited_recalled_line_is_in_the_history()
    {
        TerminalHarness terminal = InLobbyOfTwo();
        terminal.Enter("older");
        terminal.Type("unfinished" + Up + "!");
        terminal.Type("\u001B2\u001B1");
        Assert.That(terminal.Typed, Is.EqualTo("older!"));
        terminal.Type(Up);
        Assert.That(terminal.Typed, Is.EqualTo("unfinished"));
        terminal.Type(Down);
        Assert.That(terminal.Typed, Is.EqualTo("older!"));
    }

    [Test]
    public void Password_below_an_edited_recalled_line_is_not_kept()
    {
        TerminalHarness terminal = InLobbyOfTwo();
        terminal.Enter("older");
        terminal.Type("/oper sesame" + Up + "!");
        terminal.Type("\u001B2\u001B1" + Up);
        Assert.That(terminal.Typed, Is.EqualTo("older"));
    }

    [Test]
    public void Refused_text_does_not_end_the_recall_of_the_history()
    {
        TerminalHarness terminal = InLobbyOfTwo();
        terminal.Enter("older");
        terminal.Type("unfinished" + Up);
        terminal.Answer(terminal.Link.Asked[0], EventKind.Refused, "That is not taken.");
        Assert.That(terminal.Typed, Is.EqualTo("older"));
        terminal.Type(Down + Down);
        Assert.That(terminal.Typed, Is.EqualTo("unfinished"));
    }

    [Test]
    public void Draft_of_a_room_left_from_another_room_is_in_the_history()
    {
        TerminalHarness terminal = InLobbyOfTwo();
        terminal.Type("\u001B2for dev\u001B1");
        terminal.Enter("/leave dev");
        terminal.Tell(EventKind.Parted, "dev");
        Assert.That(terminal.Typed, Is.Empty);
        Assert.That(
            terminal.Lines[^2],
            Does.Contain(TerminalSentences.DraftNotSent("dev", TerminalSentences.UpBringsBack)));
        terminal.Type(Up);
        Assert.That(terminal.Typed, Is.EqualTo("for dev"));
    }

    [Test]
    public void Draft_of_a_room_refused_while_another_is_shown_is_in_the_history()
    {
        TerminalHarness terminal = InLobbyOfTwo();
        terminal.Type("\u001B2for dev\u001B1half");
        terminal.LoseRoom("dev");
        Assert.That(terminal.Typed, Is.EqualTo("half"));
        terminal.Type(Up);
        Assert.That(terminal.Typed, Is.EqualTo("for dev"));
        terminal.Type(Down);
        Assert.That(terminal.Typed, Is.EqualTo("half"));
    }

    [TestCase("/oper sesame", "", "")]
    [TestCase("/oper sesame", "unfinished", "unfinished")]
    [TestCase("", "/oper sesame", "")]
    [TestCase("edited", "unfinished", "edited")]
    public void Password_draft_is_not_kept_and_not_promised(
        string text, string unfinished, string kept)
    {
        foreach (bool isSeen in new[] { true, false })
        {
            TerminalHarness terminal = InLobbyOfTwo();
            terminal.Enter("older");
            terminal.Type("\u001B2" + (unfinished.Length > 0 ? unfinished + Up + "\u0015" : ""));
            terminal.Type(text);
            terminal.Type(isSeen ? "" : "\u001B1");
            terminal.Tell(EventKind.Parted, "dev");
            string notices = string.Join('\n', terminal.Lines);
            Assert.That(notices, Does.Contain(TerminalSentences.DraftNotSent("dev", "").TrimEnd()));
            Assert.That(
                notices.Contains(TerminalSentences.UpBringsBack), Is.EqualTo(kept.Length > 0));
            Assert.That(notices, Does.Not.Contain("sesame"));
            terminal.Type(Up);
            Assert.That(terminal.Typed, Is.EqualTo(kept.Length > 0 ? kept : "older"));
            terminal.Type(kept == "edited" ? Up : "");
            Assert.That(terminal.Typed, Is.Not.EqualTo("edited"));
        }
    }

    [Test]
    public void Draft_typed_without_a_shown_room_is_in_the_history()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.LoseRoom("dev");
        terminal.Type("half\u001B1");
        Assert.That(terminal.Typed, Is.Empty);
        terminal.Type(Up);
        Assert.That(terminal.Typed, Is.EqualTo("half"));
    }

    /// <summary>In two rooms, with the lobby shown.</summary>
    private static TerminalHarness InLobbyOfTwo()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Type("\u001B1");
        return terminal;
    }
}
