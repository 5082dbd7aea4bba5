using EventLoopServer.Chat.Commands;
using EventLoopServer.Sessions.Resuming;
using Protocol.Dialects.Native;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Web;

namespace UnitTests.Chat.Accounts;

/// <summary>The sessions of an account with several connections: each has its own.</summary>
internal sealed class DeviceSessionTests : AccountFixture
{
    private const long WindowMs = 30_000;

    private const ulong Resumes = NativeWire.Resume | NativeWire.Keeps;

    [Test]
    public void All_connections_get_the_same_lines_with_one_sender()
    {
        (NativePeer one, _) = Enter(isFirst: true);
        (NativePeer two, _) = Enter(isFirst: false);
        one.Take();
        ulong id = Say(one, 5, "from one").Single(static e => e.Kind == EventKind.Said).Sender;
        SeenEvent seen = two.Take().Single();
        Assert.That((seen.Kind, seen.Sender, seen.Request), Is.EqualTo((EventKind.Said, id, 5)));
        List<SeenEvent> own = Say(two, 5, "from two");
        Assert.That(
            own.Select(static e => e.Kind),
            Is.SupersetOf(new[] { EventKind.Said, EventKind.Done }),
            "request ids belong to a session");
        SeenEvent other = one.Take().Single(static e => e.Kind == EventKind.Said);
        Assert.That((other.Sender, other.Text), Is.EqualTo((id, "from two")));
        Assert.That(other.Sequence, Is.EqualTo(seen.Sequence + 1));
    }

    /// <summary>
    /// Each connection gets the lines of the others in its own dialect, once and in one order. The
    /// text client has shown what it has sent.
    /// </summary>
    [Test]
    public void Native_json_and_text_connections_show_the_same_lines()
    {
        (NativePeer native, _) = Enter(isFirst: true);
        var browser = new WebPeer(Chat.Server);
        browser.Open();
        browser.Send($$"""{"verb":"login","id":1,"target":"alice","text":"{{Password}}"}""");
        SimTransport terminal = LogIn("alice");
        native.Take();
        browser.Take();
        for (int i = 0; i < 3; i++)
        {
            Chat.Write(terminal, $"typed {i}");
            browser.Send($$"""{"verb":"say","id":{{i + 2}},"target":"lobby","text":"web {{i}}"}""");
            native.Request(RequestVerb.Say, (ulong)i + 3, "lobby", $"native {i}");
            Chat.Server.Settle();
        }

        string[] said = [.. Enumerable.Range(0, 3).SelectMany(
            static i => new[] { $"typed {i}", $"web {i}", $"native {i}" })];
        SeenEvent[] seen = [.. native.Take().Where(static e => e.Kind == EventKind.Said)];
        Assert.That(seen.Select(static e => e.Text), Is.EqualTo(said));
        Assert.That(seen.Select(static e => e.Sender).Distinct().Count(), Is.EqualTo(1));
        Assert.That(
            browser.Take().Where(static json => json.Contains("\"kind\":\"said\""))
                .Select(static json => json.Split("\"text\":\"")[1].Split('"')[0]),
            Is.EqualTo(said));
        Assert.That(
            ModerationFixture.Read(terminal).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Is.EqualTo(said.Where(static text => !text.StartsWith("typed")).Select(
                static text => $"alice: {text}")));
    }

    [Test]
    public void Answers_and_confirmations_go_to_the_connection_that_asked()
    {
        (NativePeer one, _) = Enter(isFirst: true);
        (NativePeer two, _) = Enter(isFirst: false);
        one.Take();
        Ask(two, RequestVerb.Tell, 5, "nobody", "hm");
        Ask(two, RequestVerb.Ping, 6);
        Ask(two, RequestVerb.Members, 7, "lobby");
        Ask(two, RequestVerb.Say, 8, "lobby", "hi");
        Assert.That(
            one.Take().Select(static e => e.Kind), Is.EqualTo(new[] { EventKind.Said }));
    }

    [Test]
    public void Join_and_leave_reach_the_other_connection_as_events()
    {
        (NativePeer one, _) = Enter(isFirst: true);
        (NativePeer two, _) = Enter(isFirst: false);
        one.Take();
        Ask(two, RequestVerb.Join, 5, "den");
        SeenEvent joined = one.Take().Single(static e => e.Kind == EventKind.Joined);
        Assert.That((joined.Request, joined.Room), Is.EqualTo((0, "den")));
        Ask(two, RequestVerb.Leave, 6, "den");
        SeenEvent parted = one.Take().Single(static e => e.Kind == EventKind.Parted);
        Assert.That((parted.Request, parted.Room), Is.EqualTo((0, "den")));
    }

