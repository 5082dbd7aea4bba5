using System.Diagnostics;
using Protocol.Messages;
using Protocol.Sentences;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace UnitTests.Client.Terminal.Rooms;

/// <summary>Several rooms, joins and leaves, and unread lines.</summary>
internal sealed class RoomsTests
{
    [Test]
    public void Joins_and_leaves_of_silent_members_share_a_line()
    {
        TerminalHarness terminal = new TerminalHarness();
        Move(terminal, EventKind.Entered, "bob");
        Move(terminal, EventKind.Entered, "carl");
        Move(terminal, EventKind.Entered, "dora");
        Move(terminal, EventKind.Departed, "carl");
        Move(terminal, EventKind.Departed, "eve");
        Assert.That(terminal.Lines[^1], Is.EqualTo(
            $"-- bob, dora {PresenceSentences.Joined}; eve {PresenceSentences.Left}; "
                + $"carl {TerminalSentences.CameAndWent}"));
        Assert.That(terminal.Lines, Has.Length.EqualTo(2));
    }

    [Test]
    public void Many_joins_are_counted()
    {
        TerminalHarness terminal = new TerminalHarness();
        for (int i = 0; i < 9; i++)
        {
            Move(terminal, EventKind.Entered, $"g{i}");
        }

        Assert.That(terminal.Lines[^1], Is.EqualTo($"-- {Group(3)} {PresenceSentences.Joined}"));
        Assert.That(terminal.Status, Does.Contain(TerminalSentences.Here(11)));
    }

    [Test]
    public void Message_starts_a_new_line_for_later_joins()
    {
        TerminalHarness terminal = new TerminalHarness();
        Move(terminal, EventKind.Entered, "bob");
        terminal.Say("zoe", "hi");
        Move(terminal, EventKind.Entered, "carl");
        Assert.That(terminal.Lines[^3..], Is.EqualTo(new[]
        {
            $"-- bob {PresenceSentences.Joined}", "zoe: hi", $"-- carl {PresenceSentences.Joined}",
        }));
    }

