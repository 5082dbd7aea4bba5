using System.Text;
using System.Text.RegularExpressions;
using EventLoopServer.Configuration;
using Protocol;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>Properties of every event in every legacy dialect.</summary>
internal sealed partial class LegacyEventTests
{
    private const int Rounds = 2000;

    private const int ReceiveBytes = 1024;

    private static readonly string[] s_tokens = ["NICK", "NICKNAME", "USERNAME"];

    [Test]
    public void Every_line_starts_with_a_line_break_and_fits_one_receive()
    {
        (Random random, string note) = JunkTests.Seed();
        var events = new RandomEvents(random);
        for (int round = 0; round < Rounds; round++)
        {
            ServerEvent e = events.Next();
            string shown = $"{note} {Show.Of(e)}";
            foreach (string dialect in LegacyDialects.Names)
            {
                string all = LegacyDialects.Encode(dialect, e);
                string what = $"{dialect}: {shown}";
                Assert.That(all, Is.Empty.Or.StartsWith("\n"), what);
                if (all.Length > 0)
                {
                    string[] lines = all[1..].Split('\n');
                    Assert.That(lines, Has.None.Empty, what);
                    Assert.That(
                        lines.Max(Encoding.UTF8.GetByteCount),
                        Is.LessThanOrEqualTo(ReceiveBytes),
                        what);
                }
            }
        }
    }

    [Test]
    public void Shared_file_that_cannot_be_read_fits_one_receive()
    {
        foreach (string dialect in LegacyDialects.Names)
        {
            string all = LegacyDialects.Encode(dialect, new ServerEvent
            {
                Kind = EventKind.Shared,
                Room = "lobby"u8,
                Name = "ann"u8,
                Text = Encoding.UTF8.GetBytes(new string('a', 4096)),
            });
            Assert.That(
                all.Split('\n').Max(Encoding.UTF8.GetByteCount),
                Is.LessThanOrEqualTo(ReceiveBytes),
                dialect);
        }
    }

    [Test]
    public void Link_with_the_longest_names_is_whole_in_one_receive([Values] bool inPast)
    {
        string link = new('h', LinkAddressType.MaxLength);
        var file = new SharedFile
        {
            Id = Encoding.ASCII.GetBytes(new string('f', 32)),
            Bytes = 4UL * 1024 * 1024 * 1024,
            Type = "application/octet-stream"u8,

            // Each byte takes three in the path.
            Name = Encoding.UTF8.GetBytes(new string('é', FileName.MaxBytes / 2)),
        };
        foreach (string dialect in LegacyDialects.Names)
        {
            string all = LegacyDialects.Encode(dialect, new ServerEvent
            {
                Kind = EventKind.Shared,
                Room = Encoding.UTF8.GetBytes(new string('é', WireLimits.RoomNameBytes / 2)),
                Name = Encoding.UTF8.GetBytes(new string('é', WireLimits.NameBytes / 2)),
                Text = file.ToText(),
                LinkBase = Encoding.ASCII.GetBytes(link),
                InPast = inPast,
                TimeMs = 1,
            });
            string[] lines = all.Split('\n', StringSplitOptions.RemoveEmptyEntries);

            // The clients of this dialect end at anything but ASCII.
            string path = dialect == "nick"
                ? $"/f/{new string('f', 32)}/{new string('_', FileName.MaxBytes / 2)}"
                : file.ToPath();
            Assert.That(lines, Has.One.Contains($"{link}{path}"), dialect);
            Assert.That(
                lines.Max(Encoding.UTF8.GetByteCount),
                Is.LessThanOrEqualTo(ReceiveBytes),
                dialect);
        }
    }

    [Test]
    public void No_line_ends_with_a_prompt_token()
    {
        (Random random, string note) = JunkTests.Seed();
        var events = new RandomEvents(random);
        for (int round = 0; round < Rounds; round++)
        {
            string dialect = LegacyDialects.Names[round % LegacyDialects.Names.Count];
            var stream = new StringBuilder();
            for (int count = random.Next(4); count >= 0; count--)
            {
                stream.Append(LegacyDialects.Encode(dialect, events.Next()));
            }

            // A receive may start anywhere, so no line may end with a token.
            Assert.That(
                stream.ToString().Split('\n').Where(EndsWithToken), Is.Empty, $"{note} {dialect}");
        }
    }

    [Test]
    public void No_receive_of_1024_bytes_equals_a_prompt_token()
    {
        (Random random, string note) = JunkTests.Seed();
        var events = new RandomEvents(random);
        for (int round = 0; round < Rounds; round++)
        {
            string dialect = LegacyDialects.Names[round % LegacyDialects.Names.Count];
            var stream = new List<byte>();
            for (int count = random.Next(6); count >= 0; count--)
            {
                stream.AddRange(Encoding.UTF8.GetBytes(
                    LegacyDialects.Encode(dialect, events.Next())));
            }

            int drop = stream.Count > 0 ? 1 : 0;
            for (int first = 1; first <= ReceiveBytes; first += 97)
            {
                IEnumerable<byte[]> receives = stream.Skip(drop + first).Chunk(ReceiveBytes);
                foreach (byte[] receive in receives)
                {
                    Assert.That(
                        s_tokens, Does.Not.Contain(Encoding.Latin1.GetString(receive)), note);
                }
            }
        }
    }

