using Protocol;
using Protocol.Framing;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Library.Link;

namespace UnitTests.Client.Library;

/// <summary>
/// Server input beyond what the server announced, or beyond what the protocol allows.
/// </summary>
internal sealed class FrameLimitTests
{
    private const int Announced = 100;

    private static IEnumerable<TestCaseData> Sizes()
    {
        yield return Case(EventKind.Said, Announced, WithText);
        yield return Case(EventKind.Acted, Announced, WithText);
        yield return Case(EventKind.Told, Announced, WithText);
        yield return Case(EventKind.TopicSet, WireLimits.TopicBytes, WithText);
        yield return Case(EventKind.TopicIs, WireLimits.TopicBytes, WithText);
        yield return Case(EventKind.Joined, WireLimits.TopicBytes, WithText);
        yield return Case(EventKind.Renamed, WireLimits.NameBytes, WithText);
        yield return Case(EventKind.Refused, WireLimits.SentenceBytes, WithText);
        yield return Case(EventKind.Goodbye, WireLimits.SentenceBytes, WithText);
        yield return Case(EventKind.Departed, WireLimits.SentenceBytes, WithText);
        yield return Case(EventKind.Done, WireLimits.SentenceBytes, WithText);
        foreach (EventKind kind in new[]
        {
            EventKind.Said, EventKind.Told, EventKind.Entered, EventKind.Departed, EventKind.Named,
        })
        {
            yield return Case(kind, WireLimits.NameBytes, WithName);
        }

        foreach (EventKind kind in new[]
        {
            EventKind.Said, EventKind.Joined, EventKind.Parted, EventKind.Past, EventKind.Members,
        })
        {
            yield return Case(kind, WireLimits.RoomNameBytes, WithRoom);
        }

        foreach (EventKind kind in new[] { EventKind.Members, EventKind.Rooms })
        {
            yield return Case(
                kind, WireLimits.ListEntries, static n => WithList(List(n, 1, 1)));
            yield return Case(
                kind, WireLimits.RoomNameBytes, static n => WithList(List(2, n, 1)));
            yield return Case(
                kind, WireLimits.TopicBytes, static n => WithList(List(2, 1, n)));
        }
    }

    [TestCaseSource(nameof(Sizes))]
    public void Field_length_limit_is_exact(byte[] most, byte[] over)
    {
        var decoder = new EventDecoder(new FrameLimits(Announced));
        Assert.That(
            decoder.Decode(most, out int used, out _),
            Is.EqualTo(DecodeStatus.Item));
        Assert.That(used, Is.EqualTo(most.Length));
        Assert.That(
            decoder.Decode(over, out _, out _),
            Is.EqualTo(DecodeStatus.Malformed));
        Assert.That(decoder.Fault?.Fault, Is.EqualTo(ChatErrorKind.OverLimit));
    }

    [TestCase(EventKind.Said, Announced + WireLimits.RequestOverheadBytes)]
    [TestCase(EventKind.Told, Announced + WireLimits.RequestOverheadBytes)]
    [TestCase(EventKind.Entered, WireLimits.SentenceBytes + WireLimits.RequestOverheadBytes)]
    [TestCase(EventKind.Goodbye, WireLimits.SentenceBytes + WireLimits.RequestOverheadBytes)]
    [TestCase(EventKind.Refused, WireLimits.SentenceBytes + WireLimits.RequestOverheadBytes)]
    [TestCase(EventKind.Notice, WireLimits.ServerFrameBytes)]
    [TestCase(EventKind.Rooms, WireLimits.ServerFrameBytes)]
    [TestCase((EventKind)0xC0, WireLimits.ServerFrameBytes)]
    public void Overlong_frame_is_refused_at_its_header(EventKind kind, int most)
    {
        var decoder = new EventDecoder(new FrameLimits(Announced));
        Assert.That(
            decoder.Decode(Header(kind, most), out _, out _),
            Is.EqualTo(DecodeStatus.NeedMore));
        Assert.That(
            decoder.Decode(Header(kind, most + 1), out _, out _),
            Is.EqualTo(DecodeStatus.Malformed));
        Assert.That(decoder.Fault?.Fault, Is.EqualTo(ChatErrorKind.OverLimit));
    }

    [TestCase(0UL)]
    [TestCase((ulong)WireLimits.MaxMessageBytes + 1)]
    [TestCase(ulong.MaxValue)]
    public void Invalid_announcement_is_replaced_by_the_protocol_maximum(ulong announced)
    {
        var decoder = new EventDecoder(new FrameLimits(announced));
        byte[] over = Header(
            EventKind.Said, WireLimits.MaxMessageBytes + WireLimits.RequestOverheadBytes + 1);
        Assert.That(
            decoder.Decode(over, out _, out _),
            Is.EqualTo(DecodeStatus.Malformed));
    }

