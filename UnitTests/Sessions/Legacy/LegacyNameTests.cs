using EventLoopServer.Sentences;
using UnitTests.Sentences;

namespace UnitTests.Sessions.Legacy;

/// <summary>
/// Taken or invalid names, from clients that can be asked again and from clients that cannot.
/// </summary>
internal sealed class LegacyNameTests
{
    private const string Taken = "ERROR: Username already taken. Try again.\n";
    private const string Prompt = "Enter your username: ";

    private FakeOldServer _server = null!;

    [SetUp]
    public void Start() => _server = new FakeOldServer();

    [TearDown]
    public void Every_connection_and_slice_is_released() => _server.Dispose();

    [Test]
    public void Refusal_of_a_taken_name_is_a_send_of_its_own()
    {
        LegacyPeer first = _server.Enter("prompt", "Zain");
        LegacyPeer ali = _server.Connect("prompt");
        _server.Pass(1000);
        ali.Write("zain");
        _server.Pass(1000);
        ali.Write("ZAIN");
        _server.Pass(1000);
        ali.Write("Ali");
        _server.Pass(1000);
        Assert.That(ali.TakeTimed(), Is.EqualTo(new[]
        {
            $"0 {Prompt}",
            $"1000 {Taken}", $"1200 {Prompt}",
            $"2000 {Taken}", $"2200 {Prompt}",
            "3000 Welcome, Ali!",
        }));
        Assert.That(first.Take(), Is.EqualTo(new[] { "Ali has joined the chat!" }));
    }

    [Test]
    public void Input_during_the_pause_after_a_refusal_is_the_next_name()
    {
        LegacyPeer first = _server.Enter("prompt", "Zain");
        LegacyPeer ali = _server.Connect("prompt");
        _server.Pass(1000);
        ali.Write("Zain");
        ali.Write("Ali");
        _server.Pass(199);
        Assert.That(ali.TakeTimed(), Is.EqualTo(new[] { $"0 {Prompt}", $"1000 {Taken}" }));
        _server.Pass(1000);
        Assert.That(ali.TakeTimed(), Is.EqualTo(new[] { $"1200 {Prompt}", "1250 Welcome, Ali!" }));
        Assert.That(first.Take(), Is.EqualTo(new[] { "Ali has joined the chat!" }));
        ali.Write("hi");
        Assert.That(first.Take(), Is.EqualTo(new[] { "Ali: hi" }));
    }

    [Test]
    public void Delayed_refusal_is_still_followed_by_200_ms_of_silence()
    {
        _server.Enter("prompt", "Zain");

        // The name arrives before the client has read the prompt: the refusal follows the prompt
        // after a pause.
        LegacyPeer ali = _server.Connect("prompt", unasked: "Zain");
        _server.Pass(1000);
        List<string> seen = ali.TakeTimed();
        Assert.That(seen, Has.Count.EqualTo(3));
        Assert.That(seen[..2], Is.EqualTo(new[] { $"0 {Prompt}", $"50 {Taken}" }));
        Assert.That(seen[2], Does.EndWith($" {Prompt}"));
        Assert.That(
            int.Parse(seen[2].Split(' ')[0]),
            Is.GreaterThanOrEqualTo(250),
            "the prompt leaves at least 200 ms after the refusal has left");
    }

    [Test]
    public void Prompt_is_never_joined_to_an_unsent_refusal()
    {
        _server.Enter("prompt", "Zain");
        LegacyPeer ali = _server.Connect("prompt");
        _server.Pass(1000);
        ali.Wire.Window = 0;
        ali.Write("Zain");
        _server.Pass(1000);
        ali.Wire.Window = long.MaxValue;
        _server.Pass(1000);
        Assert.That(ali.Take(), Is.EqualTo(new[] { Prompt, Taken, Prompt }));
    }

    [Test]
    public void Delayed_welcome_is_still_followed_by_200_ms_of_silence()
    {
        LegacyPeer other = _server.Enter("prompt", "other");
        LegacyPeer ali = _server.Connect("prompt", unasked: "Ali");
        _server.Pass(210);
        other.Write("hello");
        _server.Pass(39);
        Assert.That(
            ali.TakeTimed(), Is.EqualTo(new[] { $"0 {Prompt}", "50 Welcome, Ali!" }));
    }

    [Test]
    public void Released_name_can_be_used_again()
    {
        LegacyPeer zain = _server.Enter("prompt", "Zain");
        LegacyPeer ali = _server.Connect("prompt");
        _server.Pass(1000);
        ali.Write("Zain");
        zain.Write("exit");
        _server.Pass(1000);
        ali.Write("Zain");
        Assert.That(ali.TakeTimed(), Is.EqualTo(new[]
        {
            $"0 {Prompt}", $"1000 {Taken}", $"1200 {Prompt}", "2000 Welcome, Zain!",
        }));
    }

