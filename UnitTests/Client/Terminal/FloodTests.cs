using Protocol;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Terminal;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;
using UnitTests.Client.Library;

namespace UnitTests.Client.Terminal;

/// <summary>The memory that a server can make the model use, whatever it sends.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class FloodTests
{
    private const int Rooms = 20;
    private static readonly string s_topic = new('x', WireLimits.TopicBytes);
    private static readonly string s_long = new('x', WireLimits.MaxMessageBytes);

    private static IEnumerable<TestCaseData> Floods()
    {
        yield return Flood("messages", 4_000, static i => Line(EventKind.Said, i, s_long));
        yield return Flood("actions", 4_000, static i => Line(EventKind.Acted, i, s_long));
        yield return Flood("private messages", 4_000, static i => Line(EventKind.Told, i, s_long));
        yield return Flood("notices", 4_000, static i => Line(EventKind.Notice, i, s_long));
        yield return Flood("goodbyes", 4_000, static i => Line(EventKind.Goodbye, i, s_long));
        yield return Flood("refusals", 4_000, static i => Line(EventKind.Refused, i, s_long));
        yield return Flood("topics", 400_000, static i => Line(EventKind.TopicSet, i, s_topic));
        yield return Flood("short messages", 400_000, static i => Line(EventKind.Said, i, "x"));
        yield return Flood("arrivals", 200_000, static i => Line(EventKind.Entered, i, ""));
        yield return Flood("departures", 200_000, static i => Line(EventKind.Departed, i, ""));
        yield return Flood("new names", 200_000, static i => Line(EventKind.Renamed, i, $"n{i}"));
        yield return Flood("arrivals between messages", 200_000, static i => Line(
            i % 32 == 0 ? EventKind.Said : EventKind.Entered, i / 32 * 32, "x", $"{i,60}"));
        yield return Flood("a past without end", 4_000, static i => i < Rooms
            ? new ChatEvent { Kind = EventKind.Past, Room = Room(i), Count = ulong.MaxValue }
            : Line(EventKind.Said, i, s_long, isPast: true));
        yield return Flood("lists of people", 200, static i => new ChatEvent
        {
            Kind = EventKind.Members,
            Room = Room(i),
            Count = ulong.MaxValue,
            Entries = [.. Enumerable.Range(0, 1000).Select(
                k => new ChatListEntry($"n{(i * 1000) + k}", (ulong)((i * 1000) + k), ""))],
        });
        yield return Flood("other days", 400_000, static i => new ChatEvent
        {
            Kind = EventKind.Said,
            Room = Room(i),
            Time = new DateTimeOffset(2020, 1, 1 + (i / Rooms % 2), 0, 0, 0, TimeSpan.Zero),
        });
    }

    [TestCaseSource(nameof(Floods))]
    public void Model_stays_within_its_limits_in_every_flood(
        int count, Func<int, ChatEvent> make)
    {
        TerminalHarness terminal = new TerminalHarness();
        for (int i = 0; i < Rooms; i++)
        {
            terminal.Join(Room(i));
        }

        for (int i = 0; i < count; i++)
        {
            terminal.Model.Take(make(i));
        }

        RoomList rooms = terminal.Model.Rooms;
        Assert.That(rooms.LineBytes, Is.LessThanOrEqualTo(LineBudget.MaxBytes));
        Assert.That(
            rooms.LineBytes, Is.EqualTo(rooms.Places.Sum(static room => room.Lines.Bytes)));
        Assert.That(rooms.PeopleNames, Is.InRange(0, PeopleBudget.Max));
        Assert.That(
            rooms.Places.Max(static room => room.Lines.Bytes),
            Is.LessThanOrEqualTo(Scrollback.MaxBytes));
        Assert.That(terminal.Screen(), Is.Not.Empty);
    }

    [Test]
    public void Size_of_a_line_includes_everything_that_it_holds()
    {
        var line = new ChatLine { Kind = LineKind.Notice, Time = DateTimeOffset.UnixEpoch };
        string name = new('x', 1000);
        Presence all = Presence.Nobody.Joined(name).Joined("a").Left("a").Left($"{name}y");
        foreach (ChatLine longer in new[]
        {
            line with { Text = name }, line with { Name = name }, line with { Presence = all },
        })
        {
            int least = longer.Presence is null ? 2000 : 4000;
            Assert.That(longer.MemoryBytes - line.MemoryBytes, Is.InRange(least, least + 500));
        }
    }

    [Test]
    public void Long_notice_is_split_into_lines_without_loss()
    {
        TerminalHarness terminal = new TerminalHarness();
        long before = terminal.Model.Rooms.Seen.Lines.Next;
        string text = string.Concat(Enumerable.Repeat("\U0001F600x", 5_000));
        terminal.Model.Take(Line(EventKind.Notice, 0, text));
        Scrollback lines = terminal.Model.Rooms.Seen.Lines;
        string[] parts = [.. Enumerable.Range((int)before, (int)(lines.Next - before))
            .Select(i => lines[i].Text)];
        Assert.That(parts, Has.Length.EqualTo(4));
        Assert.That(string.Concat(parts), Is.EqualTo(text));
        Assert.That(parts.Any(static part => char.IsHighSurrogate(part[^1])), Is.False);
    }

    [Test]
    public void Flood_in_some_rooms_drops_no_line_of_a_quiet_room()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "quiet words");
        for (int i = 0; i < 4_000; i++)
        {
            terminal.Model.Take(i < Rooms
                ? new ChatEvent { Kind = EventKind.Joined, Room = Room(i), Count = 1 }
                : Line(EventKind.Said, i, s_long));
        }

        terminal.Type("\u001B1");
        Assert.That(terminal.Lines, Does.Contain("bob: quiet words"));
    }

    [Test]
    public void Left_rooms_release_all_memory()
    {
        TerminalHarness terminal = new TerminalHarness();
        for (int i = 0; i < 1_000; i++)
        {
            terminal.Join(Room(i));
            terminal.Model.Take(Line(EventKind.Said, i, "hi"));
            terminal.Model.Take(Line(EventKind.Entered, i + 1, ""));
        }

        foreach (int i in Enumerable.Range(0, Rooms))
        {
            terminal.Tell(EventKind.Parted, Room(i));
        }

        RoomList rooms = terminal.Model.Rooms;
        Assert.That(rooms.All, Has.Count.EqualTo(1), "the lobby");
        Assert.That(rooms.PeopleNames, Is.Zero);
        Assert.That(
            rooms.LineBytes, Is.EqualTo(rooms.Places.Sum(static room => room.Lines.Bytes)));
    }

    [Test]
    public async Task Rooms_of_earlier_connections_count_towards_the_room_limit()
    {
        using var server = new ScriptedServer();
        var inbox = new Inbox();
        await using Reconnector reconnector = new Reconnector(
            static _ => Task.FromException<ChatClient>(
                new ChatException(ChatErrorKind.Refused, "Not again.")),
            inbox,
            new ManualTime());
        for (int i = 0; i < WireLimits.RoomsPerClient; i++)
        {
            reconnector.Model.Rooms.FindOrAdd($"room{i}");
        }

        reconnector.Attach(await server.MeetAsync());
        await server.SendAsync(
            Frames.Of(new ChatEvent { Kind = EventKind.Joined, Room = "room1" }),
            Frames.Of(new ChatEvent { Kind = EventKind.Joined, Room = "one more" }));
        while (reconnector.IsUp)
        {
            await inbox.RunAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }

        Assert.That(reconnector.Model.Rooms.Find("one more"), Is.Null);
        Assert.That(await server.SeesCloseAsync(), Is.True);
    }

    [Test]
    public async Task Server_that_never_answers_gets_a_limited_number_of_background_requests()
    {
        using var server = new ScriptedServer();
        var inbox = new Inbox();
        await using Reconnector reconnector = new Reconnector(
            static _ => Task.FromException<ChatClient>(
                new ChatException(ChatErrorKind.Refused, "Not again.")),
            inbox,
            new ManualTime());
        reconnector.Attach(await server.MeetAsync());
        var joined = new ChatEvent { Kind = EventKind.Joined, Room = "lobby", Number = 1 };
        byte[] frame = Frames.Of(joined);
        int floods = Reconnector.MaxQuietRequests * 2;
        await server.SendAsync([.. Enumerable.Repeat(frame, floods), Frames.Said("lobby", "end")]);
        while (reconnector.Model.Rooms.Seen.Lines.Last?.Text != "end")
        {
            await inbox.RunAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }

        reconnector.Send(new Request(RequestVerb.Help));
        int asked = 0;
        while ((await server.ReadAsync()).Verb != RequestVerb.Help)
        {
            asked++;
        }

        server.End();
        Assert.That(asked, Is.EqualTo(Reconnector.MaxQuietRequests));
    }

    [Test]
    public void Consecutive_numbers_take_no_memory()
    {
        var all = new SequenceSet();
        for (ulong i = 10; i < 1_000_000; i++)
        {
            all.Add(i);
        }

        Assert.That(all.Contains(9), Is.False);
        Assert.That(all.Contains(10), Is.True);
        Assert.That(all.Contains(999_999), Is.True);
        Assert.That(all.Contains(1_000_000), Is.False);
        all.Clear();
        Assert.That(all.Contains(10), Is.False);
    }

    [TestCase(SequenceSet.MaxStretches - 1, true)]
    [TestCase(SequenceSet.MaxStretches, true)]
    [TestCase(SequenceSet.MaxStretches + 1, false)]
    public void Numbers_with_too_many_gaps_are_forgotten_from_the_oldest(
        int stretches, bool hasFirst)
    {
        var all = new SequenceSet();
        for (int i = 0; i < stretches; i++)
        {
            all.Add((ulong)i * 2);
        }

        Assert.That(all.Contains(0), Is.EqualTo(hasFirst));
        Assert.That(all.Contains((ulong)(stretches - 1) * 2), Is.True);
        Assert.That(all.Contains(1), Is.False);
    }

    private static TestCaseData Flood(string name, int count, Func<int, ChatEvent> make) =>
        new TestCaseData(count, make).SetArgDisplayNames(name);

    private static string Room(int i) => $"room{i % Rooms}";

    private static ChatEvent Line(
        EventKind kind, int i, string text, string? name = null, bool isPast = false) => new()
        {
            Kind = kind,
            Room = Room(i),
            SenderId = (ulong)i + 100,
            Name = name ?? $"name{i}",
            Text = text,
            Sequence = (ulong)i + 1,
            IsPast = isPast,
            Time = new DateTimeOffset(2026, 11, 21, 14, 0, 0, TimeSpan.Zero),
        };
}
