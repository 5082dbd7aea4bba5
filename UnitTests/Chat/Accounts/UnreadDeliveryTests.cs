using EventLoopServer.Chat.Resuming;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Accounts;

/// <summary>
/// Private messages that are delivered to several devices, and to clients that leave meanwhile.
/// </summary>
internal sealed class UnreadDeliveryTests : AwayMessageFixture
{
    [Test]
    public void Message_that_arrives_while_another_device_confirms_the_others_is_not_lost()
    {
        NativePeer first = Resume(RegisterAndLose(), told: 0);
        Assert.That(Told(first), Has.Count.EqualTo(2));
        Store.IsHeld = true;
        NativePeer second = Native();
        second.Request(RequestVerb.Login, 1, "alice", Password);
        Chat.Server.Settle();
        first.Request(RequestVerb.Ping, 20, number: 2);
        Chat.Server.Settle();
        Chat.Ask(Chat.Enter("bobby", Elsewhere), "/msg alice three");
        Store.IsHeld = false;
        Assert.That(Told(first).Select(static e => e.Text), Is.EqualTo(new[] { "three" }));
        Assert.That(Told(second).Select(static e => e.Text), Is.EqualTo(new[] { "three" }));
    }

    [Test]
    public void Own_message_to_another_device_does_not_overtake_a_delivery()
    {
        (NativePeer first, NativePeer second) = LogInDuringDelivery();
        first.Request(RequestVerb.Tell, 20, "bob", "thanks");
        Chat.Server.Settle();
        Store.IsHeld = false;
        List<SeenEvent> told = Told(second);
        Assert.That(
            told.Select(static e => e.Text), Is.EqualTo(new[] { "one", "two", "thanks" }));
        Assert.That(told.Select(static e => e.Sequence), Is.EqualTo(new ulong[] { 1, 2, 3 }));
        Assert.That(told[^1].Detail, Is.EqualTo("bob"));
    }

    [Test]
    public void Delivery_of_a_connection_that_breaks_continues_on_another_one()
    {
        (NativePeer first, NativePeer second) = LogInDuringDelivery();
        SimTransport bob = Chat.Enter("bobby", Elsewhere);
        Chat.Ask(bob, "/msg alice three");
        second.Wire.Reset();
        Chat.Server.Settle();
        Store.IsHeld = false;
        Chat.Server.Settle();
        List<SeenEvent> events = first.Take();
        Assert.That(events.Select(static e => e.Kind), Does.Contain(EventKind.Ping));
        Assert.That(events.Select(static e => e.Kind), Does.Not.Contain(EventKind.Told));
        Chat.Ask(bob, "/msg alice four");
        first.Request(RequestVerb.Ping, 20, number: 2);
        Assert.That(
            Told(first).Select(static e => e.Text), Is.EqualTo(new[] { "three", "four" }));
        Chat.Ask(bob, "/msg alice five");
        Assert.That(Told(first).Select(static e => e.Text), Is.EqualTo(new[] { "five" }));
    }

    [Test]
    public void Delivery_continues_when_its_connection_breaks_at_any_turn(
        [Range(0, 5)] int turnsBefore)
    {
        (NativePeer first, NativePeer second) = LogInDuringDelivery();
        SimTransport bob = Chat.Enter("bobby", Elsewhere);
        Chat.Ask(bob, "/msg alice three");
        first.Take();
        Store.IsHeld = false;
        for (int turn = 0; turn < turnsBefore; turn++)
        {
            Chat.Server.Server.RunOneTurn();
            Chat.Server.Network.RunAfterTurn();
            Store.Step();
        }

        second.Wire.Reset();
        Chat.Server.Settle();
        first.Request(RequestVerb.Ping, 20, number: 2);
        Assert.That(Told(first).Select(static e => e.Text), Is.EqualTo(new[] { "three" }));
        Chat.Ask(bob, "/msg alice four");
        Assert.That(Told(first).Select(static e => e.Text), Is.EqualTo(new[] { "four" }));
    }

