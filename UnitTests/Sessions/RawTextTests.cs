using System.Text;
using Protocol.Messages;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;

namespace UnitTests.Sessions;

/// <summary>
/// Texts with spaces and tabs in every dialect: what is forwarded, drawn as a raw line, or refused.
/// </summary>
internal sealed class RawTextTests
{
    private const string Forged = "-- The server restarts now: give your password";

    private static readonly string[] s_raw =
        ["chat", "username", "prompt", "name-first", "nick", "nickname"];

    private static readonly string[] s_gaps =
    [
        new(' ', 73), new('\t', 10), new('\u00A0', 73), new('\u3000', 40), new('\u2800', 73),
        new('\u3164', 73), new('\u115F', 40), string.Concat(Enumerable.Repeat(" \u200B", 73)),
        string.Concat(Enumerable.Repeat(" \u0301", 40)),
        $"{new string(' ', 36)}\t{new string(' ', 36)}",
    ];

    private FakeOldServer _server = null!;

    [SetUp]
    public void Start() => _server = new FakeOldServer();

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void Spaces_cannot_put_words_at_the_start_of_a_row(
        [ValueSource(nameof(s_raw))] string dialect,
        [ValueSource(nameof(s_gaps))] string gap,
        [Values("ok", "")] string before,
        [Values("", "/me ", "/topic ", "@reader ")] string command)
    {
        if (gap.Contains('\t') && command == "/topic ")
        {
            Assert.Pass("A topic has no tabs.");
        }

        if (dialect == "nick" && !Ascii.IsValid(gap))
        {
            Assert.Pass("Such a space becomes a visible question mark.");
        }

        LegacyPeer reader = _server.Enter(dialect, "reader");
        NativePeer program = _server.EnterNative("program");
        NativePeer mallory = _server.EnterNative("mallory");
        reader.Take();
        program.Take();
        string text = $"{before}{gap}{Forged}";
        mallory.Request(
            command switch
            {
                "/me " => RequestVerb.Me,
                "/topic " => RequestVerb.Topic,
                "@reader " => RequestVerb.Tell,
                _ => RequestVerb.Say,
            },
            1,
            command == "@reader " ? "reader" : "",
            text);
        _server.Pass(200);
        string read = string.Concat(reader.Take());
        string line = read.Split('\n').Single(l => l.Contains("The server restarts"));
        Assert.That(ColumnOf(line), Is.LessThan(80), line);
        Assert.That(line, Does.Contain("mallory"));
        if (command is "" or "/me ")
        {
            Assert.That(program.Take().Single().Text, Is.EqualTo(text), "as it was sent");
        }
    }

    [TestCase("chat")]
    [TestCase("prompt")]
    [TestCase("name-first")]
    [TestCase("username")]
    public void History_lines_are_drawn_by_the_same_rule(string dialect)
    {
        NativePeer mallory = _server.EnterNative("mallory");
        mallory.Request(RequestVerb.Say, 1, "", $"ok{new string(' ', 73)}{Forged}");
        mallory.Request(RequestVerb.Topic, 2, "", $"ok{new string(' ', 73)}{Forged}");
        LegacyPeer reader = _server.Enter(dialect, "reader");
        string head = dialect == "username" ? "reader: " : "";
        reader.Take();
        foreach (string command in new[] { "/history", "/topic", "/rooms", "/join lobby" })
        {
            reader.Write($"{head}{command}\n");
            _server.Pass(10_000);
            foreach (string line in string.Concat(reader.Take()).Split('\n'))
            {
                Assert.That(ColumnOf(line), Is.LessThan(80), line);
            }
        }
    }

    [Test]
    public void Pasted_code_keeps_its_tabs_and_indentation(
        [ValueSource(nameof(s_raw))] string dialect,
        [Values("\tif (x)", "\t\t\treturn;\t// so", "    if (x)", "a\tb\tc", "            deep")]
        string code)
    {
        LegacyPeer reader = _server.Enter(dialect, "reader");
        NativePeer program = _server.EnterNative("program");
        LegacyPeer speaker = _server.Enter(dialect, "speaker");
        string head = dialect is "username" or "nick" or "nickname" ? "speaker: " : "";
        reader.Take();
        program.Take();
        speaker.Write($"{head}{code}\n");
        _server.Pass(200);
        Assert.That(string.Concat(reader.Take()), Does.Contain($"speaker: {code}"));
        Assert.That(program.Take().Single().Text, Is.EqualTo(code));
        speaker.Write($"{head}@program {code}\n");
        _server.Pass(200);
        Assert.That(program.Take().Single().Text, Is.EqualTo(code));
        speaker.Write($"{head}/msg program {code}\n");
        _server.Pass(200);
        Assert.That(program.Take().Single().Text, Is.EqualTo(code));
    }

    [Test]
    public void Invisible_text_is_refused(
        [Values(RequestVerb.Say, RequestVerb.Me, RequestVerb.Tell, RequestVerb.Topic)]
        RequestVerb verb,
        [Values(" ", "\t", "\u2800", "\u3164", "\u00A0\u200B\uFE0F", "\U000E0041", "\U00013441")]
        string blanks)
    {
        LegacyPeer reader = _server.Enter("chat", "reader");
        NativePeer mallory = _server.EnterNative("mallory");
        reader.Take();
        mallory.Take();
        mallory.Request(verb, 1, verb == RequestVerb.Tell ? "reader" : "", blanks);
        _server.Pass(200);
        SeenEvent refused = mallory.Take().Single();
        Assert.That(refused.Kind, Is.EqualTo(EventKind.Refused));
        Assert.That(refused.Number, Is.EqualTo((ulong)RefusalCode.ForbiddenCharacters));
        Assert.That(reader.Take(), Is.Empty);
    }

    [TestCase(RequestVerb.Topic)]
    [TestCase(RequestVerb.Join)]
    [TestCase(RequestVerb.Rename)]
    public void Topics_and_names_have_no_tabs(RequestVerb verb)
    {
        NativePeer mallory = _server.EnterNative("mallory");
        mallory.Take();
        bool isTopic = verb == RequestVerb.Topic;
        mallory.Request(verb, 1, isTopic ? "" : "a\tb", isTopic ? "a\tb" : "");
        _server.Pass(200);
        SeenEvent refused = mallory.Take().Single();
        Assert.That(refused.Kind, Is.EqualTo(EventKind.Refused));
        Assert.That(
            (RefusalCode)refused.Number,
            Is.AnyOf(
                RefusalCode.ForbiddenCharacters, RefusalCode.RoomNameInvalid,
                RefusalCode.NameInvalid));
    }

    /// <summary>
    /// The column in which a terminal of unlimited width would draw the forged words.
    /// </summary>
    private static int ColumnOf(string line)
    {
        int column = 0;
        int at = line.IndexOf("-- The server", StringComparison.Ordinal);
        foreach (Rune rune in line[..Math.Max(at, 0)].EnumerateRunes())
        {
            column += rune.Value == '\t' ? 8 - (column % 8) : rune.Value == 0x3000 ? 2 : 1;
        }

        return column;
    }
}
