using EventLoopServer.Sentences;
using Protocol.Dialects.Native;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Accounts;

/// <summary>A second login to an account takes the member of the first one over.</summary>
internal sealed class TakeOverTests : AccountFixture
{
    private const ulong Resumes = NativeWire.Resume | NativeWire.Keeps;

    [Test]
    public void Second_login_has_the_rooms_and_their_last_lines_and_nobody_notices()
    {
        SimTransport old = Register("alice");
        Chat.Ask(old, "/join den");
        SimTransport bob = Chat.Enter("bob", Elsewhere);
        Chat.Ask(bob, "/join den");
        Chat.Ask(bob, "in the den");
        ModerationFixture.Read(old);
        SimTransport wire = Chat.Arrive(Home, $"/login alice {Password}");
        string answer = ModerationFixture.Read(wire);
        Assert.That(answer, Does.StartWith(TextLine.Welcome("alice")));
        Assert.That(answer, Does.Contain("in the den"));
        Assert.That(answer, Does.EndWith(Line(AccountSentences.LoggedIn("alice"))));
        Assert.That(
            ModerationFixture.Read(old), Is.EqualTo(Line(GoodbyeSentences.TakenOver)));
        Assert.That(old.IsShut, Is.True);
        Assert.That(ModerationFixture.Read(bob), Is.Empty, "nobody is notified");
        Assert.That(Chat.Ask(bob, "@alice hi"), Is.Empty);
        Chat.Ask(bob, "still here");
        Assert.That(
            ModerationFixture.Read(wire), Does.Contain("hi").And.Contains("still here"));
        Chat.Write(wire, "me too");
        Assert.That(ModerationFixture.Read(bob), Does.Contain("alice: me too"));
        Assert.That(Chat.Ask(bob, "/users"), Does.Contain("(2)"));
    }

    [Test]
    public void Guest_who_logs_in_enters_the_rooms_of_the_older_connection()
    {
        SimTransport old = Register("alice");
        Chat.Ask(old, "/join den", "a line");
        SimTransport guest = Chat.Enter("somebody", Elsewhere);
        string answer = Chat.Ask(guest, $"/login alice {Password}");
        Assert.That(answer, Does.Contain(TextLine.NowKnownAs("alice")).And.Contains("a line"));
        Assert.That(
            ModerationFixture.Read(old),
            Does.EndWith(Line(AccountSentences.LoggedInElsewhere)));
        Assert.That(old.IsShut, Is.True);
        Assert.That(Chat.Server.Server.Directory.People, Is.EqualTo(1));
        Chat.Write(guest, "here");
        SimTransport bob = Chat.Enter("bob", Elsewhere);
        Assert.That(Chat.Ask(bob, "/join den"), Does.Contain("alice: here"));
    }

    [Test]
    public void Role_of_the_operators_password_is_not_taken_over()
    {
        SimTransport old = Register("alice");
        Chat.Ask(old, $"/oper {ModerationFixture.OperatorPassword}");
        SimTransport wire = LogIn("alice");
        Assert.That(
            Chat.Ask(wire, "/account list"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.OperatorsOnly, "/account list")}\n"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Native_login_begins_a_session_of_its_own(bool isDetached)
    {
        (NativePeer old, byte[] oldToken) = EnterNative(isFirst: true);
        Say(old, 40);
        if (isDetached)
        {
            old.Wire.Reset();
            Chat.Server.Settle();
        }

        (NativePeer peer, byte[] token) = EnterNative(isFirst: false);
        if (!isDetached)
        {
            SeenEvent end = old.Take()[^1];
            Assert.That(
                (end.Kind, (GoodbyeReason)end.Number),
                Is.EqualTo((EventKind.Goodbye, GoodbyeReason.TakenOver)));
        }

        Assert.That(
            Say(peer, 5).Select(static e => e.Kind),
            Does.Contain(EventKind.Said), "its ids begin again");
        Assert.That(Resume(oldToken).Number, Is.EqualTo((ulong)RefusalCode.SessionUnknown));
        peer.Wire.Reset();
        Chat.Server.Settle();
        SeenEvent resumed = Resume(token);
        Assert.That(resumed.Kind, Is.EqualTo(EventKind.Resumed));
        Assert.That(resumed.Number, Is.EqualTo(5), "the last accepted request");
        Assert.That(Chat.Server.Server.Directory.People, Is.EqualTo(1));
    }

    private (NativePeer Peer, byte[] Token) EnterNative(bool isFirst)
    {
        (NativePeer peer, byte[] token) = Open();
        if (isFirst)
        {
            peer.Request(RequestVerb.Name, 1, "alice");
            peer.Request(RequestVerb.Register, 2, "", Password);
        }
        else
        {
            peer.Request(RequestVerb.Login, 2, "alice", Password);
        }

        Chat.Server.Settle();
        Assert.That(
            peer.Take().Select(static e => e.Kind),
            Does.Contain(EventKind.Named).And.Contains(EventKind.Joined));
        return (peer, token);
    }

    private (NativePeer Peer, byte[] Token) Open()
    {
        var peer = new NativePeer(Chat.Arrive(Home));
        peer.Hello(Resumes);
        Chat.Server.Settle();
        return (peer, peer.Take().Single().DetailBytes);
    }

    private List<SeenEvent> Say(NativePeer peer, ulong id)
    {
        peer.Take();
        peer.Request(RequestVerb.Say, id, "lobby", "hi");
        Chat.Server.Settle();
        return peer.Take();
    }

    private SeenEvent Resume(byte[] token)
    {
        NativePeer peer = Open().Peer;
        peer.Request(new ClientRequest { Verb = RequestVerb.Resume, Id = 9, Target = token });
        Chat.Server.Settle();
        return peer.Take()[0];
    }
}