    [Test]
    public void Nick_clients_receive_only_ASCII()
    {
        (Random random, string note) = JunkTests.Seed();
        var events = new RandomEvents(random);
        for (int round = 0; round < Rounds; round++)
        {
            ServerEvent e = events.Next();
            string all = LegacyDialects.Encode("nick", e);
            Assert.That(Ascii.IsValid(all), Is.True, $"{note} {Show.Of(e)} is {all}");
        }
    }

    [Test]
    public void Nick_clients_receive_only_ASCII_for_any_characters()
    {
        (Random random, string note) = JunkTests.Seed();
        foreach (EventKind kind in Enum.GetValues<EventKind>())
        {
            for (int round = 0; round < 300; round++)
            {
                byte[] entries =
                    [.. Entry(AnyText(random, 30), 300), .. Entry(AnyText(random, 30), 1)];
                string all = LegacyDialects.Encode("nick", new ServerEvent
                {
                    Kind = kind,
                    SenderId = (ulong)random.Next(3),
                    Name = AnyText(random, 16),
                    Text = AnyText(random, random.Next(10) == 0 ? 1000 : 20),
                    Room = AnyText(random, 32),
                    Detail = AnyText(random, 20),
                    Subject = AnyText(random, 20),
                    Number = (ulong)random.Next(24),
                    Count = 2,
                    Entries = kind is EventKind.Members or EventKind.Rooms ? entries : default,
                    InLobby = random.Next(2) == 0,
                    InPast = random.Next(2) == 0,
                });
                Assert.That(Ascii.IsValid(all), Is.True, $"{note} {kind}: {all}");
            }
        }
    }

    [Test]
    public void Every_line_of_a_message_starts_with_its_sender()
    {
        (Random random, string note) = JunkTests.Seed();
        var events = new RandomEvents(random);
        for (int round = 0; round < Rounds; round++)
        {
            ServerEvent e = events.Next();
            if (e.InPast || e.Kind is not (EventKind.Said or EventKind.Told or EventKind.Acted))
            {
                continue;
            }

            string room = e.InLobby || e.Kind == EventKind.Told ? "" : $"[{events.LastRoom}] ";
            string head = e.Kind switch
            {
                EventKind.Said => $"{room}{events.LastName}: ",
                EventKind.Told => $"{events.LastName} (private): ",
                _ => $"{room}* {events.LastName} ",
            };
            foreach (string dialect in LegacyDialects.Names.Where(static d => d != "nick"))
            {
                Assert.That(
                    LegacyDialects.Lines(dialect, e),
                    Has.All.StartsWith(head),
                    $"{note} {dialect}");
            }
        }
    }

    [Test]
    public void Message_never_looks_like_a_server_line()
    {
        (Random random, string note) = JunkTests.Seed();
        var events = new RandomEvents(random);
        for (int round = 0; round < Rounds; round++)
        {
            ServerEvent e = events.Next();
            bool isWords = e.Kind is EventKind.Said or EventKind.Told or EventKind.Acted;
            foreach (string dialect in LegacyDialects.Names)
            {
                foreach (string line in LegacyDialects.Lines(dialect, e))
                {
                    string what = $"{note} {dialect} {e.Kind}: {line}";
                    bool looksSaid = Speech().IsMatch(line);
                    bool looksServed = Service().IsMatch(line);
                    Assert.That(looksSaid, Is.EqualTo(isWords && !e.InPast), what);
                    Assert.That(looksServed && isWords, Is.False, what);
                    Assert.That(
                        line.StartsWith("| ", StringComparison.Ordinal),
                        Is.False.Or.EqualTo(e.InPast),
                        what);
                }
            }
        }
    }

    private static bool EndsWithToken(string line) =>
        s_tokens.Any(t => line.EndsWith(t, StringComparison.Ordinal));

    /// <summary>An entry of a list, with a name of less than 128 bytes and no text.</summary>
    private static byte[] Entry(byte[] name, ulong number)
    {
        var space = new byte[160];
        var list = new ByteWriter(space);
        ListReader.Write(ref list, name, number, default);
        return space[..list.Written];
    }

    /// <summary>Any characters except line breaks, which no text may contain.</summary>
    private static byte[] AnyText(Random random, int characters)
    {
        var text = new StringBuilder();
        for (int count = random.Next(characters + 1); count > 0; count--)
        {
            int c = random.Next(3) == 0 ? random.Next(0x20, 0x7F) : random.Next(0xA0, 0x11000);
            text.Append(Rune.IsValid(c) ? new Rune(c).ToString() : "👋");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>
    /// A message or an action of a member. No member has the name SERVER or ERROR, and no room has
    /// the name SERVER.
    /// </summary>
    [GeneratedRegex(
        @"^(?!SERVER: |ERROR: |\[SERVER\] )(\[[^\]]+\] )?(\* [\w.-]+ |[\w.-]+( \(private\))?: )")]
    private static partial Regex Speech();

    /// <summary>A line that only the server sends.</summary>
    [GeneratedRegex(@"^(SERVER: |ERROR: |\[SERVER\] )")]
    private static partial Regex Service();
}
