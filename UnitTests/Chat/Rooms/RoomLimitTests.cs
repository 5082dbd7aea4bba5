using System.Text;
using EventLoopServer.Configuration;
using Protocol.Messages;
using Protocol.Sentences;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Rooms;

/// <summary>How many rooms may exist, and how long names, topics and messages may be.</summary>
internal sealed class RoomLimitTests
{
    private SimServer _server = null!;

    [SetUp]
    public void Start() => Open(new ServerOptions());

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void Member_is_in_at_most_32_rooms()
    {
        SimTransport alice = Named("alice");
        for (int i = 1; i < 32; i++)
        {
            Assert.That(
                Ask(alice, $"/join room-{i}"),
                Does.Contain(TextLine.YouAreInStart($"room-{i}")),
                $"{i}");
        }

        Assert.That(
            Ask(alice, "/join room-32"),
            Is.EqualTo(
                $"{TextLine.Refused(RefusalCode.TooManyRooms, "32")}\n"));
        Assert.That(
            Ask(alice, "/join room-5"),
            Does.Contain(TextLine.YouAreInStart("room-5")),
            "it is in it");
        Ask(alice, "/leave room-7");
        Assert.That(Ask(alice, "/join room-32"), Does.Contain(TextLine.YouAreInStart("room-32")));
    }

    [Test]
    public void Room_limit_applies_to_all_rooms_and_an_empty_room_is_removed()
    {
        Stop();
        Open(new ServerOptions { Rooms = 4 });
        SimTransport alice = Named("alice");
        for (int i = 1; i < 4; i++)
        {
            Assert.That(
                Ask(alice, $"/join room-{i}"),
                Does.Contain(TextLine.YouAreInStart($"room-{i}")),
                $"{i}");
        }

        SimTransport bob = Named("bob");
        Assert.That(
            Ask(bob, "/join room-4"),
            Is.EqualTo(
                $"{TextLine.Refused(RefusalCode.RoomsFull)}\n"));
        Assert.That(Ask(bob, "/join room-3"), Does.Contain(TextLine.YouAreInStart("room-3")));
        Ask(alice, "/leave room-3");
        Assert.That(
            Ask(bob, "/join room-4"),
            Does.Contain(TextLine.Refused(RefusalCode.RoomsFull)),
            "bob is still in it");
        Ask(alice, "/leave room-2");
        Assert.That(_server.Server.Directory.Rooms, Has.Count.EqualTo(3), "an empty room ends");
        Assert.That(Ask(bob, "/join room-4"), Does.Contain(TextLine.YouAreInStart("room-4")));
        alice.Reset();
        bob.Reset();
        _server.Settle();
        Assert.That(_server.Server.Directory.Rooms, Has.Count.EqualTo(1));
    }

    [TestCase(389, true)]
    [TestCase(390, true)]
    [TestCase(391, false)]
    public void Topic_has_a_byte_limit(int bytes, bool isTaken)
    {
        SimTransport alice = Named("alice");
        string topic = new('é', bytes / 2);
        topic += bytes % 2 == 0 ? "" : "x";
        Assert.That(
            Ask(alice, $"/topic {topic}"),
            Is.EqualTo(
                isTaken
                    ? $"{TextLine.TopicSet("alice", topic)}\n"
                    : $"{TextLine.Refused(RefusalCode.TopicTooLong, "390")}\n"));
    }

    [TestCase(63, "x", true)]
    [TestCase(64, "x", true)]
    [TestCase(65, "x", false)]
    [TestCase(63, "é", true)]
    [TestCase(64, "é", true)]
    [TestCase(65, "é", false)]
    [TestCase(42, "茶", true, Description = "126 bytes")]
    [TestCase(43, "茶", false, Description = "129 bytes")]
    public void Room_name_has_a_length_limit(int count, string letter, bool isTaken)
    {
        SimTransport alice = Named("alice");
        string name = string.Concat(Enumerable.Repeat(letter, count));
        Assert.That(
            Ask(alice, $"/join {name}"),
            Does.StartWith(
                isTaken
                    ? TextLine.YouAreInStart(name)
                    : $"-- {NameSentences.TooLong(NameSentences.RoomName, 64, 128)}"));
    }

    [TestCase(4095, true)]
    [TestCase(4096, true)]
    [TestCase(4097, false)]
    public void Message_has_a_byte_limit_and_is_never_truncated(int bytes, bool isTaken)
    {
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        Ask(alice, "/ping");
        string text = new('x', bytes);
        string answer = Ask(bob, text);
        Assert.That(Read(alice), Is.EqualTo(isTaken ? $"bob: {text}\n" : ""));
        Assert.That(
            answer,
            Does.EndWith(
                isTaken
                    ? ""
                    : $"{TextLine.Refused(RefusalCode.MessageTooLong, "4096")}\n"));
    }

    private void Open(ServerOptions options) => _server = new SimServer(options);

    private SimTransport Named(string name)
    {
        SimTransport wire = _server.Connect();
        Ask(wire, name);
        return wire;
    }

    private string Ask(SimTransport wire, string line)
    {
        wire.Write(Encoding.UTF8.GetBytes($"{line}\n"));
        _server.Settle();
        return Read(wire);
    }

    private static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
