using System.Globalization;
using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Accounts;

/// <summary>Private messages to an account whose owner is away.</summary>
internal sealed class AwayMessageTests : AwayMessageFixture
{
    private static string Later => Line(AccountSentences.DeliveredLater("alice"));

    [Test]
    public void Messages_wait_for_the_next_login_in_their_order()
    {
        Leave(Register("alice"));
        SimTransport bob = Chat.Enter("bob", Elsewhere);
        Assert.That(Chat.Ask(bob, "/msg ALICE first"), Is.EqualTo(Later));
        SimTransport eve = Chat.Enter("eve", Elsewhere);
        Assert.That(Chat.Ask(eve, "@alice second"), Is.EqualTo(Later));
        Restart();
        string answer = Login(out SimTransport alice);
        Assert.That(
            answer,
            Does.EndWith(
                Line(AccountSentences.WhileAway(2))
                + "| 12:00 (private) bob: first\n| 12:00 (private) eve: second\n"));
        Leave(alice);
        Assert.That(Login(), Does.Not.Contain("private"));
    }

    [Test]
    public void Message_of_another_day_has_its_date()
    {
        Leave(Register("alice"));
        Chat.Ask(Chat.Enter("bob", Elsewhere), "/msg alice hi");
        string sent = DateTimeOffset
            .FromUnixTimeMilliseconds(Chat.Server.Network.SimClock.UnixMs)
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        Chat.Server.Pass(24 * 60 * 60_000);
        Assert.That(Login(), Does.Contain($"| {sent} (private) bob: hi"));
    }

    [Test]
    public void Delivered_messages_do_not_come_again_after_a_crash()
    {
        Leave(Register("alice"));
        Chat.Ask(Chat.Enter("bob", Elsewhere), "/msg alice hi");
        LogIn("alice");
        Crash();
        Assert.That(Login(), Does.Not.Contain("private"));
    }

    [Test]
    public void Delivery_that_a_crash_undoes_is_repeated()
    {
        Leave(Register("alice"));
        Chat.Ask(Chat.Enter("bob", Elsewhere), "/msg alice hi");
        SimTransport alice = Chat.Arrive(Home);
        alice.Write(Encoding.UTF8.GetBytes($"/login alice {Password}\n"));
        long before = Store.Appended;
        while (Store.Appended == before || Store.Kept < Store.Appended)
        {
            Chat.Server.RunOneTurn();
        }

        Store.IsFull = true;
        var seen = new StringBuilder();
        while (!seen.ToString().Contains("bob: hi", StringComparison.Ordinal))
        {
            Chat.Server.RunOneTurn();
            seen.Append(ModerationFixture.Read(alice));
        }

        Crash();
        Assert.That(Login(), Does.Contain("bob: hi"));
        Assert.That(Login(), Does.Not.Contain("bob: hi"));
    }

    [Test]
    public void Message_that_arrives_during_the_delivery_comes_after_the_others()
    {
        Leave(Register("alice"));
        SimTransport bob = Chat.Enter("bob", Elsewhere);
        Chat.Ask(bob, "/msg alice first");
        Store.IsHeld = true;
        SimTransport alice = Chat.Arrive(Home, $"/login alice {Password}");
        Assert.That(Chat.Ask(bob, "/msg alice second"), Is.Empty, "alice is there");
        Store.IsHeld = false;
        Chat.Server.Settle();
        string all = ModerationFixture.Read(alice);
        Assert.That(all.IndexOf("bob: first", StringComparison.Ordinal), Is.GreaterThan(0));
        Assert.That(
            all.IndexOf("bob: second", StringComparison.Ordinal),
            Is.GreaterThan(all.IndexOf("bob: first", StringComparison.Ordinal)));
        Chat.Ask(bob, "/msg alice third");
        Assert.That(ModerationFixture.Read(alice), Is.EqualTo("(private) bob: third\n"));
    }

