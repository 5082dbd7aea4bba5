using System.Text;
using Protocol.Framing;
using Protocol.Messages;
using UnitTests.Sentences;

namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>What the clients of the older programs see of what happens: every byte of it.</summary>
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
    public void Words_stand_behind_the_name_of_their_speaker(string dialect)
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
    public void Who_comes_and_goes_is_told_in_the_words_of_the_older_server(
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
    public void What_the_older_server_had_no_words_for_is_marked_as_the_servers(
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
    public void A_line_from_the_past_begins_with_its_time()
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
    public void Every_kind_has_words_or_is_known_to_need_none()
    {
        EventKind[] silent = [EventKind.Welcome, EventKind.Ping, (EventKind)0xFE];
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
    public void Prompt_and_name_first_share_the_bytes_of_all_that_a_room_is_told()
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
    public void A_line_that_does_not_fit_overflows_at_every_size_but_its_own()
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
    public void The_clients_of_nick_get_ASCII_and_numbers_for_other_names(
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
    public void What_nick_had_no_words_for_is_told_in_ASCII_too()
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
            The_clients_of_nick_get_ASCII_and_numbers_for_other_names(
                kind, text, $"\nSERVER: {TextLine.Unmarked(line)}");
        }
    }

    [Test]
    public void Who_takes_a_name_that_is_not_ASCII_is_told_by_its_number() =>
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