    [Test]
    public void Sent_private_message_has_its_receiver_on_the_other_connection()
    {
        (NativePeer one, _) = Enter(isFirst: true);
        (NativePeer two, _) = Enter(isFirst: false);
        (NativePeer bob, _) = Open();
        bob.Request(RequestVerb.Name, 1, "bob");
        Chat.Server.Settle();
        one.Take();
        Ask(two, RequestVerb.Tell, 5, "bob", "psst");
        Assert.That(bob.Take()[^1].Detail, Is.Empty);
        SeenEvent copy = one.Take().Single();
        Assert.That(
            (copy.Kind, copy.Name, copy.Detail, copy.Text, copy.Request, copy.Sequence),
            Is.EqualTo((EventKind.Told, "alice", "bob", "psst", 0, 1)));
    }

    [Test]
    public void Broken_connection_of_several_resumes_with_its_own_token()
    {
        (NativePeer one, byte[] tokenOfOne) = Enter(isFirst: true);
        (NativePeer two, byte[] tokenOfTwo) = Enter(isFirst: false);
        (NativePeer bob, _) = Open();
        bob.Request(RequestVerb.Name, 1, "bob");
        Chat.Server.Settle();
        Say(one, 40, "from one");
        Say(two, 7, "from two");
        two.Wire.Reset();
        Chat.Server.Settle();
        Ask(bob, RequestVerb.Tell, 2, "alice", "psst");
        Ask(one, RequestVerb.Tell, 41, "bob", "yes?");
        Assert.That(
            one.Take().Concat(bob.Take()).Select(static e => e.Kind),
            Does.Not.Contain(EventKind.Departed));
        (NativePeer again, List<SeenEvent> events) = Resume(tokenOfTwo);
        SeenEvent resumed = events[0];
        Assert.That((resumed.Kind, resumed.Number), Is.EqualTo((EventKind.Resumed, 7)));
        Assert.That(
            events.Where(static e => e.Kind == EventKind.Told).Select(static e => e.Text),
            Is.EqualTo(new[] { "psst", "yes?" }));
        Assert.That(Say(again, 7, "again")[^1].Kind, Is.EqualTo(EventKind.Done), "repeated");
        Assert.That(one.Take().Select(static e => e.Text), Does.Not.Contain("again"));
        SeenEvent first = Resume(tokenOfOne).Events[0];
        Assert.That((first.Kind, first.Number), Is.EqualTo((EventKind.Resumed, 41)));
        Assert.That(
            (GoodbyeReason)one.Take()[^1].Number, Is.EqualTo(GoodbyeReason.TakenOver));
        Assert.That(Chat.Server.Server.Directory.People, Is.EqualTo(2));
    }

