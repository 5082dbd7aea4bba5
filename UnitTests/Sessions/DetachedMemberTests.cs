using System.Net;
using System.Text;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using EventLoopServer.Sessions;
using Protocol.Commands;
using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Sessions;

/// <summary>A member outlives its connection and goes on with another.</summary>
internal sealed class DetachedMemberTests
{
    private const long KeepMs = 30_000;
    private const RequestVerb Step = (RequestVerb)0x71;

    private SimServer _server = null!;
    private NativePeer _bob = null!;
    private NativePeer _ada = null!;
    private Action _step = static () => { };

    [SetUp]
    public void Start()
    {
        _server = new SimServer(commands:
        [
            new Command(
                new CommandGrammar(Step, "/step", "does what the test says"), (_, in _) => _step()),
        ]);
        _bob = Enter("bob");
        _ada = Enter("ada");
        _ada.Request(RequestVerb.Join, 2, "den");
        _bob.Request(RequestVerb.Join, 2, "den");
        _server.Settle();
        _ada.Take();
        _bob.Take();
    }

    [TearDown]
    public void Stop()
    {
        Assert.That(_server.Server.Stats.Bugs, Is.Zero);
        _server.Dispose();
    }

    [Test]
    public void Another_session_goes_on_and_nothing_is_sent_twice_or_to_nobody()
    {
        Session old = _server.SessionOf(_ada);
        ulong id = old.Member.Id;
        DetachedMember detached = old.Detach(KeepMs);
        Lose(_ada);
        Assert.That(_server.Server.Connections, Is.EqualTo(1), "the slot is free");
        Say("missed");
        Assert.That(Texts(_bob), Is.EqualTo(new[] { "missed" }), "bob is not told of a departure");

        NativePeer again = Connect();
        Session session = _server.SessionOf(again);
        Assert.That(session.Connection.Slot, Is.EqualTo(old.Connection.Slot), "used again");
        Assert.That(session.TryAdopt(detached));
        Assert.That(session.Member.Id, Is.EqualTo(id));
        Assert.That(session.TryAdopt(detached), Is.False, "it has a connection");
        Say("seen");
        again.Request(RequestVerb.Say, 3, "den", "from ada");
        _server.Settle();
        Assert.That(
            Texts(again).Where(static t => t.Length > 0), Is.EqualTo(new[] { "seen", "from ada" }));
        SeenEvent said = _bob.Take().Single(static e => e.Text == "from ada");
        Assert.That((said.Sender, said.Name, said.Room), Is.EqualTo((id, "ada", "den")));
    }

    [Test]
    public void In_the_middle_of_a_turn_the_old_connection_gets_what_was_said_before()
    {
        _step = () => _server.SessionOf(_ada).Detach(KeepMs);
        SayStepSay();
        Assert.That(Texts(_ada), Is.EqualTo(new[] { "before" }));
    }

    [Test]
    public void In_the_middle_of_a_turn_the_new_connection_gets_what_is_said_afterwards()
    {
        DetachedMember detached = _server.SessionOf(_ada).Detach(KeepMs);
        Lose(_ada);
        NativePeer again = Connect();
        again.Take();
        _step = () => _server.SessionOf(again).TryAdopt(detached);
        SayStepSay();
        Assert.That(Texts(again), Is.EqualTo(new[] { "after" }));
    }

    [Test]
    public void A_member_that_nobody_adopts_in_time_leaves()
    {
        DetachedMember detached = _server.SessionOf(_ada).Detach(KeepMs);
        Lose(_ada);
        _server.Pass(KeepMs - 1);
        Assert.That(_bob.Take(), Is.Empty);
        _server.Pass(1);
        string how = Encoding.UTF8.GetString(GoodbyeSentences.OthersLost);
        Assert.That(
            _bob.Take().Select(static e => (e.Kind, e.Name, e.Room, e.Text)),
            Is.EquivalentTo(new[]
            {
                (EventKind.Departed, "ada", "lobby", how),
                (EventKind.Departed, "ada", "den", how),
            }));
        Assert.That(_server.SessionOf(Connect()).TryAdopt(detached), Is.False);
        Enter("ada");
    }

    [Test]
    public void A_member_that_is_expelled_meanwhile_leaves_and_is_not_adopted()
    {
        DetachedMember detached = _server.SessionOf(_ada).Detach(KeepMs);
        Lose(_ada);
        NativePeer again = Connect();
        detached.Expel(GoodbyeReason.Kicked, "Goodbye.");
        Assert.That(_server.SessionOf(again).TryAdopt(detached), Is.False, "before it has left");
        _server.Pass(0);
        string how = Encoding.UTF8.GetString(GoodbyeSentences.OthersKicked);
        Assert.That(
            _bob.Take().Select(static e => (e.Kind, e.Text)),
            Is.EqualTo(Enumerable.Repeat((EventKind.Departed, how), 2)));
    }

    [Test]
    public void A_ban_of_the_new_address_is_one_of_the_member()
    {
        DetachedMember detached = _server.SessionOf(_ada).Detach(KeepMs);
        Lose(_ada);
        _server.SessionOf(_bob).Member.Role = Role.Operator;
        _bob.Request(RequestVerb.Ban, 3, "192.0.2.7");
        _server.Settle();
        Session session = _server.SessionOf(Connect("192.0.2.7"));
        Assert.That(session.TryAdopt(detached), Is.False);
    }

    [Test]
    public void A_session_with_a_name_keeps_its_own_member()
    {
        DetachedMember detached = _server.SessionOf(_ada).Detach(KeepMs);
        Lose(_ada);
        Assert.That(_server.SessionOf(_bob).TryAdopt(detached), Is.False);
        Assert.That(
            _server.SessionOf(Connect()).TryAdopt(detached), Is.True, "a refusal ends nothing");
    }

    [Test]
    public void A_role_stays_but_for_that_of_the_place()
    {
        Session old = _server.SessionOf(_ada);
        old.Member.Role = Role.Operator;
        DetachedMember detached = old.Detach(KeepMs);
        Assert.That(detached.Member.Role, Is.EqualTo(Role.Operator));
        Session bob = _server.SessionOf(_bob);
        bob.Member.Role = Role.Local;
        Assert.That(bob.Detach(KeepMs).Member.Role, Is.EqualTo(Role.Guest));
    }

    private static string[] Texts(NativePeer peer) =>
        [.. peer.Take().Where(static e => e.Kind == EventKind.Said).Select(static e => e.Text)];

    private NativePeer Connect(string? address = null)
    {
        var peer = new NativePeer(_server.Connect());
        peer.Wire.Address = address is null ? null : IPAddress.Parse(address);
        peer.Hello();
        _server.Settle();
        return peer;
    }

    private NativePeer Enter(string name)
    {
        NativePeer peer = Connect();
        peer.Request(RequestVerb.Name, 1, name);
        _server.Settle();
        Assert.That(peer.Take().Select(static e => e.Kind), Does.Contain(EventKind.Joined));
        return peer;
    }

    private void Lose(NativePeer peer)
    {
        peer.Wire.Reset();
        _server.Settle();
    }

    private void Say(string text)
    {
        _bob.Request(RequestVerb.Say, 9, "den", text);
        _server.Settle();
    }

    private void SayStepSay()
    {
        _bob.Request(RequestVerb.Say, 1, "den", "before");
        _bob.Request(Step, 2);
        _bob.Request(RequestVerb.Say, 3, "den", "after");
        _server.Settle();
    }
}
