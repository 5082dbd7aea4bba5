using System.Text;
using Protocol.Framing;
using Protocol.Messages;
using UnitTests.Sentences;

namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>Every byte of the events that legacy clients receive.</summary>
internal sealed class LegacySentencesTests
{
    private static readonly EventKind[] s_roomKinds =
    [
        EventKind.Said, EventKind.Acted, EventKind.TopicSet, EventKind.Entered, EventKind.Departed,
        EventKind.Renamed,
    ];

    [TestCase("username")]
    [TestCase("prompt")]
    [TestCase("name-first")]
    [TestCase("nick")]
    [TestCase("nickname")]
    public void Text_follows_the_name_of_its_sender(string dialect)
    {
        Expect(dialect, EventKind.Said, "hi", "\nalice: hi", "\n[tea] alice: hi");
        Expect(dialect, EventKind.Said, "", "\nalice: ", "\n[tea] alice: ");
        Expect(dialect, EventKind.Said, "bob: hi", "\nalice: bob: hi", "\n[tea] alice: bob: hi");
        Expect(dialect, EventKind.Acted, "waves", "\n* alice waves", "\n[tea] * alice waves");
        Expect(dialect, EventKind.Told, "hi", "\nalice (private): hi", "\nalice (private): hi");
    }

    [TestCase("username", "", " has joined the chat!", " has left the chat.")]
    [TestCase("prompt", "", " has joined the chat!", " has left the chat!")]
    [TestCase("name-first", "", " has joined the chat!", " has left the chat!")]
    [TestCase("nick", "", " joined!", " left!")]
    [TestCase("nickname", "[SERVER] ", " joined the chat!", " left the chat!")]
    public void Joins_and_leaves_have_the_words_of_the_older_server(
        string dialect, string head, string joined, string left)
    {
        Expect(
            dialect,
            EventKind.Entered,
            "",
            $"\n{head}alice{joined}",
            $"\n{head}[tea] alice{joined}");
        foreach (string how in new[] { "", "connection lost" })
        {
            Expect(
                dialect,
                EventKind.Departed,
                how,
                $"\n{head}alice{left}",
                $"\n{head}[tea] alice{left}");
        }
    }

    [TestCase("username", "SERVER: ")]
    [TestCase("prompt", "SERVER: ")]
    [TestCase("name-first", "SERVER: ")]
    [TestCase("nick", "SERVER: ")]
    [TestCase("nickname", "[SERVER] ")]
    public void Events_unknown_to_the_older_server_are_marked_as_server_lines(
        string dialect, string head)
    {
        Expect(EventKind.Renamed, "al", static room => TextLine.Renamed("alice", "al", room));
        Expect(EventKind.TopicSet, "tea", static room => TextLine.TopicSet("alice", "tea", room));
        Expect(EventKind.TopicSet, "", static room => TextLine.TopicTaken("alice", room));
        Expect(
            EventKind.TopicSet,
            "-- x left",
            static room => TextLine.TopicSet("alice", "-- x left", room));

        void Expect(EventKind kind, string text, Func<string, string> line)
        {
            string told = TextLine.Unmarked(line(""));
            LegacySentencesTests.Expect(
                dialect, kind, text, $"\n{head}{told}", $"\n{head}[tea] {told}");
        }
    }

    [Test]
    public void History_line_starts_with_its_time()
    {
        foreach (string dialect in LegacyDialects.Names)
        {
            Assert.That(Past(dialect, EventKind.Said, true), Is.EqualTo("\n| 22:13 alice: -- x"));
            Assert.That(
                Past(dialect, EventKind.Said, false), Is.EqualTo("\n| 22:13 [tea] alice: -- x"));
            Assert.That(
                Past(dialect, EventKind.Acted, true), Is.EqualTo("\n| 22:13 * alice -- x"));
        }
    }

    [Test]
    public void History_line_of_another_day_has_its_date_in_front_of_each_part()
    {
        var e = new ServerEvent
        {
            Kind = EventKind.Said,
            TimeMs = 1_780_236_840_000,
            Name = "al"u8,
            Text = Encoding.UTF8.GetBytes(new string('x', 1500)),
            InLobby = true,
            InPast = true,
            IsDated = true,
        };
        foreach (string name in LegacyDialects.Names)
        {
            string[] lines = LegacyDialects.Lines(name, e);
            Assert.That(lines, Has.Length.EqualTo(2), name);
            Assert.That(lines, Has.All.StartsWith("| 2026-05-31 14:14 al: x"), name);
        }
    }

    [Test]
    public void Every_event_kind_has_a_line_or_is_listed_as_silent()
    {
        EventKind[] silent =
            [
                EventKind.Welcome, EventKind.Ping, EventKind.Kept, EventKind.Hits,
                EventKind.Resumed, EventKind.Read, (EventKind)0xFE,
            ];
        foreach (string dialect in LegacyDialects.Names)
        {
            foreach (EventKind kind in Enum.GetValues<EventKind>().Append((EventKind)0xFE))
            {
                string line = Line(dialect, kind, "text", lobby: true);
                bool isSilent = silent.Contains(kind)
                    || (kind == EventKind.Named && dialect == "name-first");
                Assert.That(
                    line,
                    isSilent ? Is.Empty : Does.StartWith("\n").And.Length.GreaterThan(1),
                    $"Give {kind} a sentence in {dialect}, or list it here as silent.");
            }
        }
    }