    [TestCase(WindowMs + 1)]
    [TestCase(SessionTable.AccountMs - WindowMs)]
    public void Connection_that_was_away_for_long_joins_the_others(long awayMs)
    {
        (NativePeer one, _) = Enter(isFirst: true);
        (NativePeer two, byte[] token) = Enter(isFirst: false);
        ulong id = Say(one, 5, "hi").Single(static e => e.Kind == EventKind.Said).Sender;
        two.Wire.Reset();
        for (long left = awayMs; left > 0; left -= WindowMs)
        {
            if (awayMs > SessionTable.AccountMs / 2)
            {
                Chat.Server.Network.SimClock.Advance(awayMs - WindowMs - 1);
                left = 0;
            }

            one.Request(RequestVerb.Ping, 6);
            Chat.Server.Pass(WindowMs);
        }

        Assert.That(one.Take().Select(static e => e.Kind), Does.Not.Contain(EventKind.Departed));
        SeenEvent resumed = Resume(token).Events[0];
        Assert.That((resumed.Kind, resumed.Name), Is.EqualTo((EventKind.Resumed, "alice")));
        Assert.That(resumed.Sender == id || one.Wire.IsShut);
        Assert.That(Chat.Server.Server.Directory.People, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void All_connections_are_back_after_a_restart_as_one_member(bool isClean)
    {
        (NativePeer one, byte[] tokenOfOne) = Enter(isFirst: true);
        (NativePeer two, byte[] tokenOfTwo) = Enter(isFirst: false);
        Ask(one, RequestVerb.Join, 4, "den");
        Say(one, 5, "from one");
        ulong id = Say(two, 9, "from two").Single(static e => e.Kind == EventKind.Said).Sender;
        Chat.Server.Settle();
        if (isClean)
        {
            Chat.Server.Stop();
        }
        else
        {
            Chat.Server.Crash(powerCut: true);
        }

        base.Open();

        Assert.That(Chat.Server.Server.Directory.People, Is.EqualTo(1));
        (NativePeer second, List<SeenEvent> events) = Resume(tokenOfTwo);
        SeenEvent resumed = events[0];
        Assert.That(
            (resumed.Kind, resumed.Sender, resumed.Number),
            Is.EqualTo((EventKind.Resumed, id, 9)));
        Assert.That(
            events.Where(static e => e.Kind == EventKind.Joined).Select(static e => e.Room),
            Is.EquivalentTo(new[] { "lobby", "den" }));
        (NativePeer first, events) = Resume(tokenOfOne);
        Assert.That((events[0].Sender, events[0].Number), Is.EqualTo((id, 5)));
        second.Take();
        Say(first, 6, "both are back");
        Assert.That(
            second.Take().Where(static e => e.Kind == EventKind.Said).Select(static e => e.Text),
            Is.EqualTo(new[] { "both are back" }));
    }

    [Test]
    public void New_password_ends_the_other_connections_and_their_tokens()
    {
        (NativePeer one, byte[] token) = Enter(isFirst: true);
        (NativePeer two, _) = Enter(isFirst: false);
        Ask(two, RequestVerb.Password, 5, Password, "another password");
        Assert.That((GoodbyeReason)one.Take()[^1].Number, Is.EqualTo(GoodbyeReason.Kicked));
        Assert.That(
            Resume(token).Events[0].Number, Is.EqualTo((ulong)RefusalCode.SessionUnknown));
        Assert.That(Say(two, 6, "still here")[^1].Kind, Is.EqualTo(EventKind.Kept));
    }

    [Test]
    public void Device_that_logged_out_keeps_its_session_as_a_guest()
    {
        (NativePeer one, byte[] token) = Enter(isFirst: true);
        (NativePeer two, _) = Enter(isFirst: false);
        Ask(one, RequestVerb.Logout, 5);
        Say(one, 6, "as a guest");
        one.Wire.Reset();
        Chat.Server.Settle();
        SeenEvent resumed = Resume(token).Events[0];
        Assert.That((resumed.Name, resumed.Number), Is.EqualTo(("guest", 6)));
        Assert.That(two.Take().Select(static e => e.Kind), Does.Not.Contain(EventKind.Departed));
    }

    [Test]
    public void Left_sessions_of_one_account_are_limited()
    {
        (NativePeer first, byte[] oldest) = Enter(isFirst: true);
        Leave(first);
        byte[] latest = [];
        for (int i = 0; i < SessionTable.MaxLeftOfAccount; i++)
        {
            (NativePeer peer, latest) = Enter(isFirst: false);
            Leave(peer);
        }

        Assert.That(Resume(latest).Events[0].Kind, Is.EqualTo(EventKind.Resumed));
        Assert.That(
            Resume(oldest).Events[0].Number, Is.EqualTo((ulong)RefusalCode.SessionUnknown));
    }

    [Test]
    public void Device_without_a_connection_makes_way_for_a_new_one()
    {
        (NativePeer first, byte[] token) = Enter(isFirst: true);
        for (int i = 1; i < AccountDevices.Most; i++)
        {
            Enter(isFirst: false);
        }

        first.Wire.Reset();
        Chat.Server.Settle();
        Enter(isFirst: false);
        Assert.That(
            Resume(token).Events[0].Number, Is.EqualTo((ulong)RefusalCode.SessionUnknown));
    }

    private void Leave(NativePeer peer)
    {
        peer.Wire.Reset();
        Chat.Server.Settle();
        Chat.Server.Pass(WindowMs);
    }

    private (NativePeer Peer, byte[] Token) Enter(bool isFirst)
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

    private List<SeenEvent> Say(NativePeer peer, ulong id, string text) =>
        Ask(peer, RequestVerb.Say, id, "lobby", text);

    private List<SeenEvent> Ask(
        NativePeer peer, RequestVerb verb, ulong id, string target = "", string text = "")
    {
        peer.Take();
        peer.Request(verb, id, target, text);
        Chat.Server.Settle();
        return peer.Take();
    }

    private (NativePeer Peer, List<SeenEvent> Events) Resume(byte[] token)
    {
        NativePeer peer = Open().Peer;
        peer.Request(new ClientRequest { Verb = RequestVerb.Resume, Id = 900, Target = token });
        Chat.Server.Settle();
        return (peer, peer.Take());
    }
}
