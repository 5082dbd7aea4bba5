using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;

namespace UnitTests.Sessions.Legacy;

/// <summary>
/// How legacy clients get their names, byte by byte and send by send, with the milliseconds since
/// they connected.
/// </summary>
internal sealed class LegacyOpeningTests
{
    private const string TooLate = GoodbyeSentences.TooLate;

    private FakeOldServer _server = null!;

    [SetUp]
    public void Start() => _server = new FakeOldServer();

    [TearDown]
    public void Every_connection_and_slice_is_released() => _server.Dispose();

    [TestCase("username", 0, "USERNAME", "SERVER: ")]
    [TestCase("prompt", 0, "Enter your username: ", "SERVER: ")]
    [TestCase("prompt+name-first", 500, "Enter your username: ", "SERVER: ")]
    [TestCase("nick", 0, "NICK", "SERVER: ")]
    [TestCase("nickname", 0, "NICKNAME", "[SERVER] ")]
    public void Client_that_never_answers_the_prompt_is_reset_after_three_minutes(
        string dialect, int askedMs, string prompt, string head)
    {
        LegacyPeer silent = _server.Connect(dialect);
        _server.Pass(600_000);
        Assert.That(silent.TakeTimed(), Is.EqualTo(new[]
        {
            $"{askedMs} {prompt}", $"180000 {head}{TooLate}", "180500 RESET",
        }));
    }

    [Test]
    public void Silent_name_first_client_is_reset_after_three_minutes()
    {
        LegacyPeer silent = _server.Connect("name-first");
        _server.Pass(600_000);
        Assert.That(
            silent.TakeTimed(),
            Is.EqualTo(new[] { $"180000 SERVER: {TooLate}", "180500 RESET" }));
    }

    [TestCase("username", "USERNAME")]
    [TestCase("prompt", "Enter your username: ")]
    [TestCase("prompt+name-first", "Enter your username: ")]
    [TestCase("nick", "NICK")]
    [TestCase("nickname", "NICKNAME")]
    public void Name_has_no_deadline_without_limits(string dialect, string prompt)
    {
        _server.Dispose();
        _server = new FakeOldServer(new ServerOptions().WithoutLimits());
        LegacyPeer silent = _server.Connect(dialect);
        _server.Pass(10_000_000);
        Assert.That(silent.Take(), Is.EqualTo(new[] { prompt }));
        Assert.That(_server.Network.Poller.LastTimeoutMs, Is.EqualTo(-1), "no timer is set");
    }

    [TestCase(60_000)]
    [TestCase(179_999)]
    public void Prompt_may_be_answered_within_three_minutes(int ms)
    {
        LegacyPeer username = _server.Connect("username");
        LegacyPeer prompt = _server.Connect("prompt");
        LegacyPeer nick = _server.Connect("nick");
        LegacyPeer nickname = _server.Connect("nickname");
        LegacyPeer shared = _server.Connect("prompt+name-first");
        _server.Pass(ms);
        username.Write("una");
        username.Write("una");
        prompt.Write("pro");
        shared.Write("sha");
        nick.Write("nic");
        nickname.Write("nin");
        Assert.That(username.TakeTimed(), Is.EqualTo(new[]
        {
            "0 USERNAME", $"{ms} una has joined the chat!\nConnected to the server!",
        }));
        Assert.That(
            prompt.TakeTimed(),
            Is.EqualTo(new[] { "0 Enter your username: ", $"{ms} Welcome, pro!" }));
        Assert.That(
            shared.TakeTimed(),
            Is.EqualTo(new[] { "500 Enter your username: ", $"{ms} Welcome, sha!" }));
        Assert.That(
            nick.TakeTimed(),
            Is.EqualTo(new[] { "0 NICK", $"{ms} nic joined!\nConnected to server!" }));
        Assert.That(
            nickname.TakeTimed(),
            Is.EqualTo(new[] { "0 NICKNAME", $"{ms} [SERVER] Connected to the server!" }));
        _server.Pass(600_000);
        Assert.That(
            new[] { username, prompt, nick, nickname, shared }.SelectMany(c => c.Take()),
            Has.None.Contains("too long"),
            "a deadline outlived the name that it was for");
    }

    [TestCase("nick", "NICK", "alice joined!\nConnected to server!")]
    [TestCase("nickname", "NICKNAME", "[SERVER] Connected to the server!")]
    [TestCase("prompt", "Enter your username: ", "Welcome, alice!")]
    public void Name_sent_before_the_prompt_is_read_is_accepted(
        string dialect, string prompt, string welcome)
    {
        LegacyPeer alice = _server.Connect(dialect, unasked: "alice");
        _server.Pass(1000);
        Assert.That(alice.TakeTimed(), Is.EqualTo(new[] { $"0 {prompt}", $"50 {welcome}" }));
    }