    [TestCase(9, "-- eve left;", false)]
    [TestCase(10, $"-- eve, bob {PresenceSentences.Left}", true)]
    public void Recent_speaker_leaves_in_a_separate_line(
        int minutes, string start, bool isFolded)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "bye");
        Move(terminal, EventKind.Departed, "eve");
        terminal.Time.Advance(TimeSpan.FromMinutes(minutes));
        Move(terminal, EventKind.Departed, "bob");
        Assert.That(
            terminal.Lines[^1],
            isFolded ? Is.EqualTo(start) : Is.EqualTo($"-- bob {PresenceSentences.Left}"));
    }

    [Test]
    public void Alt_digits_and_Alt_arrows_switch_rooms()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Join("ops");
        Assert.That(terminal.Input, Is.EqualTo("[ops]"));
        terminal.Type("\u001B1");
        Assert.That(terminal.Input, Is.EqualTo("[lobby]"));
        terminal.Type("\u001B[1;3B");
        Assert.That(terminal.Input, Is.EqualTo("[dev]"));
        terminal.Type("\u001B[1;3D\u001B[1;3D");
        Assert.That(terminal.Input, Is.EqualTo("[ops]"), "the list wraps around");
        terminal.Type("\u001B9");
        Assert.That(terminal.Input, Is.EqualTo("[ops]"), "there is no ninth room");
    }

    [Test]
    public void Alt_Left_in_a_text_moves_by_a_word()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Type("one two\u001B[1;3Dx");
        Assert.That(terminal.Input, Is.EqualTo("[dev] one xtwo"));
    }

    [Test]
    public void Unread_lines_of_other_rooms_are_counted_and_marked()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "read");
        terminal.Join("dev");
        terminal.Say("bob", "unread 1");
        terminal.Say("bob", "ann: unread 2");
        Move(terminal, EventKind.Entered, "carl");
        Assert.That(terminal.Status, Does.Contain("1 lobby 2!  2 dev"));
        terminal.Type("\u001B1");
        Assert.That(terminal.Status, Does.Contain("1 lobby  2 dev"));
        string[] lines = terminal.Lines;
        int mark = Array.FindIndex(lines, static line => line.Contains(" new "));
        Assert.That(lines[mark - 1], Is.EqualTo("bob: read"));
        Assert.That(lines[mark + 1], Is.EqualTo("bob: unread 1"));
        terminal.Enter("hi");
        Assert.That(terminal.Lines.Any(static line => line.Contains(" new ")), Is.False);
    }

    [Test]
    public void Own_message_delivered_after_a_switch_is_not_unread()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Enter("mine");
        terminal.Type("\u001B1");
        terminal.Confirm("mine", "dev");
        Assert.That(terminal.Status, Does.Contain("2 dev \u2502"));
        terminal.Say("bob", "not mine", "dev");
        Assert.That(terminal.Status, Does.Contain("2 dev 1"));
        terminal.Type("\u001B2");
        string[] lines = terminal.Lines;
        int mark = Array.FindIndex(lines, static line => line.Contains(" new "));
        Assert.That(lines[(mark - 1)..], Is.EqualTo(new[]
        {
            "ann: mine", lines[mark], "bob: not mine",
        }));
    }

    [Test]
    public void Visible_messages_get_no_unread_mark()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "one");
        terminal.Join("dev");
        terminal.Type("\u001B1");
        terminal.Say("bob", "two");
        Assert.That(terminal.Lines.Any(static line => line.Contains(" new ")), Is.False);
    }

    [Test]
    public void Midnight_is_shown_without_a_room_too()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Tell(EventKind.Parted, "lobby");
        terminal.Time.Advance(TimeSpan.FromHours(11));
        terminal.Model.Tick();
        Assert.That(terminal.Lines[^1], Does.Contain("22 November"));
    }

    [Test]
    public void Join_of_a_joined_room_only_shows_it()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Enter("/join LOBBY");
        Assert.That(terminal.Input, Is.EqualTo("[lobby]"));
        Assert.That(terminal.Link.Asked, Is.Empty);
    }

    [Test]
    public void Message_typed_during_a_join_is_sent_to_that_room()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/join dev");
        terminal.Enter("for dev only");
        Assert.That(terminal.Link.Asked, Has.Count.EqualTo(1));
        terminal.Join("dev");
        Request said = terminal.Link.Asked[^1];
        Assert.That((said.Target, said.Text), Is.EqualTo(("dev", "for dev only")));
    }

    [Test]
    public void Message_for_a_refused_room_is_not_sent()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/join dev");
        terminal.Enter("for dev only");
        terminal.Answer(terminal.Link.Asked[0], EventKind.Refused, "There is no place.");
        Assert.That(terminal.Link.Asked, Has.Count.EqualTo(1));
        Assert.That(terminal.Lines[^2..], Is.EqualTo(new[]
        {
            $"{TerminalSentences.NotSent("dev")}for dev only",
            $"-- There is no place. {TerminalSentences.UpBringsBack}",
        }));
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.EqualTo("for dev only"));
    }

    [Test]
    public void Leaving_the_shown_room_shows_its_neighbour()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Tell(EventKind.Parted, "dev");
        Assert.That(terminal.Input, Is.EqualTo("[lobby]"));
        terminal.Tell(EventKind.Parted, "lobby");
        Assert.That(terminal.Input, Is.EqualTo(">"));
        Assert.That(terminal.Status, Does.Contain(TerminalSentences.InNoRoom));
        terminal.Tell(EventKind.Told, "", "bob", "still there?");
        Assert.That(terminal.Input, Is.EqualTo(">"), "a draft is not meant for bob");
        terminal.Type("\u001B1");
        Assert.That(terminal.Lines[^1], Is.EqualTo("bob: still there?"));
    }

    [Test]
    public void Names_for_completion_are_requested_when_a_room_is_shown()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("zoe", "hi", sender: 12);
        Assert.That(
            terminal.Link.All.Count(static r => r.Verb == RequestVerb.Members), Is.EqualTo(1));
        terminal.Model.Take(new SimpleClient.Library.ChatEvent
        {
            Kind = EventKind.Members,
            Room = "lobby",
            Count = 4,
            Entries = [new("ann", 7, ""), new("bob", 9, ""), new("zoe", 12, ""), new("al", 3, "")],
        });
        terminal.Type("\t");
        Assert.That(terminal.Typed, Is.EqualTo("zoe: "), "the latest speaker");
        terminal.Type("\t");
        Assert.That(terminal.Typed, Is.EqualTo("al: "), "then by name, without the own name");
        Assert.That(terminal.Status, Does.Contain(TerminalSentences.Here(4)));
    }

    private static void Move(TerminalHarness terminal, EventKind kind, string name) =>
        terminal.Tell(kind, "lobby", name, sender: (ulong)name.Sum(static c => c));

    [Test]
    public void Ten_thousand_joins_of_a_quiet_room_have_constant_cost()
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
            all.ToString(), Is.EqualTo($"{Group(9994)} {PresenceSentences.Joined}"));
        Assert.That(all.Left("g0").ToString(), Is.EqualTo(
            $"{Group(9993, from: 1)} {PresenceSentences.Joined}; "
                + $"g0 {TerminalSentences.CameAndWent}"));
    }

    [Test]
    public void Names_for_completion_are_listed_in_linear_time()
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

    /// <summary>Six names, and the number of the others.</summary>
    private static string Group(int more, int from = 0) =>
        string.Join(", ", Enumerable.Range(from, 6).Select(static i => $"g{i}"))
        + TerminalSentences.AndMore(more);
}