    [Test]
    public async Task Server_that_exceeds_its_announcement_is_disconnected_with_an_error()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync(
            Frames.Welcome(messageBytes: Announced));
        await server.SendAsync(
            Frames.Said("dev", X(Announced)), Frames.Said("dev", X(Announced + 1)));
        Assert.That((await client.Events.ReadAsync()).Text, Has.Length.EqualTo(Announced));
        ChatException? e = Assert.ThrowsAsync<ChatException>(
            async () => await client.Events.ReadAsync());
        Assert.That(e!.Fault, Is.EqualTo(ChatErrorKind.OverLimit));
        Assert.That(e.Message, Does.Contain("101").And.Contains("100"));
        Assert.That(await server.SeesCloseAsync(), Is.True);
    }

    [Test]
    public async Task Server_may_add_a_client_to_at_most_RoomsPerClient_rooms()
    {
        using var server = new ScriptedServer();
        var options = new ChatClientOptions { WaitingEvents = 2000 };
        await using ChatClient client = await server.MeetAsync(options: options);
        await server.SendAsync(
            [.. Enumerable.Range(0, WireLimits.RoomsPerClient).Select(Joined)]);
        await server.SendAsync(
            Joined(0),
            Frames.Of(new ChatEvent { Kind = EventKind.Parted, Room = "room1" }),
            Joined(WireLimits.RoomsPerClient));
        for (int i = 0; i < WireLimits.RoomsPerClient + 3; i++)
        {
            await client.Events.ReadAsync();
        }

        await server.SendAsync(Joined(WireLimits.RoomsPerClient + 1));
        ChatException? e = Assert.ThrowsAsync<ChatException>(
            async () => await client.Events.ReadAsync());
        Assert.That(e!.Fault, Is.EqualTo(ChatErrorKind.OverLimit));
    }

    [Test]
    public async Task Server_that_pings_repeatedly_gets_one_answer_at_a_time()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        byte[] ping = Frames.Answer(EventKind.Ping, 0);
        await server.SendAsync([.. Enumerable.Repeat(ping, 1000), Frames.Said("dev", "hi")]);
        Assert.That((await client.Events.ReadAsync()).Text, Is.EqualTo("hi"));
        Assert.That((await server.ReadAsync()).Verb, Is.EqualTo(RequestVerb.Ping));
        Task<Reply> next = client.HelpAsync();
        SeenRequest seen = await server.ReadAsync();
        Assert.That((seen.Verb, seen.Id), Is.EqualTo((RequestVerb.Help, 2UL)));
        await server.SendAsync(
            Frames.Answer(EventKind.Pong, 1), Frames.Answer(EventKind.Notice, 2));
        await next;
    }

    private static TestCaseData Case(EventKind kind, int limit, Func<int, ChatEvent> make) =>
        new TestCaseData(Frame(kind, make(limit)), Frame(kind, make(limit + 1)))
            .SetArgDisplayNames($"{kind}", $"{limit}", Field(make(3)));

    private static ChatEvent WithText(int n) => new() { Kind = 0, Text = X(n) };

    private static ChatEvent WithName(int n) => new() { Kind = 0, Name = X(n) };

    private static ChatEvent WithRoom(int n) => new() { Kind = 0, Room = X(n) };

    private static ChatEvent WithList(List<ChatListEntry> entries) =>
        new() { Kind = 0, Entries = entries };

    private static string Field(ChatEvent e) => e.Text.Length > 0 ? "text"
        : e.Name.Length > 0 ? "name"
        : e.Room.Length > 0 ? "room"
        : e.Entries.Count > 2 ? "entries"
        : e.Entries[0].Name.Length > 1 ? "listed name" : "listed text";

    private static byte[] Frame(EventKind kind, ChatEvent e) => Frames.Of(new ChatEvent
    {
        Kind = kind,
        Room = e.Room,
        Name = e.Name,
        Text = e.Text,
        Entries = e.Entries,
    });

    private static List<ChatListEntry> List(int entries, int name, int text) =>
        [.. Enumerable.Repeat(new ChatListEntry(X(name), 1, X(text)), entries)];

    private static byte[] Header(EventKind kind, int bytes) =>
        BitConverter.GetBytes(new FrameHeader((byte)kind, bytes).Bits);

    private static byte[] Joined(int room) =>
        Frames.Of(new ChatEvent { Kind = EventKind.Joined, Room = $"room{room}" });

    private static string X(int length) => new('x', length);
}