    [Test]
    public void Prompt_and_name_first_encode_room_events_equally()
    {
        foreach (EventKind kind in s_roomKinds)
        {
            foreach (bool lobby in new[] { false, true })
            {
                Assert.That(
                    Line("prompt", kind, "text", lobby),
                    Is.EqualTo(Line("name-first", kind, "text", lobby)));
            }
        }
    }

    [Test]
    public void Line_overflows_every_buffer_that_is_too_small()
    {
        foreach (string dialect in LegacyDialects.Names)
        {
            foreach (EventKind kind in Enum.GetValues<EventKind>())
            {
                string line = Line(dialect, kind, "text", lobby: false);
                for (int room = 0; room <= line.Length; room++)
                {
                    var writer = new ByteWriter(new byte[room]);
                    LegacyDialects.Of(dialect).Encode(
                        ref writer, Event(kind, "text"u8, lobby: false));
                    Assert.That(
                        writer.Overflowed,
                        Is.EqualTo(room < line.Length),
                        $"{dialect} {kind} in {room} bytes");
                }
            }
        }
    }

    [TestCase(EventKind.Said, "ça va 👋?", "\nuser-7: ?a va ??")]
    [TestCase(EventKind.Acted, "茶", "\n* user-7 ?")]
    [TestCase(EventKind.Told, "é", "\nuser-7 (private): ?")]
    [TestCase(EventKind.Entered, "", "\nuser-7 joined!")]
    [TestCase(EventKind.Departed, "", "\nuser-7 left!")]
    [TestCase(EventKind.Named, "", "\nuser-7 joined!\nConnected to server!")]
    public void Nick_clients_get_ASCII_and_numbers_for_other_names(
        EventKind kind, string text, string line) =>
        Assert.That(
            LegacyDialects.Encode("nick", new ServerEvent
            {
                Kind = kind,
                SenderId = 7,
                Name = "Zoé"u8,
                Room = "lobby"u8,
                InLobby = true,
                Text = Encoding.UTF8.GetBytes(text),
            }),
            Is.EqualTo(line));

    [Test]
    public void Server_lines_for_nick_clients_are_ASCII()
    {
        (EventKind Kind, string Text, string Line)[] rows =
        [
            (EventKind.Renamed, "zoe", TextLine.Renamed("user-7", "zoe")),
            (EventKind.Renamed, "Зоя", TextLine.Renamed("user-7", "user-7")),
            (EventKind.TopicSet, "thé", TextLine.TopicSet("user-7", "th?")),
            (EventKind.TopicIs, "thé", TextLine.Topic("", "user-7", "th?")),
        ];
        foreach ((EventKind kind, string text, string line) in rows)
        {
            Nick_clients_get_ASCII_and_numbers_for_other_names(
                kind, text, $"\nSERVER: {TextLine.Unmarked(line)}");
        }
    }

    [Test]
    public void Rename_to_a_non_ASCII_name_shows_its_number() =>
        Assert.That(
            LegacyDialects.Encode("nick", new ServerEvent
            {
                Kind = EventKind.Renamed,
                SenderId = 7,
                Name = "zoe"u8,
                Text = "Zoé"u8,
                InLobby = true,
            }),
            Is.EqualTo(
                $"\nSERVER: {TextLine.Unmarked(TextLine.Renamed("zoe", "user-7"))}"));

    private static void Expect(
        string dialect, EventKind kind, string text, string inLobby, string inTea)
    {
        Assert.That(Line(dialect, kind, text, lobby: true), Is.EqualTo(inLobby), dialect);
        Assert.That(Line(dialect, kind, text, lobby: false), Is.EqualTo(inTea), dialect);
    }

    private static string Line(string dialect, EventKind kind, string text, bool lobby) =>
        LegacyDialects.Encode(dialect, Event(kind, Encoding.UTF8.GetBytes(text), lobby));

    private static ServerEvent Event(EventKind kind, ReadOnlySpan<byte> text, bool lobby) => new()
    {
        Kind = kind,
        SenderId = 7,
        Room = lobby ? "lobby"u8 : "tea"u8,
        Name = "alice"u8,
        Text = text,
        InLobby = lobby,
    };

    private static string Past(string dialect, EventKind kind, bool lobby) =>
        LegacyDialects.Encode(dialect, new ServerEvent
        {
            Kind = kind,
            TimeMs = 1_700_000_000_123,
            Room = lobby ? "lobby"u8 : "tea"u8,
            Name = "alice"u8,
            Text = "-- x"u8,
            InLobby = lobby,
            InPast = true,
        });
}
