using System.Text;
using Protocol.Messages;

namespace UnitTests.Simulation;

/// <summary>Ways in which a muted or banned member might get round it with another name.</summary>
internal sealed class MuteEvasionTests
{
    private const string Muted = "-- You have been muted";

    private Hall _hall = null!;

    [SetUp]
    public void Start()
    {
        _hall = new Hall();
        _hall.EnterOperator("ops");
    }

    [TearDown]
    public void Stop() => _hall.Dispose();

    [TestCase("bob")]
    [TestCase("BOB")]
    [TestCase("b0b")]
    [TestCase("вob", Description = "not a name at all: two alphabets")]
    public void A_member_that_takes_a_muted_name_is_muted(string name)
    {
        _hall.Rule("/mute bob");
        SimWire alice = _hall.Enter("alice");
        string renamed = _hall.Ask(alice, $"/nick {name}");
        bool isTaken = renamed.Contains($"You are {name} now", StringComparison.Ordinal)
            || _hall.Server.Server.Lobby.FindMember(Encoding.UTF8.GetBytes(name)) is not null;
        Hall.Read(_hall.Ops);
        string answer = _hall.Ask(alice, "hello");
        Assert.That(answer.StartsWith(Muted), Is.EqualTo(isTaken));
        Assert.That(Hall.Read(_hall.Ops).Contains("hello"), Is.EqualTo(!isTaken));
    }

    [Test]
    public void A_program_that_takes_a_muted_name_is_muted()
    {
        _hall.Rule("/mute bob");
        var peer = new NativePeer(_hall.Server.Connect());
        peer.Hello();
        peer.Request(RequestVerb.Name, 1, "alice");
        peer.Request(RequestVerb.Rename, 2, "bob");
        peer.Request(RequestVerb.Say, 3, text: "hello");
        peer.Request(RequestVerb.Rename, 4, "alice");
        _hall.Server.Settle();
        List<SeenEvent> seen = peer.Take();
        Assert.That(
            seen.Single(static e => e.Request == 3 && e.Kind == EventKind.Refused).Number,
            Is.EqualTo((ulong)RefusalCode.Muted));
        Assert.That(
            seen.Single(static e => e.Request == 4 && e.Kind == EventKind.Refused).Number,
            Is.EqualTo((ulong)RefusalCode.Muted),
            "it cannot leave the name behind");
    }

    [Test]
    public void The_shorter_mute_of_a_name_does_not_end_the_longer_one_of_its_address()
    {
        SimWire bob = _hall.Enter("bob");
        _hall.Rule("/mute bob 1h");
        _hall.Rule("/mute carl 1m");
        bob.End();
        _hall.Server.Settle();
        SimWire carl = _hall.Enter("carl");
        _hall.Server.Pass(61_000);
        Assert.That(_hall.Ask(carl, "hello"), Does.StartWith(Muted));
    }

    [TestCase("b0b")]
    [TestCase("BOB")]
    [TestCase("bob")]
    public void A_mute_meets_a_member_who_is_here_by_a_name_that_looks_like_it(string target)
    {
        SimWire bob = _hall.Enter("bob");
        _hall.Rule($"/mute {target}");
        Assert.That(_hall.Ask(bob, "hello"), Does.StartWith(Muted));
        _hall.Rule($"/unmute {target}");
        Assert.That(_hall.Ask(bob, "hello"), Is.Empty);
    }

    [TestCase("bob")]
    [TestCase("b0b")]
    public void A_banned_name_is_not_taken_with_a_rename(string name)
    {
        _hall.Rule("/ban bob");
        SimWire alice = _hall.Enter("alice");
        Assert.That(_hall.Ask(alice, $"/nick {name}"), Does.StartWith("-- The name 'bob' is ban"));
        var peer = new NativePeer(_hall.Server.Connect());
        peer.Hello();
        peer.Request(RequestVerb.Name, 1, "carl");
        peer.Request(RequestVerb.Rename, 2, name);
        _hall.Server.Settle();
        Assert.That(
            peer.Take().Single(static e => e.Request == 2).Number,
            Is.EqualTo((ulong)RefusalCode.Banned));
    }

    [Test]
    public void A_muted_member_makes_no_room_and_enters_those_that_are_there()
    {
        SimWire bob = _hall.Enter("bob");
        SimWire alice = _hall.Enter("alice");
        _hall.Write(alice, "/join tea");
        _hall.Rule("/mute bob");
        Assert.That(_hall.Ask(bob, "/join ops_is_a_fool"), Does.StartWith(Muted));
        Assert.That(_hall.Rule("/rooms"), Does.Not.Contain("fool"));
        Assert.That(_hall.Ask(bob, "/join tea"), Does.StartWith("-- You are in [tea]"));
    }
}
