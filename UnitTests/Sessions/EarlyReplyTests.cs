using System.Text;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Sessions;

/// <summary>An answer leaves at once when nothing is to be sent to anybody else.</summary>
internal sealed class EarlyReplyTests
{
    private SimServer _server = null!;
    private SimTransport _alice = null!;
    private SimTransport _bob = null!;

    [SetUp]
    public void Start()
    {
        _server = new SimServer();
        _alice = Enter("alice");
        _bob = Enter("bob");
        _alice.TakeOutbound();
        _bob.TakeOutbound();
    }

    [TearDown]
    public void Stop()
    {
        _alice.Dispose();
        _bob.Dispose();
        _server.Dispose();
    }

    [Test]
    public void An_answer_is_sent_before_the_next_client_is_read()
    {
        bool bobWaits = false;
        _alice.Sending = () => bobWaits = _bob.IsReadable;
        Write(_alice, "/ping\n");
        Write(_bob, "/ping\n");
        _server.RunOneTurn();
        Assert.That(bobWaits);
        Assert.That(Read(_alice), Is.EqualTo($"{TextLine.Pong()}\n"));
        Assert.That(Read(_bob), Is.EqualTo($"{TextLine.Pong()}\n"));
    }

    [Test]
    public void What_is_said_waits_for_what_others_say_in_the_turn_and_so_do_answers_after_it()
    {
        bool bobWaits = true;
        _alice.Sending = () => bobWaits = _bob.IsReadable;
        Write(_alice, "hello\n/ping\n");
        Write(_bob, "hi\n");
        _alice.Sends = _bob.Sends = 0;
        _server.RunOneTurn();
        Assert.That(bobWaits, Is.False);
        Assert.That(Read(_alice), Is.EqualTo($"{TextLine.Pong()}\nbob: hi\n"));
        Assert.That(Read(_bob), Is.EqualTo("alice: hello\n"));
        Assert.That((_alice.Sends, _bob.Sends), Is.EqualTo((1, 1)), "one send for each");
    }

    [Test]
    public void Those_who_write_to_one_person_in_a_turn_cost_it_one_send()
    {
        SimTransport carol = Enter("carol");
        _server.Pass(1000);
        _alice.TakeOutbound();
        _alice.Sends = 0;
        Write(_bob, "@alice one\n");
        Write(carol, "@alice two\n");
        _server.RunOneTurn();
        Assert.That(Read(_alice), Does.Contain("one\n").And.Contain("two\n"));
        Assert.That(_alice.Sends, Is.EqualTo(1));
    }

    private SimTransport Enter(string name)
    {
        SimTransport wire = _server.Connect();
        Write(wire, $"{name}\n");
        _server.Settle();
        return wire;
    }

    private static void Write(SimTransport wire, string text) =>
        wire.Write(Encoding.UTF8.GetBytes(text));

    private static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
