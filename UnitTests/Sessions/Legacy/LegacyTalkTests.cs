using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using UnitTests.Sentences;

namespace UnitTests.Sessions.Legacy;

/// <summary>The messages that legacy clients send and receive after the login.</summary>
internal sealed class LegacyTalkTests
{
    private FakeOldServer _server = null!;
    private LegacyPeer _text = null!;

    [SetUp]
    public void Start()
    {
        _server = new FakeOldServer(new ServerOptions { RingBytes = 64 * 1024 });
        _text = _server.Enter("chat", "text");
    }

    [TearDown]
    public void Every_connection_and_slice_is_released() => _server.Dispose();

    [TestCase("username", "bob: onebob: two")]
    [TestCase("nick", "bob: onebob: two")]
    [TestCase("nickname", "bob: one\nbob: two")]
    [TestCase("nick", "bob: one\r\nbob: two\r\n")]
    [TestCase("prompt", "one\ntwo")]
    [TestCase("name-first", "one\ntwo\n")]
    public void Two_messages_in_one_receive_are_separated(string dialect, string glued)
    {
        LegacyPeer bob = _server.Enter(dialect, "bob");
        LegacyPeer other = _server.Enter("nickname", "other");
        bob.Write(glued);
        Assert.That(string.Concat(_text.Take()), Is.EqualTo("bob: one\nbob: two\n"));
        Assert.That(other.Take(), Is.EqualTo(new[] { "bob: one\nbob: two" }));
        Assert.That(
            bob.Take(),
            Is.EqualTo(dialect == "nick" ? new[] { "bob: one\nbob: two" } : []),
            "only one of them shows its own words when they come back");
    }

    [TestCase("username", "bob: ")]
    [TestCase("prompt", "")]
    [TestCase("name-first", "")]
    [TestCase("nick", "bob: ")]
    [TestCase("nickname", "bob: ")]
    public void Character_may_be_split_across_two_receives(string dialect, string head)
    {
        LegacyPeer bob = _server.Enter(dialect, "bob");
        byte[] bytes = Encoding.UTF8.GetBytes($"{head}wave \U0001F30A");
        for (int cut = 1; cut <= 3; cut++)
        {
            bob.Write(bytes.AsSpan(..^cut));
            Assert.That(_text.Take(), Is.Empty, $"{cut} bytes are missing");
            _server.Pass(60_000);
            bob.Write(bytes.AsSpan(^cut..));
            Assert.That(_text.Take(), Is.EqualTo(new[] { "bob: wave \U0001F30A\n" }));
        }
    }

    [Test]
    public void Sent_name_is_removed_once_and_also_after_a_rename()
    {
        LegacyPeer bob = _server.Enter("username", "bob");
        bob.Write("text: not me");
        bob.Write("no name at all");
        bob.Write("bob: /nick rob");
        bob.Write("bob: still me");
        bob.Write("rob: as text");
        Assert.That(_text.Take(), Is.EqualTo(new[]
        {
            "bob: text: not me\n",
            "bob: no name at all\n",
            $"{TextLine.Renamed("bob", "rob")}\n",
            "rob: still me\n",
            "rob: rob: as text\n",
        }));
    }

    [TestCase("username", "bob: ")]
    [TestCase("prompt", "")]
    [TestCase("name-first", "")]
    [TestCase("nick", "bob: ")]
    [TestCase("nickname", "bob: ")]
    public void Empty_input_sends_no_message(string dialect, string head)
    {
        LegacyPeer bob = _server.Enter(dialect, "bob");
        bob.Write($"{head}");
        bob.Write($"{head}   ");
        bob.Write("\n");
        bob.Write("\r\n");
        _server.Pass(100);
        Assert.That(_text.Take(), Is.Empty);
        Assert.That(bob.Take(), Is.Empty);
    }

