using System.Diagnostics;
using Protocol.Messages;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Rooms;

namespace UnitTests.Client.Terminal;

/// <summary>Several rooms, who comes and goes, and what was not read yet.</summary>
internal sealed class RoomsTests
{
    [Test]
    public void Silent_people_who_come_and_go_share_a_line()
    {
        var desk = new Desk();
        Move(desk, EventKind.Entered, "bob");
        Move(desk, EventKind.Entered, "carl");
        Move(desk, EventKind.Entered, "dora");
        Move(desk, EventKind.Departed, "carl");
        Move(desk, EventKind.Departed, "eve");
        Assert.That(desk.Lines[^1], Is.EqualTo(
            "-- bob, dora joined; eve left; carl came and went"));
        Assert.That(desk.Lines, Has.Length.EqualTo(2));
    }

    [Test]
    public void Many_who_come_are_counted()
    {
        var desk = new Desk();
        for (int i = 0; i < 9; i++)
        {
            Move(desk, EventKind.Entered, $"g{i}");
        }

        Assert.That(desk.Lines[^1], Is.EqualTo("-- g0, g1, g2, g3, g4, g5 and 3 more joined"));
        Assert.That(desk.Status, Does.Contain("11 people"));
    }

    [Test]
    public void What_is_said_begins_another_line_for_those_who_come()
    {
        var desk = new Desk();
        Move(desk, EventKind.Entered, "bob");
        desk.Say("zoe", "hi");
        Move(desk, EventKind.Entered, "carl");
        Assert.That(desk.Lines[^3..], Is.EqualTo(new[]
        {
            "-- bob joined", "zoe: hi", "-- carl joined",
        }));
    }

    [TestCase(9, "-- eve left;", false)]
    [TestCase(10, "-- eve, bob left", true)]
    public void Somebody_who_spoke_lately_leaves_in_a_line_of_their_own(
        int minutes, string start, bool isFolded)
    {
        var desk = new Desk();
        desk.Say("bob", "bye");
        Move(desk, EventKind.Departed, "eve");
        desk.Time.Advance(TimeSpan.FromMinutes(minutes));
        Move(desk, EventKind.Departed, "bob");
        Assert.That(desk.Lines[^1], isFolded ? Is.EqualTo(start) : Is.EqualTo("-- bob left"));
    }

    [Test]
    public void Alt_digits_and_alt_arrows_switch_rooms()
    {
        var desk = new Desk();
        desk.Join("dev");
        desk.Join("ops");
        Assert.That(desk.Input, Is.EqualTo("[ops]"));
        desk.Type("\u001B1");
        Assert.That(desk.Input, Is.EqualTo("[lobby]"));
        desk.Type("\u001B[1;3B");
        Assert.That(desk.Input, Is.EqualTo("[dev]"));
        desk.Type("\u001B[1;3D\u001B[1;3D");
        Assert.That(desk.Input, Is.EqualTo("[ops]"), "round in a circle");
        desk.Type("\u001B9");
        Assert.That(desk.Input, Is.EqualTo("[ops]"), "there is no ninth room");
    }

    [Test]
    public void Where_there_is_text_alt_left_goes_a_word_and_not_to_a_room()
    {
        var desk = new Desk();
        desk.Join("dev");
        desk.Type("one two\u001B[1;3Dx");
        Assert.That(desk.Input, Is.EqualTo("[dev] one xtwo"));
    }

    [Test]
    public void Unread_lines_of_other_rooms_are_counted_and_marked()
    {
        var desk = new Desk();
        desk.Say("bob", "read");
        desk.Join("dev");
        desk.Say("bob", "unread 1");
        desk.Say("bob", "ann: unread 2");
        Move(desk, EventKind.Entered, "carl");
        Assert.That(desk.Status, Does.EndWith("| 1:lobby +2!"));
        desk.Type("\u001B1");
        Assert.That(desk.Status, Does.Not.Contain("lobby +"));
        string[] lines = desk.Lines;
        int mark = Array.FindIndex(lines, static line => line.Contains(" new "));
        Assert.That(lines[mark - 1], Is.EqualTo("bob: read"));
        Assert.That(lines[mark + 1], Is.EqualTo("bob: unread 1"));
        desk.Enter("hi");
        Assert.That(desk.Lines.Any(static line => line.Contains(" new ")), Is.False);
    }

    [Test]
    public void Own_words_that_are_told_after_the_switch_are_not_unread()
    {
        var desk = new Desk();
        desk.Join("dev");
        desk.Enter("mine");
        desk.Type("\u001B1");
        desk.Confirm("mine", "dev");
        Assert.That(desk.Status, Does.Not.Contain("dev"));
        desk.Say("bob", "not mine", "dev");
        Assert.That(desk.Status, Does.EndWith("| 2:dev +1"));
        desk.Type("\u001B2");
        string[] lines = desk.Lines;
        int mark = Array.FindIndex(lines, static line => line.Contains(" new "));
        Assert.That(lines[(mark - 1)..], Is.EqualTo(new[]
        {
            "ann: mine", lines[mark], "bob: not mine",
        }));
    }

