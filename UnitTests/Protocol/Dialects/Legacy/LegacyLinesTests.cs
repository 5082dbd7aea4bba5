using System.Text;
using Protocol.Messages;
using UnitTests.Sentences;

namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>
/// The length of lines for legacy clients, and where they are split. A receive of these clients is
/// no longer than a line, and two of them exit when it cuts a character.
/// </summary>
internal sealed class LegacyLinesTests
{
    private const int MaxBytes = 1024;

    private static readonly string[] s_tokens = ["NICK", "NICKNAME", "USERNAME"];

    [TestCase(true, "alice: ")]
    [TestCase(false, "[tea] alice: ")]
    public void Line_has_at_most_1024_bytes_including_its_sender(
        bool lobby, string head)
    {
        int fits = MaxBytes - head.Length;
        foreach (string dialect in LegacyDialects.Names)
        {
            foreach (int bytes in new[] { fits - 1, fits })
            {
                string text = Words(bytes);
                Assert.That(
                    Said(dialect, text, lobby), Is.EqualTo(new[] { head + text }), dialect);
            }

            foreach (int bytes in new[] { fits + 1, fits * 2 })
            {
                string text = Words(bytes);
                Assert.That(
                    Said(dialect, text, lobby),
                    Is.EqualTo(new[] { head + text[..fits], head + text[fits..] }),
                    dialect);
            }

            Assert.That(Said(dialect, Words((fits * 2) + 1), lobby), Has.Length.EqualTo(3));
        }
    }

    [TestCase(EventKind.Told, "alice (private): ")]
    [TestCase(EventKind.Acted, "* alice ")]
    public void Every_line_of_a_long_text_has_the_same_head(EventKind kind, string head)
    {
        string text = Words(3000);
        foreach (string dialect in LegacyDialects.Names)
        {
            string[] lines = Lines(dialect, kind, text, lobby: true);
            Assert.That(lines, Has.Length.EqualTo(3), dialect);
            Assert.That(lines, Has.All.StartsWith(head), dialect);
            Assert.That(lines[0], Has.Length.EqualTo(MaxBytes), dialect);
            Assert.That(Joined(lines, head), Is.EqualTo(text), dialect);
        }
    }

    [Test]
    public void Long_replies_are_split_like_messages()
    {
        string text = Words(2500);
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        foreach (string dialect in LegacyDialects.Names)
        {
            string server = dialect == "nickname" ? "[SERVER] " : "SERVER: ";
            string error = dialect == "nickname" ? "[SERVER] " : "ERROR: ";
            string[] notice = LegacyDialects.Lines(
                dialect, new() { Kind = EventKind.Notice, Text = utf8 });
            Assert.That(Joined(notice, server), Is.EqualTo(text), dialect);
            string[] refusal = LegacyDialects.Lines(
                dialect, new() { Kind = EventKind.Refused, Text = utf8, Detail = "So."u8 });
            Assert.That(Joined(refusal, error), Is.EqualTo($"{text} So."), dialect);
            string[] topic = LegacyDialects.Lines(
                dialect,
                new() { Kind = EventKind.TopicSet, Room = "tea"u8, Name = "al"u8, Text = utf8 });
            Assert.That(
                Joined(topic, $"{server}[tea] "), Is.EqualTo(
                    TextLine.Unmarked(TextLine.TopicSet("al", text))));
            string[] past = LegacyDialects.Lines(
                dialect,
                new() { Kind = EventKind.Said, InPast = true, Name = "al"u8, Text = utf8 });
            Assert.That(past, Has.All.StartsWith("| "), dialect);
            Assert.That(
                new[] { notice, refusal, topic, past }.SelectMany(static l => l),
                Has.All.Length.AtMost(MaxBytes),
                dialect);
        }
    }

    [TestCase("é")]
    [TestCase("茶")]
    [TestCase("👋")]
    public void Line_is_split_only_between_characters(string character)
    {
        // Encode() and Lines() accept only whole characters.
        int width = Encoding.UTF8.GetByteCount(character);
        foreach (string dialect in new[] { "username", "prompt", "name-first", "nickname" })
        {
            for (int shift = 0; shift < width; shift++)
            {
                string text = Words(shift)
                    + string.Concat(Enumerable.Repeat(character, 3000 / width));
                byte[] all = Encoding.UTF8.GetBytes(
                    LegacyDialects.Encode(dialect, Said(Encoding.UTF8.GetBytes(text))));
                string[] lines = [.. Parts(all).Select(static p => Strict.GetString(p))];
                Assert.That(Joined(lines, "alice: "), Is.EqualTo(text), dialect);
                int first = Encoding.UTF8.GetByteCount(lines[0]);
                Assert.That(
                    first, Is.InRange(MaxBytes - width + 1, MaxBytes), $"{dialect} {shift}");
            }
        }
    }