    [Test]
    public void Sender_is_refused_above_its_own_limit_and_others_are_not()
    {
        Leave(Register("alice"));
        SimTransport bob = Chat.Enter("bob", Elsewhere);
        for (int i = 0; i < UnreadMessages.MaxOfSender; i++)
        {
            Assert.That(Chat.Ask(bob, $"/msg alice {i}"), Is.EqualTo(Later));
        }

        string full = $"{TextLine.Refused(RefusalCode.MailboxFull, "alice")}\n";
        Assert.That(Chat.Ask(bob, "/msg alice more"), Is.EqualTo(full));
        Chat.Ask(bob, "/nick bobby");
        Assert.That(Chat.Ask(bob, "/msg alice more"), Is.EqualTo(full), "a name is no sender");
        Assert.That(
            Chat.Ask(Chat.Enter("eve", "192.0.2.77"), "/msg alice hi"), Is.EqualTo(Later));
        Restart();
        bob = Chat.Enter("bob", Elsewhere);
        Assert.That(Chat.Ask(bob, "/msg alice more"), Is.EqualTo(full), "also after a restart");
        LogIn("alice");
        Assert.That(Chat.Ask(bob, "/msg alice hi"), Is.Empty);
    }

    [Test]
    public void Limits_are_those_of_the_counts()
    {
        var unread = new UnreadMessages();
        for (int i = 0; i < UnreadMessages.Most; i++)
        {
            Assert.That(unread.MayAdd(i, 10), Is.True);
            unread.Add(i, 10);
        }

        Assert.That(unread.MayAdd(-1, 10), Is.False);
        unread.Clear();
        unread.Add(1, UnreadMessages.MaxBytes - 10);
        Assert.That(unread.MayAdd(2, 10), Is.True);
        Assert.That(unread.MayAdd(2, 11), Is.False);
    }

    [Test]
    public void Full_store_refuses_instead_of_losing_the_message()
    {
        Leave(Register("alice"));
        SimTransport bob = Chat.Enter("bob", Elsewhere);
        Store.Capacity = 0;
        Assert.That(
            Chat.Ask(bob, "/msg alice hi"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.StoreBusy)}\n"));
        Store.Capacity = 1000;
        Assert.That(Login(), Does.Not.Contain("private"));
    }

    [Test]
    public void Given_up_account_gets_nothing_and_loses_its_messages()
    {
        SimTransport alice = Register("alice");
        Leave(alice);
        SimTransport bob = Chat.Enter("bob", Elsewhere);
        Chat.Ask(bob, "/msg alice hi");
        Chat.TypeAndWait("/account release alice");
        Assert.That(
            Chat.Ask(bob, "/msg alice hi"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NoSuchPerson, "alice")}\n"));
        Assert.That(Store.Disk.CountUnread(), Is.Empty);
    }

    [Test]
    public void Native_request_is_answered_kept_and_not_carried_out_twice()
    {
        Leave(Register("alice"));
        NativePeer bob = Native();
        bob.Request(RequestVerb.Name, 1, "bob");
        bob.Request(RequestVerb.Tell, 7, "alice", "hi");
        bob.Request(RequestVerb.Tell, 7, "alice", "hi");
        Chat.Server.Settle();
        List<SeenEvent> seen = bob.Take();
        Assert.That(
            seen.Count(static e => (e.Kind, e.Request) == (EventKind.Done, 7)), Is.EqualTo(2));
        Assert.That(
            seen.Any(static e => (e.Kind, e.Request) == (EventKind.Kept, 7)), Is.True);
        NativePeer alice = Native();
        alice.Request(RequestVerb.Login, 1, "alice", Password);
        Chat.Server.Settle();
        SeenEvent told = alice.Take().Single(static e => e.Kind == EventKind.Told);
        Assert.That((told.Name, told.Text), Is.EqualTo(("bob", "hi")));
        Assert.That(told.TimeMs, Is.GreaterThan(0));
    }

