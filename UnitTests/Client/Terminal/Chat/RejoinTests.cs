using Protocol.Messages;
using SimpleClient.Sentences;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>Faults during reconnection: further losses, refusals, late answers.</summary>
internal sealed class RejoinTests
{
    [Test]
    public void Loss_between_a_join_and_its_history_loses_no_line()
    {
        TerminalHarness terminal = Lost(static terminal =>
        {
            terminal.Say("bob", "one");
            terminal.Enter("mine");
        });
        Back(terminal, id: 8, next: 10);
        terminal.Model.Disconnect("The connection is lost.");
        Back(terminal, id: 9, next: 11);
        terminal.TellPast(
            "lobby", (1, "one", 90), (2, "two", 90), (3, "mine", TerminalHarness.OwnId), (
                5, "five", 90));
        Assert.That(terminal.Lines[^4..], Is.EqualTo(new[]
        {
            $"-- {TerminalSentences.Away}", "old: two", "old: mine", "old: five",
        }));
        Assert.That(terminal.Typed, Is.Empty);
    }

    [Test]
    public void Messages_of_every_earlier_connection_are_confirmed()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Enter("first"));
        Back(terminal, id: 8, next: 3);
        terminal.Enter("second");
        terminal.Model.Disconnect("The connection is lost.");
        Back(terminal, id: 9, next: 5);
        terminal.TellPast("lobby", (1, "first", TerminalHarness.OwnId), (3, "second", 8));
        Assert.That(terminal.Lines[^2..], Is.EqualTo(new[] { "old: first", "old: second" }));
    }

    [Test]
    public void Loss_during_a_history_duplicates_no_line()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Say("bob", "one"));
        Back(terminal, id: 8, next: 10);
        TellPart(terminal, announced: 3, (2, "two"));
        terminal.Model.Disconnect("The connection is lost.");
        Back(terminal, id: 9, next: 11);
        terminal.TellPast("lobby", (1, "one", 90), (2, "two", 90), (5, "five", 90));
        Assert.That(Count(terminal, "two"), Is.EqualTo(1));
        Assert.That(terminal.Lines[^2..], Is.EqualTo(new[]
        {
            $"-- {TerminalSentences.Away}", "old: five",
        }));
    }

    [Test]
    public void Loss_during_the_history_of_a_recreated_room_duplicates_no_line()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Say("bob", "one"));
        Back(terminal, id: 8, next: 10, incarnation: 2);
        TellPart(terminal, announced: 2, (1, "new one"));
        terminal.Model.Disconnect("The connection is lost.");
        Back(terminal, id: 9, next: 11, incarnation: 2);
        terminal.TellPast("lobby", (1, "new one", 90), (2, "new two", 90));
        Assert.That(Count(terminal, "new one"), Is.EqualTo(1));
        Assert.That(Count(terminal, "new two"), Is.EqualTo(1));
        Assert.That(
            terminal.Lines.Count(static line => line.Contains(TerminalSentences.RoomMadeAnew)),
            Is.EqualTo(1));
    }

    [Test]
    public void Live_line_before_another_loss_is_not_repeated()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Say("bob", "one"));
        Back(terminal, id: 8, next: 10);
        terminal.Say("bob", "live ten");
        terminal.Model.Disconnect("The connection is lost.");
        Back(terminal, id: 9, next: 12);
        terminal.TellPast("lobby", (1, "one", 90), (5, "five", 90), (10, "live ten", 90));
        Assert.That(Count(terminal, "live ten"), Is.EqualTo(1));
        Assert.That(Count(terminal, "five"), Is.EqualTo(1));
    }

    [Test]
    public void Late_history_is_awaited()
    {
        TerminalHarness terminal = Lost(static terminal =>
        {
            terminal.Say("bob", "one");
            terminal.Enter("mine");
        });
        Back(terminal, id: 8, next: 10);
        terminal.Time.Advance(60);
        terminal.Model.Tick();
        terminal.TellPast(
            "lobby", (1, "one", 90), (2, "mine", TerminalHarness.OwnId), (5, "five", 90));
        terminal.TellPast("lobby");
        Assert.That(terminal.Lines[^3..], Is.EqualTo(new[]
        {
            $"-- {TerminalSentences.Away}", "old: mine", "old: five",
        }));
        Assert.That(terminal.Typed, Is.Empty);
        Assert.That(Count(terminal, "one"), Is.EqualTo(1));
    }

    [Test]
    public void Own_messages_of_a_refused_room_are_given_back()
    {
        TerminalHarness terminal = Lost(static terminal =>
        {
            terminal.Join("dev");
            terminal.Enter("mine");
        });
        Back(terminal, id: 8, next: 10);
        terminal.Answer(
            terminal.Link.Last(RequestVerb.Join), EventKind.Refused, "There is no place.");
        Assert.That(terminal.Model.Rooms.Find("dev"), Is.Null);
        Assert.That(terminal.Typed, Is.Empty, "the input line of a typing user stays unchanged");
        Assert.That(terminal.Lines, Does.Contain($"{TerminalSentences.NotSent("")}mine"));
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.EqualTo("mine"));
    }

    [Test]
    public void Refusal_of_another_room_removes_no_room()
    {
        TerminalHarness terminal = Lost(static _ => { });
        Back(terminal, id: 8, next: 10);
        terminal.Enter("/join dev");
        terminal.Answer(
            terminal.Link.Last(RequestVerb.Join), EventKind.Refused, "There is no place.");
        Assert.That(terminal.Input, Is.EqualTo("[lobby]"));
        Assert.That(terminal.Lines[^1], Is.EqualTo("-- There is no place."));
    }

    [Test]
    public void Refused_room_that_is_not_shown_does_not_change_the_screen()
    {
        TerminalHarness terminal = Lost(static terminal =>
        {
            terminal.Join("dev");
            terminal.Type("\u001B1draft");
        });
        Back(terminal, id: 8, next: 10);
        terminal.Answer(
            terminal.Link.Last(RequestVerb.Join), EventKind.Refused, "There is no place.");
        Assert.That(terminal.Input, Is.EqualTo("[lobby] draft"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Private_message_is_reported_as_uncertain_after_a_loss(bool inRoom)
    {
        TerminalHarness terminal = Lost(terminal =>
        {
            if (!inRoom)
            {
                terminal.Tell(EventKind.Parted, "lobby");
            }

            terminal.Enter("@bob hi");
        });
        Assert.That(terminal.Lines.Any(static line => line.EndsWith('\u2026')), Is.False);
        Assert.That(terminal.Lines[^3..], Is.EqualTo(new[]
        {
            $"{TerminalSentences.NotSent("")}@bob hi",
            $"-- {TerminalSentences.ConnectionLost} {TerminalSentences.UpBringsBack}",
            "-- The connection is lost.",
        }));
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.EqualTo("@bob hi"));
    }

    [Test]
    public void User_who_left_the_lobby_does_not_return_to_it()
    {
        TerminalHarness terminal = Lost(static terminal =>
        {
            terminal.Join("dev");
            terminal.Tell(EventKind.Parted, "lobby");
            terminal.Type("for dev");
        });
        Back(terminal, id: 8, next: 10);
        terminal.TellPast("lobby", (1, "one", 90));
        terminal.Say("bob", "in the lobby");
        Assert.That(terminal.Input, Is.EqualTo("[dev] for dev"));
        Assert.That(terminal.Model.Rooms.Find("lobby"), Is.Null);
        Assert.That(terminal.Link.Last(RequestVerb.Leave).Target, Is.EqualTo("lobby"));
        terminal.Tell(EventKind.Parted, "lobby");
        Assert.That(
            terminal.Lines.Any(static line => line.Contains(TerminalSentences.YouLeft("lobby"))),
            Is.EqualTo(true));
        terminal.Join("lobby");
        Assert.That(terminal.Input, Is.EqualTo("[lobby]"), "it was joined later");
        terminal.Type("\u001B1");
        Assert.That(terminal.Input, Is.EqualTo("[dev] for dev"), "the draft stays in its room");
    }

    [Test]
    public void Lobby_joined_during_reconnection_is_kept()
    {
        TerminalHarness terminal = Lost(static terminal =>
        {
            terminal.Join("dev");
            terminal.Tell(EventKind.Parted, "lobby");
        });
        terminal.Model.Reconnect("ann", "ann");
        terminal.Enter("/join lobby");
        terminal.Join("lobby");
        Assert.That(terminal.Input, Is.EqualTo("[lobby]"));
        Assert.That(terminal.Link.All.Any(static r => r.Verb == RequestVerb.Leave), Is.False);
    }

    private static int Count(TerminalHarness terminal, string text) =>
        terminal.Lines.Count(line => line.EndsWith(": " + text, StringComparison.Ordinal));

    /// <summary>Sends the first lines of a longer history.</summary>
    private static void TellPart(
        TerminalHarness terminal, ulong announced, params (ulong Sequence, string Text)[] lines)
    {
        terminal.Model.Take(new() { Kind = EventKind.Past, Room = "lobby", Count = announced });
        foreach ((ulong sequence, string text) in lines)
        {
            terminal.Model.Take(new()
            {
                Kind = EventKind.Said,
                Room = "lobby",
                Name = "old",
                Text = text,
                Sequence = sequence,
                SenderId = 90,
                IsPast = true,
                Time = terminal.Time.GetUtcNow(),
            });
        }
    }

    private static TerminalHarness Lost(Action<TerminalHarness> before)
    {
        TerminalHarness terminal = new TerminalHarness(columns: 200, rows: 60);
        before(terminal);
        terminal.Model.Disconnect("The connection is lost.");
        terminal.Time.Advance(30);
        return terminal;
    }

    private static void Back(TerminalHarness terminal, ulong id, ulong next, ulong incarnation = 1)
    {
        terminal.Model.Reconnect("ann", "ann");
        terminal.Tell(EventKind.Named, name: "ann", sender: id);
        terminal.Join("lobby", incarnation, next);
    }
}
