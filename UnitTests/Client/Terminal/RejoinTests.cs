using Protocol.Messages;

namespace UnitTests.Client.Terminal;

/// <summary>What goes wrong on the way back: losses in between, refusals, late answers.</summary>
internal sealed class RejoinTests
{
    [Test]
    public void A_loss_between_the_entry_and_the_past_loses_no_line()
    {
        Desk desk = Lost(static desk =>
        {
            desk.Say("bob", "one");
            desk.Enter("mine");
        });
        Back(desk, id: 8, next: 10);
        desk.Model.Disconnect("The connection is lost.");
        Back(desk, id: 9, next: 11);
        desk.TellPast(
            "lobby", (1, "one", 90), (2, "two", 90), (3, "mine", Desk.OwnId), (5, "five", 90));
        Assert.That(desk.Lines[^4..], Is.EqualTo(new[]
        {
            "-- While you were away:", "old: two", "old: mine", "old: five",
        }));
        Assert.That(desk.Typed, Is.Empty);
    }

    [Test]
    public void Words_of_every_connection_since_are_confirmed()
    {
        Desk desk = Lost(static desk => desk.Enter("first"));
        Back(desk, id: 8, next: 3);
        desk.Enter("second");
        desk.Model.Disconnect("The connection is lost.");
        Back(desk, id: 9, next: 5);
        desk.TellPast("lobby", (1, "first", Desk.OwnId), (3, "second", 8));
        Assert.That(desk.Lines[^2..], Is.EqualTo(new[] { "old: first", "old: second" }));
    }

    [Test]
    public void A_loss_within_the_past_doubles_no_line()
    {
        Desk desk = Lost(static desk => desk.Say("bob", "one"));
        Back(desk, id: 8, next: 10);
        TellPart(desk, announced: 3, (2, "two"));
        desk.Model.Disconnect("The connection is lost.");
        Back(desk, id: 9, next: 11);
        desk.TellPast("lobby", (1, "one", 90), (2, "two", 90), (5, "five", 90));
        Assert.That(Count(desk, "two"), Is.EqualTo(1));
        Assert.That(desk.Lines[^2..], Is.EqualTo(new[]
        {
            "-- While you were away:", "old: five",
        }));
    }

    [Test]
    public void A_loss_within_the_past_of_a_room_made_anew_doubles_no_line()
    {
        Desk desk = Lost(static desk => desk.Say("bob", "one"));
        Back(desk, id: 8, next: 10, incarnation: 2);
        TellPart(desk, announced: 2, (1, "new one"));
        desk.Model.Disconnect("The connection is lost.");
        Back(desk, id: 9, next: 11, incarnation: 2);
        desk.TellPast("lobby", (1, "new one", 90), (2, "new two", 90));
        Assert.That(Count(desk, "new one"), Is.EqualTo(1));
        Assert.That(Count(desk, "new two"), Is.EqualTo(1));
        Assert.That(desk.Lines.Count(static line => line.Contains("made anew")), Is.EqualTo(1));
    }

    [Test]
    public void What_was_said_live_before_another_loss_is_not_told_again()
    {
        Desk desk = Lost(static desk => desk.Say("bob", "one"));
        Back(desk, id: 8, next: 10);
        desk.Say("bob", "live ten");
        desk.Model.Disconnect("The connection is lost.");
        Back(desk, id: 9, next: 12);
        desk.TellPast("lobby", (1, "one", 90), (5, "five", 90), (10, "live ten", 90));
        Assert.That(Count(desk, "live ten"), Is.EqualTo(1));
        Assert.That(Count(desk, "five"), Is.EqualTo(1));
    }

    [Test]
    public void A_late_past_is_waited_for()
    {
        Desk desk = Lost(static desk =>
        {
            desk.Say("bob", "one");
            desk.Enter("mine");
        });
        Back(desk, id: 8, next: 10);
        desk.Time.Advance(60);
        desk.Model.Tick();
        desk.TellPast("lobby", (1, "one", 90), (2, "mine", Desk.OwnId), (5, "five", 90));
        desk.TellPast("lobby");
        Assert.That(desk.Lines[^3..], Is.EqualTo(new[]
        {
            "-- While you were away:", "old: mine", "old: five",
        }));
        Assert.That(desk.Typed, Is.Empty);
        Assert.That(Count(desk, "one"), Is.EqualTo(1));
    }

    [Test]
    public void Own_words_of_a_room_that_is_refused_are_given_back()
    {
        Desk desk = Lost(static desk =>
        {
            desk.Join("dev");
            desk.Enter("mine");
        });
        Back(desk, id: 8, next: 10);
        desk.Answer(desk.Link.Last(RequestVerb.Join), EventKind.Refused, "There is no place.");
        Assert.That(desk.Model.Rooms.Find("dev"), Is.Null);
        Assert.That(desk.Typed, Is.Empty, "nothing is put into a line that somebody types in");
        Assert.That(desk.Lines, Does.Contain("not sent: mine"));
        desk.Type("\u001B[A");
        Assert.That(desk.Typed, Is.EqualTo("mine"));
    }

