using Protocol.Messages;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;

namespace UnitTests.Sessions;

/// <summary>
/// Empty lines of a pasted block, from every kind of sender to every kind of reader.
/// </summary>
internal sealed class PastedBlockTests
{
    private const string Code = "def f():\n    x = 1\n\n    return x\n\n\nf()\n";

    private static readonly string[] s_raw =
        ["chat", "username", "prompt", "name-first", "nick", "nickname"];

    private FakeOldServer _server = null!;

    [SetUp]
    public void Start() => _server = new FakeOldServer();

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void Readers_see_the_senders_name_on_each_empty_line(
        [ValueSource(nameof(s_raw))] string dialect, [Values] bool isPrivate)
    {
        LegacyPeer reader = _server.Enter(dialect, "reader");
        NativePeer ann = _server.EnterNative("ann");
        NativePeer program = _server.EnterNative("program");
        ann.Take();
        RequestVerb verb = isPrivate ? RequestVerb.Tell : RequestVerb.Say;
        foreach (string receiver in isPrivate ? ["reader", "program"] : new[] { "" })
        {
            ann.Request(verb, 1, receiver, "text", number: 2);
        }

        _server.Pass(200);
        string[] lines = string.Concat(reader.Take()).Split('\n', StringSplitOptions.TrimEntries);
        string head = !isPrivate ? "ann:" : dialect == "chat" ? "(private) ann:" : "ann (private):";
        Assert.That(
            lines.Where(static line => line.Length > 0),
            Is.EqualTo(new[] { head, head, $"{head} text" }));
        SeenEvent seen = program.Take().Single();
        Assert.That((seen.Text, seen.Number), Is.EqualTo(("text", 2ul)));
    }

    [Test]
    public void History_keeps_empty_lines([ValueSource(nameof(s_raw))] string dialect)
    {
        NativePeer ann = _server.EnterNative("ann");
        ann.Request(RequestVerb.Say, 1, "", "text", number: 1);
        _server.Pass(200);
        LegacyPeer reader = _server.Enter(dialect, "reader");
        string head = dialect is "username" or "nick" or "nickname" ? "reader: " : "";
        reader.Write($"{head}/history\n");
        _server.Pass(10_000);
        string[] past =
        [
            .. string.Concat(reader.Take()).Split('\n', StringSplitOptions.TrimEntries)
                .Where(static line => line.StartsWith("| "))
                .Select(static line => line["| 00:00 ".Length..]),
        ];
        Assert.That(past, Is.EqualTo(new[] { "ann:", "ann: text" }));
        ann.Take();
        ann.Request(RequestVerb.History, 2);
        _server.Pass(200);
        Assert.That(ann.Take().Single(static e => e.Kind == EventKind.Said).Number, Is.EqualTo(1));
    }

    [TestCase(RequestVerb.Say, 0ul, true)]
    [TestCase(RequestVerb.Say, 1ul, true)]
    [TestCase(RequestVerb.Say, 2ul, true)]
    [TestCase(RequestVerb.Say, 3ul, false)]
    [TestCase(RequestVerb.Say, ulong.MaxValue, false)]
    [TestCase(RequestVerb.Tell, 2ul, true)]
    [TestCase(RequestVerb.Tell, 3ul, false)]
    public void More_than_two_empty_lines_are_refused(RequestVerb verb, ulong number, bool isTaken)
    {
        LegacyPeer reader = _server.Enter("chat", "reader");
        NativePeer mallory = _server.EnterNative("mallory");
        reader.Take();
        mallory.Take();
        mallory.Request(verb, 1, verb == RequestVerb.Tell ? "reader" : "", "hi", number);
        _server.Pass(200);
        SeenEvent answer = mallory.Take()[^1];
        Assert.That(
            (answer.Kind, isTaken || answer.Number == (ulong)RefusalCode.ArgumentInvalid),
            Is.EqualTo((isTaken ? EventKind.Done : EventKind.Refused, true)));
        Assert.That(
            string.Concat(reader.Take()).Count(static c => c == '\n'),
            Is.EqualTo(isTaken ? (int)number + 1 : 0));
    }

    [TestCase(RequestVerb.Me, "waves")]
    [TestCase(RequestVerb.Topic, "tea")]
    [TestCase(RequestVerb.Join, "")]
    [TestCase(RequestVerb.Rename, "")]
    public void Other_requests_cannot_draw_empty_lines(RequestVerb verb, string text)
    {
        LegacyPeer reader = _server.Enter("chat", "reader");
        NativePeer mallory = _server.EnterNative("mallory");
        reader.Take();
        mallory.Request(verb, 1, text.Length > 0 ? "" : "den", text, number: 2);
        _server.Pass(200);
        Assert.That(
            string.Concat(reader.Take()).Count(static c => c == '\n'),
            Is.EqualTo(verb == RequestVerb.Join ? 0 : 1));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("\u2800")]
    public void Message_of_only_empty_lines_is_refused(string text)
    {
        LegacyPeer reader = _server.Enter("chat", "reader");
        NativePeer mallory = _server.EnterNative("mallory");
        reader.Take();
        mallory.Take();
        mallory.Request(RequestVerb.Say, 1, "", text, number: 1);
        _server.Pass(200);
        Assert.That(mallory.Take().Single().Kind, Is.EqualTo(EventKind.Refused));
        Assert.That(reader.Take(), Is.Empty);
    }

    [Test]
    public void Block_pasted_into_a_plain_terminal_keeps_its_empty_lines([Values] bool isSlow)
    {
        LegacyPeer bob = _server.Enter("chat", "bob");
        NativePeer program = _server.EnterNative("program");
        foreach (char c in isSlow ? Code : "")
        {
            bob.Write($"{c}");
        }

        bob.Write(isSlow ? "" : Code);
        _server.Pass(200);
        Assert.That(
            program.Take().Select(static e => $"{e.Number} {e.Text}"),
            Is.EqualTo(new[] { "0 def f():", "0     x = 1", "1     return x", "2 f()" }));
    }

    [TestCase("one\n", 1001, "\ntwo\n", 0)]
    [TestCase("one\n", 1000, "\ntwo\n", 1)]
    [TestCase("one\n", 0, "\n\n\n\n\n\ntwo\n", 2)]
    [TestCase("\n\n", 0, "two\n", 0)]
    [TestCase("/topic x\n", 0, "\ntwo\n", 0)]
    [TestCase("@program one\n", 0, "\ntwo\n", 0)]
    public void Lone_Enter_is_not_an_empty_line_of_a_block(
        string before, int laterMs, string line, int kept)
    {
        LegacyPeer bob = _server.Enter("chat", "bob");
        NativePeer program = _server.EnterNative("program");
        bob.Write(before);
        _server.Pass(laterMs);
        bob.Write(line);
        _server.Pass(200);
        SeenEvent two = program.Take().Single(static e => e.Text == "two");
        Assert.That(two.Number, Is.EqualTo((ulong)kept));
    }
}
