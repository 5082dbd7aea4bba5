using Protocol.Messages;
using UnitTests.Sentences;

namespace UnitTests.Sessions.Legacy;

/// <summary>
/// The client that sends its name at once and again when asked: until the second copy nothing may
/// be sent that would hide the prompt from it.
/// </summary>
internal sealed class LegacyTwiceTests
{
    private const string Joined = "alice has joined the chat!\nConnected to the server!";

    private FakeOldServer _server = null!;
    private LegacyPeer _witness = null!;

    [SetUp]
    public void Start()
    {
        _server = new FakeOldServer();
        _witness = _server.Enter("chat", "witness");
    }

    [TearDown]
    public void Everything_borrowed_was_given_back() => _server.Dispose();

    [TestCase(0, 1, 50)]
    [TestCase(0, 299, 299)]
    [TestCase(100, 40, 140)]
    [TestCase(60_000, 20, 60_020)]
    public void The_second_copy_ends_the_wait(int firstMs, int afterMs, int joinedMs)
    {
        LegacyPeer alice = _server.Connect("username");
        _server.Pass(firstMs);
        alice.Write("alice");
        _server.Pass(afterMs);
        alice.Write("alice");
        _server.Pass(1000);
        Assert.That(alice.TakeTimed(), Is.EqualTo(new[] { "0 USERNAME", $"{joinedMs} {Joined}" }));
        Assert.That(_witness.Take(), Is.EqualTo(new[] { $"{TextLine.Joined("alice")}\n" }));
    }

    [Test]
    public void A_name_before_the_prompt_was_read_and_its_copy_are_one_name()
    {
        LegacyPeer alice = _server.Connect("username", unasked: "alice");
        alice.Write("alice");
        _server.Pass(1000);
        Assert.That(alice.TakeTimed(), Is.EqualTo(new[] { "0 USERNAME", $"50 {Joined}" }));
        Assert.That(_witness.Take(), Is.EqualTo(new[] { $"{TextLine.Joined("alice")}\n" }));
    }

    [TestCase(0)]
    [TestCase(2000)]
    public void Without_a_second_copy_300_ms_are_enough(int ms)
    {
        LegacyPeer alice = _server.Connect("username");
        _server.Pass(ms);
        alice.Write("alice");
        _witness.Write("@alice psst\n");
        _witness.Write("hello\n");
        _server.Pass(299);
        Assert.That(alice.TakeTimed(), Is.EqualTo(new[] { "0 USERNAME" }));
        _server.Pass(1000);
        Assert.That(alice.TakeTimed(), Is.EqualTo(new[] { $"{ms + 300} {Joined}" }));
        alice.Write("alice");
        alice.Write("alice: hi");
        Assert.That(_witness.Take(), Is.EqualTo(new[]
        {
            $"{TextLine.Refused(RefusalCode.NoSuchPerson, "alice")}\n",
            $"{TextLine.Joined("alice")}\n",
            "alice: hi\n",
        }));
    }

    [Test]
    public void A_doubled_name_in_one_receive_is_one_name_after_300_ms()
    {
        LegacyPeer alice = _server.Connect("username", unasked: "alicealice");
        _server.Pass(299);
        Assert.That(alice.TakeTimed(), Is.EqualTo(new[] { "0 USERNAME" }));
        _server.Pass(1);
        Assert.That(alice.TakeTimed(), Is.EqualTo(new[] { $"300 {Joined}" }));
        alice.Write("alice: hi");
        Assert.That(
            _witness.Take(), Is.EqualTo(new[] { $"{TextLine.Joined("alice")}\n", "alice: hi\n" }));
    }

    [Test]
    public void A_name_that_repeats_itself_is_shown_by_its_copy()
    {
        LegacyPeer dodo = _server.Connect("username", unasked: "dodo");
        dodo.Write("dodo");
        dodo.Write("dodo: hi");
        Assert.That(
            _witness.Take(), Is.EqualTo(new[] { $"{TextLine.Joined("dodo")}\n", "dodo: hi\n" }));
    }

