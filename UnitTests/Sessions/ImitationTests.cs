using System.Text;
using System.Text.RegularExpressions;
using Protocol.Messages;
using Protocol.Names;
using UnitTests.Sentences;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;

namespace UnitTests.Sessions;

/// <summary>
/// For any text in any dialect, the line that other members read names its sender. No part of it
/// can be taken for a line of the server or of another user.
/// </summary>
internal sealed class ImitationTests
{
    private const int Tries = 250;

    private static readonly string[] s_dialects =
        ["chat", "username", "prompt", "name-first", "nick", "nickname"];

    /// <summary>A gap between two words that is wider than a terminal row.</summary>
    private static readonly Regex s_longGap =
        new(@"\S[\s\u2800\u200B\u034F]{26,}|\S\s*\t\s*\t\s*\t\s*\t\s*\S");

    private static readonly string[] s_pieces =
    [
        TextLine.Left("bob"), "bob: hi", "SERVER: you are banned", "[SERVER] bob joined the chat!",
        "ERROR: no", "| 12:00 bob: yes", "12:00 bob: yes", "(private) bob: x", "bob (private): x",
        "* bob waves", "NICK", "USERNAME", "NICKNAME", "Enter your username: ", "[lobby] ", "] -- ",
        "Connected to the server!", "bob has left the chat!", "bob joined!", "Welcome, bob!", " ",
        "\r", "\n", "\r\n", "\0", "\t", "\b", "\u001B[2K\u001B[1G", "\u007F", "\u0085", "\u2028",
        "\u2029", "\u202E", "\u2066", "é", "👋", "\u0301", "text", "\t\t\t\t\t\t\t\t\t\tx",
        "\u2800", new string(' ', 73), new string('\u3000', 40), " \u00A0\u200B \u034F ",
    ];

    [Test]
    public void No_typed_text_can_imitate_the_server_or_another_user(
        [Values("chat", "native", "username", "prompt", "name-first", "nick", "nickname")]
        string dialect,
        [Values(1, 2)] int seed)
    {
        TestContext.Out.WriteLine($"{dialect}, seed {seed}");
        var random = new Random(seed);
        using FakeOldServer server = new FakeOldServer();
        List<LegacyPeer> readers = [.. s_dialects.Select(d => server.Enter(d, $"reader-{d}"))];
        NativePeer program = server.EnterNative("program");
        NativePeer? native = dialect == "native" ? server.EnterNative("mallory") : null;
        LegacyPeer? speaker = native is null ? server.Enter(dialect, "mallory") : null;
        readers.ForEach(static r => r.Take());
        program.Take();
        int lines = 0;
        for (int i = 0; i < Tries; i++)
        {
            string text = Text(random);
            if (native is not null)
            {
                native.Request(Verb(random), (ulong)i, "", text);
            }
            else
            {
                speaker!.Write($"{Head(dialect)}{Command(random, readers)}{text}\n");
            }

            server.Pass(200);
            lines += readers.Sum(r => Check(r, text));
            CheckProgram(program, text);
        }

        foreach (LegacyPeer reader in readers)
        {
            reader.Write($"{Head(reader.Dialect, $"reader-{reader.Dialect}")}/history\n");
            server.Pass(10_000);
            Assert.That(Check(reader, "history"), Is.GreaterThan(20), reader.Dialect);
        }

        Assert.That(lines, Is.GreaterThan(Tries), "too few lines: the test is ineffective");
    }

    private static int Check(LegacyPeer reader, string text)
    {
        Regex mallory = Genuine(reader.Dialect);
        string[] lines = [.. reader.Take().SelectMany(static send => send.Split('\n'))];
        lines = [.. lines.Where(static l => l.Length > 0)];
        foreach (string line in lines)
        {
            Assert.That(
                mallory.IsMatch(line),
                Is.True,
                $"{reader.Dialect} reads '{Visible(line)}' of '{Visible(text)}'");
            Assert.That(
                line.Any(static c => char.IsControl(c) && c != '\t'), Is.False, Visible(line));
            Assert.That(s_longGap.IsMatch(line), Is.False, Visible(line));
        }

        return lines.Length;
    }

    private static void CheckProgram(NativePeer program, string text)
    {
        foreach (SeenEvent e in program.Take())
        {
            Assert.That(e.Name, Is.EqualTo("mallory"), $"{e} of '{Visible(text)}'");
            Assert.That(e.Kind, Is.AnyOf(EventKind.Said, EventKind.Acted, EventKind.TopicSet));
            Assert.That(TextRule.Check(Encoding.UTF8.GetBytes(e.Text), allowsTabs: true), Is.Null);
        }
    }

    /// <summary>Matches every line that a client which only sends messages can cause.</summary>
    private static Regex Genuine(string dialect)
    {
        string server = dialect switch
        {
            "chat" => "-- ",
            "nickname" => @"\[SERVER\] ",
            _ => "SERVER: ",
        };
        string alone = dialect == "chat" ? @"\(private\) mallory: " : @"mallory \(private\): ";
        return new Regex(
            $@"^(?:(?:\| \d\d:\d\d )?(?:mallory: |\* mallory )|{alone}"
            + $"|{server}(?:{Pattern(static t => TextLine.TopicSet("mallory", t))}"
            + $"|{Pattern(static _ => TextLine.Past("", 2)).Replace("2", "[0-9]+")}))");
    }

    /// <summary>The pattern of a line after the server's mark.</summary>
    private static string Pattern(Func<string, string> line) =>
        SentencePart.Pattern(value => TextLine.Unmarked(line(value)));

    private static string Head(string dialect, string name = "mallory") =>
        dialect is "username" or "nick" or "nickname" ? $"{name}: " : "";

    private static string Command(Random random, List<LegacyPeer> readers) => random.Next(6) switch
    {
        0 => "/me ",
        1 => "/topic ",
        2 => $"@reader-{readers[random.Next(readers.Count)].Dialect} ",
        _ => "",
    };

    private static RequestVerb Verb(Random random) => random.Next(4) switch
    {
        0 => RequestVerb.Me,
        1 => RequestVerb.Topic,
        _ => RequestVerb.Say,
    };

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        if (random.Next(3) == 0)
        {
            // Near the length at which a line for a legacy client is split.
            text.Append('x', random.Next(950, 1030));
        }

        for (int pieces = random.Next(1, 4); pieces > 0; pieces--)
        {
            text.Append(s_pieces[random.Next(s_pieces.Length)]);
        }

        return text.ToString();
    }

    private static string Visible(string text) => string.Concat(
        text.Select(static c => c is >= ' ' and < '\u007F' ? $"{c}" : $"\\u{(int)c:X4}"));
}
