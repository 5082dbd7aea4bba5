using Protocol.Messages;
using UnitTests.Sentences;

namespace UnitTests.Sessions.Legacy;

/// <summary>
/// A client that sends its name at once, and again when prompted. Until the second copy arrives,
/// the server may send nothing that would hide the prompt.
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
    public void Every_connection_and_slice_is_released() => _server.Dispose();

    [TestCase(0, 1, 50)]
    [TestCase(0, 299, 299)]
    [TestCase(100, 40, 140)]
    [TestCase(60_000, 20, 60_020)]
    public void Second_copy_of_the_name_ends_the_wait(int firstMs, int afterMs, int joinedMs)
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
    public void Name_sent_before_the_prompt_and_its_copy_are_one_name()
    {
        LegacyPeer alice = _server.Connect("username", unasked: "alice");
        alice.Write("alice");
        _server.Pass(1000);
        Assert.That(alice.TakeTimed(), Is.EqualTo(new[] { "0 USERNAME", $"50 {Joined}" }));
        Assert.That(_witness.Take(), Is.EqualTo(new[] { $"{TextLine.Joined("alice")}\n" }));
    }

    [TestCase(0)]
    [TestCase(2000)]
    public void Name_without_a_second_copy_is_accepted_after_300_ms(int ms)
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
    public void Doubled_name_in_one_receive_is_one_name_after_300_ms()
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
    public void Repetitive_name_is_recognised_by_its_copy()
    {
        LegacyPeer dodo = _server.Connect("username", unasked: "dodo");
        dodo.Write("dodo");
        dodo.Write("dodo: hi");
        Assert.That(
            _witness.Take(), Is.EqualTo(new[] { $"{TextLine.Joined("dodo")}\n", "dodo: hi\n" }));
    }

    [Test]
    public void Repetitive_name_is_corrected_by_the_first_message()
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
    public void First_message_joined_to_the_name_is_sent(string glued, string said)
    {
        LegacyPeer alice = _server.Connect("username", unasked: glued);
        _server.Pass(1000);
        Assert.That(
            string.Concat(_witness.Take()), Is.EqualTo(
                $"{TextLine.Joined("alice")}\n{said}\n"), glued);
        Assert.That(alice.Take(), Is.EqualTo(new[] { "USERNAME", Joined }));
    }

    [Test]
    public void Messages_before_the_second_copy_are_sent_after_the_join()
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
    public void Input_before_a_close_is_still_processed(string parts, string said)
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
    public void Close_in_the_middle_of_a_character_ends_the_connection()
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
    public void Leave_line_of_the_client_itself_causes_one_leave_event()
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