    [Test]
    public void A_name_that_repeats_itself_is_shown_by_the_first_message()
    {
        LegacyPeer dodo = _server.Connect("username", unasked: "dodo");
        _server.Pass(1000);
        dodo.Write("dodo: hi");
        dodo.Write("dodo: do: hi");
        Assert.That(_witness.Take(), Is.EqualTo(new[]
        {
            $"{TextLine.Joined("do")}\n",
            $"{TextLine.Renamed("do", "dodo")}\ndodo: hi\n",
            "dodo: do: hi\n",
        }));
    }

    [TestCase("alice: hi", "alice: hi")]
    [TestCase("alicealice: hi", "alice: hi")]
    [TestCase("alicealicealice: hi", "alice: hi")]
    [TestCase("alicealice: onealice: two", "alice: one\nalice: two")]
    public void A_first_message_glued_to_the_name_is_said(string glued, string said)
    {
        LegacyPeer alice = _server.Connect("username", unasked: glued);
        _server.Pass(1000);
        Assert.That(
            string.Concat(_witness.Take()), Is.EqualTo(
                $"{TextLine.Joined("alice")}\n{said}\n"), glued);
        Assert.That(alice.Take(), Is.EqualTo(new[] { "USERNAME", Joined }));
    }

    [Test]
    public void Messages_that_come_while_the_copy_is_waited_for_are_said_afterwards()
    {
        LegacyPeer alice = _server.Connect("username");
        alice.Write("alice");
        alice.Write("alice: one");
        _server.Pass(100);
        alice.Write("alice: two");
        _server.Pass(199);
        Assert.That(_witness.Take(), Is.Empty);
        _server.Pass(1);
        Assert.That(
            string.Concat(_witness.Take()),
            Is.EqualTo($"{TextLine.Joined("alice")}\nalice: one\nalice: two\n"));
        Assert.That(alice.TakeTimed(), Is.EqualTo(new[] { "0 USERNAME", $"300 {Joined}" }));
    }

    [TestCase("alice", "")]
    [TestCase("alice|alice: hi", "alice: hi\n")]
    [TestCase("alicealice: hi", "alice: hi\n")]
    [TestCase("alice|alice: hi|alice has left the chat.", "alice: hi\n")]
    public void What_came_in_the_window_before_an_end_is_still_said(string parts, string said)
    {
        LegacyPeer alice = _server.Connect("username");
        foreach (string part in parts.Split('|'))
        {
            alice.Write(part);
        }

        alice.End();
        _server.Pass(1000);
        Assert.That(
            string.Concat(_witness.Take()),
            Is.EqualTo($"{TextLine.Joined("alice")}\n{said}{TextLine.Left("alice")}\n"));
        Assert.That(_server.Server.Connections, Is.EqualTo(1));
    }

    [Test]
    public void An_end_in_the_middle_of_a_character_ends_it()
    {
        LegacyPeer alice = _server.Connect("username");
        alice.Write([0xC3]);
        alice.End();
        LegacyPeer nick = _server.Connect("nick");
        nick.Write([0xC3]);
        nick.End();
        _server.Pass(1000);
        Assert.That(_server.Server.Connections, Is.EqualTo(1));
    }

    [Test]
    public void It_says_itself_that_it_leaves_and_is_seen_leaving_once()
    {
        LegacyPeer other = _server.Enter("username", "other");
        LegacyPeer alice = _server.Enter("username", "alice");
        _witness.Take();
        alice.Write("alice has left the chat.");
        alice.End();
        _server.Pass(1000);
        Assert.That(other.Take(), Is.EqualTo(new[] { "alice has left the chat." }));
        Assert.That(_witness.Take(), Is.EqualTo(new[] { $"{TextLine.Left("alice")}\n" }));
    }
}
