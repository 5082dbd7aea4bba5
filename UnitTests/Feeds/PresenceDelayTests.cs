using System.Text;
using EventLoopServer.Configuration;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Feeds;

/// <summary>Joins, leaves and renames are sent at once, or together when they are many.</summary>
internal sealed class PresenceDelayTests
{
    private static readonly long s_noticesMs = new ServerOptions().PresenceDelayMs;

    private SimServer _server = null!;
    private SimTransport _alice = null!;

    [SetUp]
    public void Start()
    {
        _server = new SimServer(holdsNotices: true);
        _alice = Enter("alice");
        _server.Pass(1000);
        Read(_alice);
    }

    [TearDown]
    public void Stop()
    {
        _alice.Dispose();
        _server.Dispose();
    }

    [Test]
    public void First_join_is_sent_at_once_and_the_next_within_the_presence_delay()
    {
        Enter("bob");
        Assert.That(Read(_alice), Is.EqualTo($"{TextLine.Joined("bob")}\n"));
        Enter("carol");
        Assert.That(Read(_alice), Is.Empty, "it waits");
        _server.Pass(s_noticesMs - 1);
        Assert.That(Read(_alice), Is.Empty, "it waits still");
        Assert.That(_server.Network.Poller.LastTimeoutMs, Is.EqualTo(1), "the sleep ends in time");
        _server.Pass(1);
        Assert.That(Read(_alice), Is.EqualTo($"{TextLine.Joined("carol")}\n"));
    }

    [Test]
    public void Storm_of_joins_costs_a_member_one_send_per_presence_delay()
    {
        Enter("bob");
        Read(_alice);
        _alice.Sends = 0;
        string expected = string.Empty;
        for (int i = 0; i < 50; i++)
        {
            Enter($"guest{i}");
            expected += $"{TextLine.Joined($"guest{i}")}\n";
        }

        Assert.That(_alice.Sends, Is.Zero);
        _server.Pass(s_noticesMs);
        Assert.That(_alice.Sends, Is.EqualTo(1));
        Assert.That(Read(_alice), Is.EqualTo(expected), "in the order in which they came");
    }

    [Test]
    public void Message_carries_the_delayed_presence_events()
    {
        SimTransport bob = Enter("bob");
        Enter("carol");
        Read(_alice);
        Write(bob, "hello\n");
        _server.Settle();
        Assert.That(Read(_alice), Is.EqualTo($"{TextLine.Joined("carol")}\nbob: hello\n"));
        _server.Pass(1000);
        Assert.That(Read(_alice), Is.Empty, "nothing comes twice");
    }

    [Test]
    public void Reply_carries_the_delayed_presence_events_once()
    {
        SimTransport bob = Enter("bob");
        Enter("carol");
        Read(_alice);
        Read(bob);
        Write(_alice, "/ping\n");
        _server.Settle();
        Assert.That(Read(_alice), Is.EqualTo($"{TextLine.Joined("carol")}\n{TextLine.Pong()}\n"));
        Assert.That(Read(bob), Is.Empty, "it has asked nothing");
        Enter("dave");
        _server.Pass(1000);
        Assert.That(Read(_alice), Is.EqualTo($"{TextLine.Joined("dave")}\n"));
        Assert.That(
            Read(bob), Is.EqualTo($"{TextLine.Joined("carol")}\n{TextLine.Joined("dave")}\n"));
    }

    [Test]
    public void Leaving_member_gets_the_delayed_presence_events_and_nothing_after()
    {
        SimTransport bob = Enter("bob");
        Enter("carol");
        Read(_alice);
        Read(bob);
        Write(bob, "/leave\n");
        _server.Settle();
        Assert.That(
            Read(bob),
            Does.StartWith($"{TextLine.Joined("carol")}\n").And.EndsWith(
                $"{TextLine.YouLeft("")}\n"));
        Enter("dave");
        _server.Pass(1000);
        Assert.That(Read(bob), Is.Empty);
        Assert.That(
            Read(_alice), Is.EqualTo($"{TextLine.Joined("carol")}\n{TextLine.Left("bob")}\n"
                + $"{TextLine.Joined("dave")}\n"));
    }

    [Test]
    public void Rename_is_sent_at_once()
    {
        SimTransport bob = Enter("bob");
        Enter("carol");
        Read(_alice);
        Write(bob, "/nick robert\n");
        _server.Settle();
        Assert.That(
            Read(_alice), Is.EqualTo($"{TextLine.Joined("carol")}\n"
                + $"{TextLine.Renamed("bob", "robert")}\n"));
    }

    [Test]
    public void Message_of_another_room_carries_the_delayed_presence_events_once()
    {
        SimTransport bob = Enter("bob");
        foreach (SimTransport one in new[] { _alice, bob })
        {
            Write(one, "/join den\n");
        }

        _server.Pass(1000);
        Read(_alice);
        Enter("carol");
        Enter("dave");
        Read(_alice);
        Write(bob, "hello\n");
        _server.Settle();
        Assert.That(Read(_alice), Does.Contain("hello").And.Contain(TextLine.Joined("dave")));
        _server.Pass(1000);
        Assert.That(Read(_alice), Is.Empty, "dave was announced");
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