    [Test]
    public void Another_room_that_is_refused_takes_no_room_away()
    {
        Desk desk = Lost(static _ => { });
        Back(desk, id: 8, next: 10);
        desk.Enter("/join dev");
        desk.Answer(desk.Link.Last(RequestVerb.Join), EventKind.Refused, "There is no place.");
        Assert.That(desk.Input, Is.EqualTo("[lobby]"));
        Assert.That(desk.Lines[^1], Is.EqualTo("-- There is no place."));
    }

    [Test]
    public void A_room_that_is_refused_elsewhere_changes_nothing_on_the_screen()
    {
        Desk desk = Lost(static desk =>
        {
            desk.Join("dev");
            desk.Type("\u001B1draft");
        });
        Back(desk, id: 8, next: 10);
        desk.Answer(desk.Link.Last(RequestVerb.Join), EventKind.Refused, "There is no place.");
        Assert.That(desk.Input, Is.EqualTo("[lobby] draft"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Private_words_are_told_as_uncertain_when_the_connection_is_lost(bool inRoom)
    {
        Desk desk = Lost(desk =>
        {
            if (!inRoom)
            {
                desk.Tell(EventKind.Parted, "lobby");
            }

            desk.Enter("@bob hi");
        });
        Assert.That(desk.Lines.Any(static line => line.EndsWith('\u2026')), Is.False);
        Assert.That(desk.Lines[^3..], Is.EqualTo(new[]
        {
            "not sent: @bob hi",
            "-- The connection was lost, and this may not have arrived. Up brings it back.",
            "-- The connection is lost.",
        }));
        desk.Type("\u001B[A");
        Assert.That(desk.Typed, Is.EqualTo("@bob hi"));
    }

    [Test]
    public void Who_had_left_the_lobby_is_not_taken_back_to_it()
    {
        Desk desk = Lost(static desk =>
        {
            desk.Join("dev");
            desk.Tell(EventKind.Parted, "lobby");
            desk.Type("for dev");
        });
        Back(desk, id: 8, next: 10);
        desk.TellPast("lobby", (1, "one", 90));
        desk.Say("bob", "in the lobby");
        Assert.That(desk.Input, Is.EqualTo("[dev] for dev"));
        Assert.That(desk.Model.Rooms.Find("lobby"), Is.Null);
        Assert.That(desk.Link.Last(RequestVerb.Leave).Target, Is.EqualTo("lobby"));
        desk.Tell(EventKind.Parted, "lobby");
        Assert.That(desk.Lines.Any(static line => line.Contains("You left")), Is.EqualTo(true));
        desk.Join("lobby");
        Assert.That(desk.Input, Is.EqualTo("[lobby]"), "it was asked for later");
        desk.Type("\u001B1");
        Assert.That(desk.Input, Is.EqualTo("[dev] for dev"), "the draft stays in its room");
    }

    [Test]
    public void The_lobby_that_is_asked_for_meanwhile_is_entered()
    {
        Desk desk = Lost(static desk =>
        {
            desk.Join("dev");
            desk.Tell(EventKind.Parted, "lobby");
        });
        desk.Model.Reconnect("ann", "ann");
        desk.Enter("/join lobby");
        desk.Join("lobby");
        Assert.That(desk.Input, Is.EqualTo("[lobby]"));
        Assert.That(desk.Link.All.Any(static r => r.Verb == RequestVerb.Leave), Is.False);
    }

    private static int Count(Desk desk, string text) =>
        desk.Lines.Count(line => line.EndsWith(": " + text, StringComparison.Ordinal));

    /// <summary>The beginning of a past that is longer.</summary>
    private static void TellPart(
        Desk desk, ulong announced, params (ulong Sequence, string Text)[] lines)
    {
        desk.Model.Take(new() { Kind = EventKind.Past, Room = "lobby", Count = announced });
        foreach ((ulong sequence, string text) in lines)
        {
            desk.Model.Take(new()
            {
                Kind = EventKind.Said,
                Room = "lobby",
                Name = "old",
                Text = text,
                Sequence = sequence,
                SenderId = 90,
                IsPast = true,
                Time = desk.Time.GetUtcNow(),
            });
        }
    }

    private static Desk Lost(Action<Desk> before)
    {
        var desk = new Desk(columns: 200, rows: 60);
        before(desk);
        desk.Model.Disconnect("The connection is lost.");
        desk.Time.Advance(30);
        return desk;
    }

    private static void Back(Desk desk, ulong id, ulong next, ulong incarnation = 1)
    {
        desk.Model.Reconnect("ann", "ann");
        desk.Tell(EventKind.Named, name: "ann", sender: id);
        desk.Join("lobby", incarnation, next);
    }
}