    [TestCase("prompt", "exit")]
    [TestCase("prompt", "EXIT")]
    [TestCase("name-first", "/quit")]
    public void Exit_word_leaves_without_a_message(string dialect, string word)
    {
        LegacyPeer bob = _server.Enter(dialect, "bob");
        LegacyPeer other = _server.Enter("prompt", "other");
        bob.Write(word);
        _server.Pass(499);
        Assert.That(bob.Take(), Is.Empty);
        _server.Pass(1);
        Assert.That(bob.Take(), Is.EqualTo(new[] { "RESET" }));
        Assert.That(_text.Take(), Is.EqualTo(new[] { $"{TextLine.Left("bob")}\n" }));
        Assert.That(other.Take(), Is.EqualTo(new[] { "bob has left the chat!" }));
    }

    [TestCase("username")]
    [TestCase("prompt")]
    [TestCase("name-first")]
    [TestCase("nick")]
    [TestCase("nickname")]
    public void Output_after_a_send_waits_50_ms_and_is_separated_by_line_breaks(string dialect)
    {
        LegacyPeer bob = _server.Enter(dialect, "bob");
        int began = int.Parse(Told(bob, "0")[0].Split(' ')[0]);
        _server.Pass(100);
        for (int i = 1; i <= 7; i++)
        {
            _text.Write($"{i}\n");
            _server.Pass(20);
        }

        _server.Pass(200);
        Assert.That(bob.TakeTimed(), Is.EqualTo(new[]
        {
            $"{began + 100} text: 1",
            $"{began + 150} text: 2\ntext: 3",
            $"{began + 200} text: 4\ntext: 5",
            $"{began + 250} text: 6\ntext: 7",
        }));
        Assert.That(_server.Network.Poller.LastTimeoutMs, Is.EqualTo(-1));
    }

    [Test]
    public void Lines_of_one_turn_are_sent_together_with_line_breaks()
    {
        LegacyPeer bob = _server.Enter("prompt", "bob");
        _text.Wire.Write("one\ntwo\n@bob three\nfour\n"u8);
        bob.Wire.Write("/users"u8);
        _server.Settle();
        _server.Pass(50);
        Assert.That(string.Join("|", bob.Take()), Is.EqualTo(
            "text: one\ntext: two\ntext (private): three\ntext: four\n"
            + $"SERVER: {TextLine.Unmarked(TextLine.Members("", "bob", "text"))}"));
    }

    [Test]
    public void Pending_lines_of_a_slow_reader_are_separated_by_line_breaks()
    {
        LegacyPeer bob = _server.Enter("prompt", "bob");
        bob.Wire.Window = 0;
        for (int i = 1; i <= 3; i++)
        {
            _text.Write($"{i}\n");
            _server.Pass(100);
        }

        Assert.That(bob.Take(), Is.Empty);
        bob.Wire.Window = 7;
        _server.Pass(49);
        Assert.That(bob.Take(), Is.EqualTo(new[] { "text: 1" }));
        _text.Write("4\n");
        bob.Wire.Window = long.MaxValue;
        _server.Pass(1);
        Assert.That(bob.Take(), Is.EqualTo(new[] { "\ntext: 2\ntext: 3\ntext: 4" }));
        _server.Pass(100);
        _text.Write("5\n");
        Assert.That(bob.Take(), Is.EqualTo(new[] { "text: 5" }));
    }

    [Test]
    public void Partially_sent_line_is_completed_before_the_next_line_break()
    {
        LegacyPeer bob = _server.Enter("prompt", "bob");
        bob.Wire.Window = 4;
        _text.Write("1\n");
        _text.Write("2\n");
        bob.Wire.Window = long.MaxValue;
        _server.Pass(100);
        Assert.That(bob.Take(), Is.EqualTo(new[] { "text", ": 1\ntext: 2" }));
    }