    [TestCase("Ali Baba", "Ali-Baba")]
    [TestCase("J@hn Doe", "J-hn-Doe")]
    [TestCase("server", "server-2")]
    [TestCase("user-1", "user-1-2")]
    [TestCase("!!!", "guest")]
    public void Invalid_name_is_replaced_even_after_a_prompt(
        string wish, string name)
    {
        LegacyPeer ali = _server.Connect("prompt");
        _server.Pass(1000);
        ali.Write(wish);
        _server.Pass(1000);
        Assert.That(ali.TakeTimed(), Is.EqualTo(new[]
        {
            $"0 {Prompt}",
            $"1000 Welcome, {name}!",
            $"1200 SERVER: {ChatSentences.NameChanged(wish, name)}",
        }));
    }

    [TestCase("nick", "alice-2 joined!\nConnected to server!\nSERVER: ")]
    [TestCase("nickname", "[SERVER] Connected to the server!\n[SERVER] ")]
    [TestCase("name-first", "SERVER: ")]
    [TestCase("username", "alice-2 has joined the chat!\nConnected to the server!\nSERVER: ")]
    public void Taken_name_gets_a_number_for_a_client_that_cannot_be_asked(
        string dialect, string before)
    {
        LegacyPeer alice = _server.Enter("chat", "Alice");
        LegacyPeer second = _server.Connect(dialect);
        _server.Pass(1000);
        second.Take();
        second.Write("alice");
        _server.Pass(300);
        Assert.That(second.Take(), Is.EqualTo(new[]
        {
            $"{before}{ChatSentences.NameChanged("alice", "alice-2")}",
        }));
        Assert.That(alice.Take(), Is.EqualTo(new[] { $"{TextLine.Joined("alice-2")}\n" }));

        LegacyPeer third = _server.Connect(dialect);
        _server.Pass(1000);
        third.Take();
        third.Write("ALICE");
        _server.Pass(300);
        Assert.That(third.Take()[0], Does.EndWith("you are ALICE-3."));
    }

    [TestCase("nick")]
    [TestCase("nickname")]
    [TestCase("username")]
    public void Sent_name_is_removed_from_messages_even_if_another_was_assigned(string dialect)
    {
        LegacyPeer text = _server.Enter("chat", "text");
        LegacyPeer john = _server.Enter(dialect, "J@hn Doe");
        Assert.That(text.Take(), Is.Empty);
        john.Write("J@hn Doe: hi");
        john.Write("J-hn-Doe: hi");
        john.Write("text: hi");
        Assert.That(text.Take(), Is.EqualTo(new[]
        {
            "J-hn-Doe: hi\n", "J-hn-Doe: J-hn-Doe: hi\n", "J-hn-Doe: text: hi\n",
        }));
    }

    [Test]
    public void Shared_port_numbers_the_taken_name_of_a_client_that_sent_it_without_a_prompt()
    {
        _server.Enter("chat", "Harsh");
        LegacyPeer harsh = _server.Connect("prompt+name-first");
        _server.Pass(499);
        harsh.Write("Harsh");
        _server.Pass(1000);
        Assert.That(harsh.TakeTimed(), Is.EqualTo(new[]
        {
            $"499 SERVER: {ChatSentences.NameChanged("Harsh", "Harsh-2")}",
        }));
    }

    [TestCase(1)]
    [TestCase(300)]
    public void Shared_port_numbers_a_taken_name_that_arrives_soon_after_the_prompt(int ms)
    {
        _server.Enter("chat", "Harsh");
        LegacyPeer harsh = _server.Connect("prompt+name-first");
        _server.Pass(500 + ms);
        harsh.Write("Harsh");
        _server.Pass(1000);
        List<string> seen = harsh.Take();
        Assert.That(seen, Is.EqualTo(new[]
        {
            Prompt,
            "Welcome, Harsh-2!",
            $"SERVER: {ChatSentences.NameChanged("Harsh", "Harsh-2")}",
        }));
    }

    [Test]
    public void Shared_port_asks_again_for_a_taken_name_that_arrives_later()
    {
        _server.Enter("chat", "Harsh");
        LegacyPeer harsh = _server.Connect("prompt+name-first");
        _server.Pass(801);
        harsh.Write("Harsh");
        _server.Pass(199);
        harsh.Write("Ali");
        _server.Pass(1000);
        Assert.That(harsh.TakeTimed(), Is.EqualTo(new[]
        {
            $"500 {Prompt}", $"801 {Taken}", $"1001 {Prompt}", "1051 Welcome, Ali!",
        }));
    }

    [Test]
    public void Clients_that_give_one_name_in_one_turn_get_different_names()
    {
        LegacyPeer a = _server.Connect("nick");
        LegacyPeer b = _server.Connect("nickname");
        LegacyPeer c = _server.Connect("prompt");
        _server.Pass(1000);
        a.Wire.Write("bob"u8);
        b.Wire.Write("bob"u8);
        c.Wire.Write("bob"u8);
        _server.Settle();
        _server.Pass(1000);
        Assert.That(a.Take()[1], Does.StartWith("bob joined!\nConnected to server!"));
        Assert.That(b.Take()[1], Does.EndWith("you are bob-2."));
        Assert.That(c.Take(), Is.EqualTo(new[] { Prompt, Taken, Prompt }));
    }
}
