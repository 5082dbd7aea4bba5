using System.Text;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Moderation;

/// <summary>Ways in which a muted or banned member might get round it with another name.</summary>
internal sealed class MuteEvasionTests
{
    private static readonly string s_muted = SentencePart.Before(
        static until => TextLine.Refused(RefusalCode.Muted, until));

    private ModerationFixture _fixture = null!;

    [SetUp]
    public void Start()
    {
        _fixture = new ModerationFixture();
        _fixture.EnterOperator("ops");
    }

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [TestCase("bob")]
    [TestCase("BOB")]
    [TestCase("b0b")]
    [TestCase("вob", Description = "not a name at all: two alphabets")]
    public void A_member_that_takes_a_muted_name_is_muted(string name)
    {
        _fixture.Rule("/mute bob");
        SimTransport alice = _fixture.Enter("alice");
        string renamed = _fixture.Ask(alice, $"/nick {name}");
        bool isTaken = renamed.Contains(TextLine.NowKnownAs(name), StringComparison.Ordinal)
            || _fixture.Server.Server.Directory.FindMember(
                Encoding.UTF8.GetBytes(name)) is not null;
        ModerationFixture.Read(_fixture.Ops);
        string answer = _fixture.Ask(alice, "hello");
        Assert.That(answer.StartsWith(s_muted), Is.EqualTo(isTaken));
        Assert.That(ModerationFixture.Read(_fixture.Ops).Contains("hello"), Is.EqualTo(!isTaken));
    }

    [Test]
    public void A_program_that_takes_a_muted_name_is_muted()
    {
        _fixture.Rule("/mute bob");
        var peer = new NativePeer(_fixture.Server.Connect());
        peer.Hello();
        peer.Request(RequestVerb.Name, 1, "alice");
        peer.Request(RequestVerb.Rename, 2, "bob");
        peer.Request(RequestVerb.Say, 3, text: "hello");
        peer.Request(RequestVerb.Rename, 4, "alice");
        _fixture.Server.Settle();
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
        SimTransport bob = _fixture.Enter("bob");
        _fixture.Rule("/mute bob 1h");
        _fixture.Rule("/mute carl 1m");
        bob.End();
        _fixture.Server.Settle();
        SimTransport carl = _fixture.Enter("carl");
        _fixture.Server.Pass(61_000);
        Assert.That(_fixture.Ask(carl, "hello"), Does.StartWith(s_muted));
    }

    [TestCase("b0b")]
    [TestCase("BOB")]
    [TestCase("bob")]
    public void A_mute_meets_a_member_who_is_here_by_a_name_that_looks_like_it(string target)
    {
        SimTransport bob = _fixture.Enter("bob");
        _fixture.Rule($"/mute {target}");
        Assert.That(_fixture.Ask(bob, "hello"), Does.StartWith(s_muted));
        _fixture.Rule($"/unmute {target}");
        Assert.That(_fixture.Ask(bob, "hello"), Is.Empty);
    }

    [TestCase("bob")]
    [TestCase("b0b")]
    public void A_banned_name_is_not_taken_with_a_rename(string name)
    {
        _fixture.Rule("/ban bob");
        SimTransport alice = _fixture.Enter("alice");
        Assert.That(
            _fixture.Ask(alice, $"/nick {name}"), Does.StartWith(
                $"-- {ModerationSentences.NameBanned("bob", "", "")}"));
        var peer = new NativePeer(_fixture.Server.Connect());
        peer.Hello();
        peer.Request(RequestVerb.Name, 1, "carl");
        peer.Request(RequestVerb.Rename, 2, name);
        _fixture.Server.Settle();
        Assert.That(
            peer.Take().Single(static e => e.Request == 2).Number,
            Is.EqualTo((ulong)RefusalCode.Banned));
    }

    [Test]
    public void A_muted_member_makes_no_room_and_enters_those_that_are_there()
    {
        SimTransport bob = _fixture.Enter("bob");
        SimTransport alice = _fixture.Enter("alice");
        _fixture.Write(alice, "/join tea");
        _fixture.Rule("/mute bob");
        Assert.That(_fixture.Ask(bob, "/join ops_is_a_fool"), Does.StartWith(s_muted));
        Assert.That(_fixture.Rule("/rooms"), Does.Not.Contain("fool"));
        Assert.That(_fixture.Ask(bob, "/join tea"), Does.StartWith(TextLine.YouAreInStart("tea")));
    }
}