    [Test]
    public void Delivery_that_ended_with_the_account_delays_no_later_message()
    {
        (NativePeer first, _) = LogInDuringDelivery();
        first.Request(RequestVerb.Unregister, 20, "", Password);
        Store.IsHeld = false;
        Chat.Server.Settle();
        string code = Chat.TypeAndWait("/account reset alice").TrimEnd().Split(' ')[^1];
        SimTransport alice = LogIn("alice", code);
        Chat.Ask(Chat.Enter("bobby", Elsewhere), "/msg alice three");
        Assert.That(ModerationFixture.Read(alice), Does.Contain("(private) bobby: three"));
    }

    [Test]
    public void Confirmed_message_is_not_sent_again_after_the_client_leaves(
        [Values(RequestVerb.Quit, RequestVerb.Logout)] RequestVerb leave)
    {
        byte[] token = RegisterAndLose();
        NativePeer alice = Resume(token, told: 0);
        alice.Request(RequestVerb.Ping, 20, number: 2);
        alice.Request(leave, 21);
        Chat.Server.Settle();
        Assert.That(Login(), Does.Not.Contain("private"));
    }

    [Test]
    public void Message_that_was_on_its_way_when_the_client_left_is_sent_again(
        [Values(RequestVerb.Quit, RequestVerb.Logout)] RequestVerb leave)
    {
        byte[] token = RegisterAndLose();
        NativePeer alice = Resume(token, told: 0);
        alice.Request(RequestVerb.Ping, 20, number: 1);
        alice.Request(leave, 21);
        Chat.Server.Settle();
        Assert.That(
            Login(),
            Does.Contain("(private) bob: two").And.Not.Contain("(private) bob: one"));
    }

    [Test]
    public void Two_connections_get_messages_only_when_the_numbers_are_on_disk(
        [Range(0, 4)] int turnsBetween)
    {
        RegisterAndLose();
        NativePeer[] both = [Native(), Native()];
        both[0].Request(RequestVerb.Login, 1, "alice", Password);
        for (int turn = 0; turn < 20; turn++)
        {
            if (turn == turnsBetween)
            {
                both[1].Request(RequestVerb.Login, 1, "alice", Password);
            }

            // A full disk answers earlier queries, and keeps nothing more.
            Chat.Server.Server.RunOneTurn();
            Store.IsFull |= both.Any(IsPending);
            Chat.Server.Network.RunAfterTurn();
            Store.Step();
        }

        Assert.That(Store.IsFull);
        List<SeenEvent>[] told = [.. both.Select(peer => Told(peer, settles: false))];
        Assert.That(told, Has.All.Empty);
        Store.IsFull = false;
        foreach (NativePeer peer in both)
        {
            Assert.That(
                Told(peer).Select(static e => e.Text), Is.EqualTo(new[] { "one", "two" }));
        }
    }

    [Test]
    public void Text_client_gets_the_messages_of_a_delivery_to_another_device()
    {
        (SimTransport text, NativePeer native) = LogInWithSlowDisk();
        Chat.Ask(Chat.Enter("bobby", Elsewhere), "/msg alice three");
        Assert.That(Messages(text), Is.Empty);
        Store.IsHeld = false;
        string[] all = ["one", "two", "three"];
        Assert.That(Told(native).Select(static e => e.Text), Is.EqualTo(all));
        Assert.That(Messages(text), Is.EqualTo(all));
        native.Request(RequestVerb.Ping, 20, number: 3);
        Chat.Server.Settle();
        Assert.That(Messages(LogInAgain(text)), Is.Empty);
    }

    [Test]
    public void Text_client_gets_the_messages_whose_delivery_to_another_device_breaks(
        [Values] bool isHeldLonger)
    {
        (SimTransport text, NativePeer native) = LogInWithSlowDisk();
        Chat.Ask(Chat.Enter("bobby", Elsewhere), "/msg alice three");
        Store.IsHeld = isHeldLonger;
        native.Wire.Reset();
        Chat.Server.Settle();
        Store.IsHeld = false;
        Chat.Server.Settle();
        Assert.That(Messages(text), Is.EqualTo(new[] { "one", "two", "three" }));
        Assert.That(Messages(LogInAgain(text)), Is.Empty);
    }