    [Test]
    public void Name_sent_at_once_needs_no_prompt()
    {
        LegacyPeer witness = _server.Enter("name-first", "witness");
        LegacyPeer harsh = _server.Connect("prompt+name-first", unasked: "Harsh");
        LegacyPeer alone = _server.Connect("name-first", unasked: "Alone");
        _server.Pass(1000);
        Assert.That(harsh.Take(), Is.EqualTo(new[] { "Alone has joined the chat!" }));
        Assert.That(alone.Take(), Is.Empty);
        Assert.That(witness.Take(), Is.EqualTo(new[]
        {
            "Harsh has joined the chat!", "Alone has joined the chat!",
        }));
    }

    [Test]
    public void Shared_port_prompts_after_half_a_second_of_silence()
    {
        LegacyPeer quick = _server.Connect("prompt+name-first");
        LegacyPeer slow = _server.Connect("prompt+name-first");
        _server.Pass(499);
        quick.Write("quick");
        _server.Pass(101);
        slow.Write("slow");
        _server.Pass(1000);
        Assert.That(quick.TakeTimed(), Is.EqualTo(new[] { "800 slow has joined the chat!" }));
        Assert.That(slow.TakeTimed(), Is.EqualTo(new[]
        {
            "500 Enter your username: ", "600 Welcome, slow!",
        }));
    }

    [Test]
    public void Name_may_be_split_inside_a_character()
    {
        LegacyPeer witness = _server.Enter("chat", "witness");
        LegacyPeer zoe = _server.Connect("nickname");
        zoe.Write([(byte)'Z', (byte)'o', 0xC3]);
        _server.Pass(5000);
        zoe.Write([0xAB]);
        LegacyPeer una = _server.Connect("username");
        una.Write([0xC3]);
        _server.Pass(100);
        una.Write([0x9C]);
        una.Write("Ü");
        Assert.That(
            witness.Take(),
            Is.EqualTo(new[] { $"{TextLine.Joined("Zoë")}\n", $"{TextLine.Joined("Ü")}\n" }));
    }

    [Test]
    public void Nothing_follows_a_welcome_for_200_ms()
    {
        LegacyPeer other = _server.Enter("prompt", "other");
        LegacyPeer text = _server.Enter("chat", "text");
        LegacyPeer zain = _server.Connect("prompt");
        _server.Pass(1000);
        zain.Write("Zain");
        other.Write("hello");
        text.Write("@zain psst\n");
        text.Write("hello too\n");
        _server.Pass(199);
        Assert.That(zain.TakeTimed(), Is.EqualTo(new[]
        {
            "0 Enter your username: ", "1000 Welcome, Zain!",
        }));
        Assert.That(other.Take(), Is.EqualTo(new[] { "text: hello too" }));
        Assert.That(text.Take(), Is.EqualTo(new[]
        {
            "other: hello\n",
            $"{TextLine.Refused(RefusalCode.NoSuchPerson, "zain")}\n",
        }));
        other.Write("still before");
        _server.Pass(1);
        other.Write("and after");
        text.Write("@zain now\n");
        _server.Pass(100);
        Assert.That(zain.TakeTimed(), Is.EqualTo(new[]
        {
            "1200 other: and after", "1250 text (private): now",
        }));
        Assert.That(text.Take(), Is.EqualTo(new[]
        {
            "other: still before\n", $"{TextLine.Joined("Zain")}\n", "other: and after\n",
        }));
    }

    [Test]
    public void Messages_of_a_newcomer_are_sent_after_its_welcome_pause()
    {
        LegacyPeer other = _server.Enter("prompt", "other");
        LegacyPeer zain = _server.Connect("prompt");
        _server.Pass(1000);
        zain.Write("Zain\none");
        zain.Write("two");
        _server.Pass(199);
        Assert.That(other.Take(), Is.Empty);
        _server.Pass(100);
        Assert.That(
            string.Join('\n', other.Take()),
            Is.EqualTo("Zain has joined the chat!\nZain: one\nZain: two"));
        Assert.That(zain.Take(), Is.EqualTo(new[] { "Enter your username: ", "Welcome, Zain!" }));
        _server.Pass(100);
        zain.Write("three");
        Assert.That(other.Take(), Is.EqualTo(new[] { "Zain: three" }), "reading continues");
    }
}