    [Test]
    public void Token_at_the_end_of_a_line_is_followed_by_a_space()
    {
        foreach (string dialect in LegacyDialects.Names)
        {
            foreach (string token in s_tokens)
            {
                Assert.That(
                    Said(dialect, token, true), Is.EqualTo(new[] { $"alice: {token} " }), dialect);
                Assert.That(
                    Said(dialect, $"x{token}", true), Is.EqualTo(new[] { $"alice: x{token} " }));
                Assert.That(
                    Said(dialect, $"{token}.", true), Is.EqualTo(new[] { $"alice: {token}." }));
            }
        }
    }

    [Test]
    public void Split_text_never_ends_a_line_with_a_token()
    {
        const string head = "alice: ";
        foreach (string dialect in LegacyDialects.Names)
        {
            foreach (string token in s_tokens)
            {
                for (int before = 995; before <= 1024; before++)
                {
                    foreach (string rest in new[] { "", "x", "NICK", " and more" })
                    {
                        string text = Words(before) + token + rest;
                        string[] lines = Said(dialect, text, true);
                        string what = $"{dialect}: {before} bytes, {token}, {rest}";
                        Assert.That(lines, Has.All.Length.AtMost(MaxBytes), what);
                        Assert.That(lines.Where(EndsWithToken), Is.Empty, what);
                        Assert.That(
                            Unspaced(Joined(lines, head)), Is.EqualTo(Unspaced(text)), what);
                    }
                }
            }
        }
    }

    [Test]
    public void Names_and_replies_never_end_a_line_with_a_token()
    {
        foreach (string dialect in LegacyDialects.Names)
        {
            foreach (string token in s_tokens)
            {
                byte[] name = Encoding.UTF8.GetBytes($"my{token}");
                byte[] entries = [(byte)name.Length, .. name, 1, 0];
                var all = new List<string>();
                foreach (EventKind kind in Enum.GetValues<EventKind>())
                {
                    foreach (bool past in new[] { false, true })
                    {
                        all.AddRange(LegacyDialects.Lines(dialect, new ServerEvent
                        {
                            Kind = kind,
                            SenderId = 1,
                            Name = name,
                            Text = name,
                            Room = name,
                            Detail = name,
                            Subject = name,
                            Number = (ulong)RefusalCode.NoSuchPerson,
                            Entries = entries,
                            Count = 1,
                            InPast = past,
                        }));
                    }
                }

                Assert.That(all.Where(EndsWithToken), Is.Empty, dialect);
            }
        }
    }

    private static UTF8Encoding Strict { get; } = new(false, throwOnInvalidBytes: true);

    private static bool EndsWithToken(string line) =>
        s_tokens.Any(t => line.EndsWith(t, StringComparison.Ordinal));

    private static string Words(int bytes) =>
        string.Concat(Enumerable.Range(0, bytes).Select(static i => (char)('a' + (i % 26))));

    private static string Unspaced(string text) =>
        text.Replace(" ", "", StringComparison.Ordinal);

    private static string Joined(string[] lines, string head)
    {
        Assert.That(lines, Has.All.StartsWith(head));
        return string.Concat(lines.Select(l => l[head.Length..]));
    }

    /// <summary>
    /// The bytes of each line separately, so that none is decoded together with the next one.
    /// </summary>
    private static List<byte[]> Parts(byte[] all)
    {
        var parts = new List<byte[]>();
        int from = 1;
        while (from <= all.Length)
        {
            int end = Array.IndexOf(all, (byte)'\n', from);
            end = end < 0 ? all.Length : end;
            parts.Add(all[from..end]);
            from = end + 1;
        }

        return parts;
    }

    private static string[] Said(string dialect, string text, bool lobby) =>
        Lines(dialect, EventKind.Said, text, lobby);

    private static ServerEvent Said(ReadOnlySpan<byte> text) =>
        new() { Kind = EventKind.Said, Name = "alice"u8, Text = text, InLobby = true };

    private static string[] Lines(string dialect, EventKind kind, string text, bool lobby) =>
        LegacyDialects.Lines(dialect, new ServerEvent
        {
            Kind = kind,
            SenderId = 7,
            Room = lobby ? "lobby"u8 : "tea"u8,
            Name = "alice"u8,
            Text = Encoding.UTF8.GetBytes(text),
            InLobby = lobby,
        });
}