    [TestCase("username", "SERVER: ")]
    [TestCase("prompt", "SERVER: ")]
    [TestCase("nickname", "[SERVER] ")]
    public void Client_that_never_reads_is_closed_as_too_slow_at_the_limit(
        string dialect, string head)
    {
        LegacyPeer bob = _server.Enter(dialect, "bob");
        LegacyPeer carol = _server.Enter(dialect, "carol");
        _text.Take();
        bob.Wire.Window = 0;
        string line = new('x', 4000);
        for (int i = 0; i < 20; i++)
        {
            _text.Write($"{line}\n");
            _server.Pass(100);
        }

        Assert.That(
            _text.Take(),
            Is.EqualTo(new[] { $"{TextLine.Left("bob", GoodbyeSentences.OthersTooSlow)}\n" }));
        Assert.That(_server.Server.Stats.DiscardedBytes, Is.GreaterThan(4000));
        bob.Wire.Window = long.MaxValue;
        _server.Pass(10_000);
        List<string> seen = bob.Take();
        Assert.That(seen[^1], Is.EqualTo("RESET"));
        string[] lines = string.Join('\n', seen[..^1]).Split('\n');
        Assert.That(
            lines[^1],
            Is.EqualTo($"{head}{GoodbyeSentences.TooSlow}"));
        Assert.That(lines[..^1], Is.All.StartsWith("text: x"));
        Assert.That(lines[..^1].Sum(static l => l.Length - 6) % 4000, Is.Zero, "whole messages");
        Assert.That(carol.Take()[^1], Does.StartWith("text: x"), "Carol still reads");
    }

    [Test]
    public void Long_lines_are_split_between_characters_and_repeat_the_sender()
    {
        LegacyPeer bob = _server.Enter("username", "bob");
        string word = string.Concat(Enumerable.Repeat("жё", 600)) + "end";
        _text.Write($"{word}\n");
        _server.Pass(1000);
        string[] lines = string.Join('\n', bob.Take()).Split('\n');
        Assert.That(lines.Select(Encoding.UTF8.GetByteCount), Is.All.LessThanOrEqualTo(1024));
        Assert.That(lines, Is.All.StartsWith("text: "));
        Assert.That(string.Concat(lines.Select(static l => l[6..])), Is.EqualTo(word));
    }

    /// <summary>
    /// The clients receive 1,024 bytes at a time. Two of them exit when a receive is not whole
    /// UTF-8.
    /// </summary>
    [TestCase("ж", 2000, 1)]
    [TestCase("ж", 300, 3)]
    public void Receive_of_1024_bytes_never_ends_inside_a_character(
        string letter, int times, int messages)
    {
        LegacyPeer bob = _server.Enter("username", "bob");
        string line = string.Concat(Enumerable.Repeat(letter, times));
        for (int i = 0; i < messages; i++)
        {
            _text.Write($"{line}\n");
        }

        _server.Pass(1000);
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        foreach (string send in bob.Take())
        {
            foreach (byte[] received in Encoding.UTF8.GetBytes(send).Chunk(1024))
            {
                Assert.That(
                    () => strict.GetString(received),
                    Throws.Nothing,
                    $"a receive out of a send of {Encoding.UTF8.GetByteCount(send)} bytes");
            }
        }
    }

    [TestCase("USERNAME")]
    [TestCase("NICK")]
    [TestCase("NICKNAME")]
    [TestCase("Enter your username: ")]
    public void Typed_prompt_never_arrives_as_a_prompt(string token)
    {
        string[] dialects = ["username", "nick", "nickname", "prompt", "name-first"];
        List<LegacyPeer> clients = [.. dialects.Select((d, i) => _server.Enter(d, $"c{i}"))];
        string name = token.Trim(' ', ':');
        string[] lines =
        [
            token, $"/me {token}", $"/topic {token}", $"@c0 {token}", $"@c1 {token}",
            $"/nick {name}", $"/{token}", $"x{token}", new string('x', 1018) + token,
        ];
        foreach (string line in lines)
        {
            _text.Write($"{line}\n");
            _server.Pass(100);
        }

        foreach (LegacyPeer client in clients)
        {
            client.Write($"/join {name}");
            _server.Pass(100);
            client.Write(client.Dialect is "prompt" or "name-first" ? token : $"c: {token}");
            client.Write($"/topic {token}");
            client.Write("/users");
            _server.Pass(100);
            foreach (byte[] received in client.Take()
                .SelectMany(static s => Encoding.UTF8.GetBytes(s).Chunk(1024)))
            {
                string text = Encoding.UTF8.GetString(received);
                Assert.That(text, Is.Not.EqualTo(token), client.Dialect);
                Assert.That(text, Does.Not.EndWith("\nNICK"), client.Dialect);
            }
        }
    }

    private List<string> Told(LegacyPeer client, string line)
    {
        _text.Write($"{line}\n");
        return client.TakeTimed();
    }
}
