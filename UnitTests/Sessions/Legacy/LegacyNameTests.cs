using EventLoopServer.Sentences;
using UnitTests.Sentences;

namespace UnitTests.Sessions.Legacy;

/// <summary>
/// Names that are taken or cannot be used, from those who can be asked again and those who cannot.
/// </summary>
internal sealed class LegacyNameTests
{
    private const string Taken = "ERROR: Username already taken. Try again.\n";
    private const string Prompt = "Enter your username: ";

    private FakeOldServer _server = null!;

    [SetUp]
    public void Start() => _server = new FakeOldServer();

    [TearDown]
    public void Everything_borrowed_was_given_back() => _server.Dispose();

    [Test]
    public void A_taken_name_is_asked_for_again_in_a_send_of_its_own()
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
    public void What_comes_while_a_refusal_waits_is_the_next_name_and_not_lost()
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
    public void A_refusal_that_had_to_wait_itself_still_stands_alone_for_200_ms()
    {
        _server.Enter("prompt", "Zain");

        // The name comes before the prompt was read: the refusal follows the prompt after a pause.
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
    public void A_prompt_is_never_glued_to_a_refusal_that_could_not_leave()
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
    public void A_welcome_that_had_to_wait_itself_still_stands_alone_for_200_ms()
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
    public void A_name_that_is_given_back_meanwhile_can_be_had()
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
    public void A_name_that_is_wrong_in_another_way_is_derived_where_it_could_be_asked_for(
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
    public void A_taken_name_is_derived_for_one_that_cannot_be_asked(string dialect, string before)
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
    public void The_name_that_was_sent_is_taken_off_although_another_was_given(string dialect)
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
    public void On_the_shared_port_a_taken_name_is_derived_for_one_that_spoke_unasked()
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
    public void On_the_shared_port_a_taken_name_soon_after_the_prompt_is_derived(int ms)
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
    public void On_the_shared_port_a_taken_name_later_is_asked_for_again()
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
    public void Two_who_give_one_name_in_one_turn_get_two()
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