    [Test]
    public void What_is_seen_as_it_is_said_gets_no_mark()
    {
        var desk = new Desk();
        desk.Say("bob", "one");
        desk.Join("dev");
        desk.Type("\u001B1");
        desk.Say("bob", "two");
        Assert.That(desk.Lines.Any(static line => line.Contains(" new ")), Is.False);
    }

    [Test]
    public void Midnight_is_told_to_those_in_no_room_as_well()
    {
        var desk = new Desk();
        desk.Tell(EventKind.Parted, "lobby");
        desk.Time.Advance(TimeSpan.FromHours(11));
        desk.Model.Tick();
        Assert.That(desk.Lines[^1], Does.Contain("22 November"));
    }

    [Test]
    public void A_room_that_is_entered_already_is_only_shown()
    {
        var desk = new Desk();
        desk.Join("dev");
        desk.Enter("/join LOBBY");
        Assert.That(desk.Input, Is.EqualTo("[lobby]"));
        Assert.That(desk.Link.Asked, Is.Empty);
    }

    [Test]
    public void What_is_typed_while_a_room_is_on_its_way_is_said_there()
    {
        var desk = new Desk();
        desk.Enter("/join dev");
        desk.Enter("for dev only");
        Assert.That(desk.Link.Asked, Has.Count.EqualTo(1));
        desk.Join("dev");
        Request said = desk.Link.Asked[^1];
        Assert.That((said.Target, said.Text), Is.EqualTo(("dev", "for dev only")));
    }

    [Test]
    public void What_was_typed_for_a_room_that_is_refused_is_said_nowhere()
    {
        var desk = new Desk();
        desk.Enter("/join dev");
        desk.Enter("for dev only");
        desk.Answer(desk.Link.Asked[0], EventKind.Refused, "There is no place.");
        Assert.That(desk.Link.Asked, Has.Count.EqualTo(1));
        Assert.That(desk.Lines[^2..], Is.EqualTo(new[]
        {
            "not sent in dev: for dev only", "-- There is no place. Up brings it back.",
        }));
        desk.Type("\u001B[A");
        Assert.That(desk.Typed, Is.EqualTo("for dev only"));
    }

    [Test]
    public void A_room_that_is_left_makes_place_for_its_neighbour()
    {
        var desk = new Desk();
        desk.Join("dev");
        desk.Tell(EventKind.Parted, "dev");
        Assert.That(desk.Input, Is.EqualTo("[lobby]"));
        desk.Tell(EventKind.Parted, "lobby");
        Assert.That(desk.Input, Is.EqualTo(">"));
        Assert.That(desk.Status, Does.StartWith(" in no room"));
        desk.Tell(EventKind.Told, "", "bob", "still there?");
        Assert.That(desk.Lines[^1], Is.EqualTo("(private) bob: still there?"));
    }

    [Test]
    public void Names_to_complete_are_asked_for_once_a_room_is_looked_at()
    {
        var desk = new Desk();
        desk.Say("zoe", "hi", sender: 12);
        Assert.That(desk.Link.All.Count(static r => r.Verb == RequestVerb.Members), Is.EqualTo(1));
        desk.Model.Take(new SimpleClient.ChatEvent
        {
            Kind = EventKind.Members,
            Room = "lobby",
            Count = 4,
            Entries = [new("ann", 7, ""), new("bob", 9, ""), new("zoe", 12, ""), new("al", 3, "")],
        });
        desk.Type("\t");
        Assert.That(desk.Typed, Is.EqualTo("zoe: "), "who spoke last");
        desk.Type("\t");
        Assert.That(desk.Typed, Is.EqualTo("al: "), "then by name, without oneself");
        Assert.That(desk.Status, Does.Contain("4 people"));
    }

    private static void Move(Desk desk, EventKind kind, string name) =>
        desk.Tell(kind, "lobby", name, sender: (ulong)name.Sum(static c => c));

    [Test]
    public void Ten_thousand_who_come_to_a_quiet_room_cost_no_more_each_than_the_first()
    {
        Presence all = Presence.Nobody;
        for (int i = 0; i < 1_000; i++)
        {
            all = all.Joined($"g{i}");
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 1_000; i < 10_000; i++)
        {
            all = all.Joined($"g{i}");
        }

        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / 9_000;
        Assert.That(each, Is.LessThan(4096));
        Assert.That(
            all.ToString(), Is.EqualTo("g0, g1, g2, g3, g4, g5 and 9994 more joined"));
        Assert.That(all.Left("g0").ToString(), Is.EqualTo(
            "g1, g2, g3, g4, g5, g6 and 9993 more joined; g0 came and went"));
    }

    [Test]
    public void Names_to_complete_are_not_looked_for_one_among_all()
    {
        const int count = 50_000;
        var people = new People();
        for (int i = 0; i < count; i++)
        {
            people.Enter((ulong)i, $"g{i}");
        }

        people.Speak(7, "g7", DateTimeOffset.UnixEpoch);
        people.Speak(count, "gone", DateTimeOffset.UnixEpoch);
        people.Leave(count);
        var clock = Stopwatch.StartNew();
        string[] names = [.. people.Names];
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(names, Has.Length.EqualTo(count));
        Assert.That(names[..2], Is.EqualTo(new[] { "g7", "g0" }));
    }
}