    /// <summary>
    /// A text client stays connected, while native clients of the account come, confirm and break,
    /// and the disk stalls.
    /// </summary>
    [Test]
    public void Text_client_gets_each_message_once_in_any_world([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        RegisterAndLose();
        SimTransport bob = Chat.Enter("bobby", Elsewhere);
        NativePeer? native = null;
        Store.IsHeld = true;
        Login(out SimTransport text);
        var sent = new List<string> { "one", "two" };
        var got = new List<string>();
        for (int turn = 0; turn < 200; turn++)
        {
            switch (random.Next(7))
            {
                case 0 when native is null:
                    native = new NativePeer(Chat.Server.Connect());
                    native.Hello(Resumes);
                    native.Request(RequestVerb.Login, 1, "alice", Password);
                    break;
                case 1 when native is not null && random.Next(3) == 0:
                    native.Wire.Reset();
                    native = null;
                    break;
                case 2 when native is not null:
                    native.Request(RequestVerb.Ping, 20, number: (ulong)sent.Count);
                    break;
                case 3 when sent.Count < 30:
                    sent.Add($"m{turn}");
                    Chat.Write(bob, $"/msg alice m{turn}");
                    break;
                case 4:
                    Store.IsHeld = !Store.IsHeld;
                    break;
                case 5:
                    Chat.Server.Network.SimClock.Advance(random.Next(4000));
                    break;
                default:
                    break;
            }

            for (int i = random.Next(4); i > 0; i--)
            {
                Chat.Server.Server.RunOneTurn();
                Chat.Server.Network.RunAfterTurn();
                Store.Step();
            }

            got.AddRange(Messages(text));
        }

        Store.IsHeld = false;
        Chat.Server.Settle();
        got.AddRange(Messages(text));
        native?.Wire.Reset();
        got.AddRange(Messages(LogInAgain(text)));
        Assert.That(got, Is.EquivalentTo(sent), $"seed {seed}");
    }

    /// <summary>
    /// Two messages wait for Alice. Her native client waits for the disk to get them. Her text
    /// client has logged in and got none, because the store has not answered in time.
    /// </summary>
    private (SimTransport Text, NativePeer Native) LogInWithSlowDisk()
    {
        RegisterAndLose();
        NativePeer native = Native();
        native.Request(RequestVerb.Login, 1, "alice", Password);
        RunUntilPending(native);
        Login(out SimTransport text);
        Chat.Server.Network.SimClock.Advance(6000);
        Chat.Server.Settle();
        Assert.That(
            ModerationFixture.Read(text), Does.Contain(Line(AccountSentences.UnreadWait(2))));
        Assert.That(Told(native), Is.Empty);
        return (text, native);
    }

    private SimTransport LogInAgain(SimTransport text)
    {
        Leave(text);
        return Chat.Arrive(Home, $"/login alice {Password}");
    }

    private static string[] Messages(SimTransport text) =>
    [
        .. ModerationFixture.Read(text).Split('\n')
            .Where(static line => line.Contains("(private)"))
            .Select(static line => line.Split(' ')[^1]),
    ];

    /// <summary>
    /// Alice has a connection that has got two messages and has not confirmed them, and another one
    /// that is about to get them.
    /// </summary>
    private (NativePeer First, NativePeer Second) LogInDuringDelivery()
    {
        NativePeer first = Resume(RegisterAndLose(), told: 0);
        Assert.That(Told(first), Has.Count.EqualTo(2));
        NativePeer second = Native();
        second.Request(RequestVerb.Login, 1, "alice", Password);
        RunUntilPending(second);
        return (first, second);
    }

    /// <summary>Holds the store when the numbers of a delivery wait for the disk.</summary>
    private void RunUntilPending(NativePeer peer)
    {
        for (int turn = 0; turn < 100; turn++)
        {
            Chat.Server.Server.RunOneTurn();
            if (IsPending(peer))
            {
                Store.IsHeld = true;
                return;
            }

            Chat.Server.Network.RunAfterTurn();
            Store.Step();
        }

        throw new AssertionException("The delivery has not begun.");
    }

    private bool IsPending(NativePeer peer) =>
        Chat.Server.SessionOf(peer).Device.Resumable is
        { HasDeliveries: true, Deliveries.IsPending: true };
}