    [Test]
    public void Message_to_a_broken_connection_is_delivered_when_it_resumes()
    {
        NativePeer alice = Native(out byte[] token);
        alice.Request(RequestVerb.Name, 1, "alice");
        alice.Request(RequestVerb.Register, 2, "", Password);
        Chat.Server.Settle();
        alice.Wire.Reset();
        Chat.Server.Settle();
        Assert.That(
            Chat.Ask(Chat.Enter("bob", Elsewhere), "/msg alice hi"), Is.EqualTo(Later));
        NativePeer again = Native();
        again.Request(new ClientRequest { Verb = RequestVerb.Resume, Id = 9, Target = token });
        Chat.Server.Settle();
        Assert.That(
            again.Take().Single(static e => e.Kind == EventKind.Told).Text, Is.EqualTo("hi"));
    }

    [TestCase(0ul, 0ul, 2)]
    [TestCase(1ul, 0ul, 1)]
    [TestCase(2ul, 0ul, 0)]
    [TestCase(0ul, 2ul, 0)]
    public void Message_that_was_delivered_before_a_crash_is_received_once(
        ulong told, ulong confirmed, int again)
    {
        byte[] token = RegisterAndLose();
        NativePeer alice = Resume(token, told: 0);
        Assert.That(Told(alice).Select(static e => e.Sequence), Is.EqualTo(new[] { 1ul, 2ul }));
        if (confirmed > 0)
        {
            alice.Request(RequestVerb.Ping, 20, number: confirmed);
            Chat.Server.Settle();
        }

        Crash();
        Assert.That(
            Told(Resume(token, told)).Select(static e => e.Sequence),
            Is.EqualTo(new[] { 1ul, 2ul }[(2 - again)..]));
        Crash();
        Assert.That(Told(Resume(token, told: 2)), Is.Empty);
    }

    [Test]
    public void Message_is_sent_only_when_its_number_is_on_disk()
    {
        byte[] token = RegisterAndLose();
        NativePeer alice = Resume(token, told: 0, settles: false);
        int turns = 0;
        while (Told(alice, settles: false).Count == 0)
        {
            Assert.That(++turns, Is.LessThan(100));
            Chat.Server.RunOneTurn();
        }

        Chat.Server.Crash(powerCut: true);
        Open();
        Assert.That(
            Told(Resume(token, told: 1)).Select(static e => e.Sequence),
            Is.EqualTo(new[] { 2ul }));
    }

    [Test]
    public void Message_that_a_broken_connection_did_not_receive_is_not_lost_in_a_crash()
    {
        byte[] token = RegisterAndLose();
        Resume(token, told: 0).Wire.Reset();
        Chat.Server.Settle();
        Crash();
        Assert.That(
            Told(Resume(token, told: 0)).Select(static e => e.Text),
            Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public void Message_that_is_not_sent_after_a_crash_is_not_confirmed_with_a_later_one()
    {
        byte[] token = RegisterAndLose();
        Resume(token, told: 0).Wire.Reset();
        Chat.Server.Settle();
        Crash();
        Store.IsHeld = true;
        NativePeer alice = Resume(token, told: 0);
        Chat.Server.Pass(6_000);
        Store.IsHeld = false;
        Chat.Ask(Chat.Enter("bob", Elsewhere), "/msg alice three");
        SeenEvent later = Told(alice).Single();
        Assert.That(later.Text, Is.EqualTo("three"));
        alice.Request(RequestVerb.Ping, 20, number: later.Sequence);
        Chat.Server.Settle();
        alice.Wire.Reset();
        Chat.Server.Settle();
        List<SeenEvent> told = Told(Resume(token, later.Sequence));
        Assert.That(told.Select(static e => e.Text), Is.EqualTo(new[] { "one", "two" }));
        Assert.That(told.Select(static e => e.Sequence), Has.All.GreaterThan(later.Sequence));
    }
}
