using EventLoopServer.Chat.Commands;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Accounts;

/// <summary>Several connections of one account at a time.</summary>
internal sealed class DeviceTests : AccountFixture
{
    private const string Third = "192.0.2.33";

    [Test]
    public void Second_login_has_the_rooms_and_their_last_lines_and_nobody_notices()
    {
        SimTransport old = Register("alice");
        Chat.Ask(old, "/join den");
        SimTransport bob = Chat.Enter("bob", Elsewhere);
        Chat.Ask(bob, "/join den");
        Chat.Ask(bob, "in the den");
        ModerationFixture.Read(old);
        SimTransport wire = Chat.Arrive(Third, $"/login alice {Password}");
        string answer = ModerationFixture.Read(wire);
        Assert.That(answer, Does.StartWith(TextLine.Welcome("alice")));
        Assert.That(answer, Does.Contain("in the den"));
        Assert.That(answer, Does.EndWith(Line(AccountSentences.LoggedIn("alice"))));
        Assert.That(
            ModerationFixture.Read(old), Is.EqualTo(Line(AccountSentences.ConnectedToo(Third, 2))));
        Assert.That(ModerationFixture.Read(bob), Is.Empty, "nobody is notified");
        Assert.That(Chat.Ask(bob, "/users"), Does.Contain("(2)"));
        Assert.That(Chat.Server.Server.Directory.People, Is.EqualTo(2));
    }

    [Test]
    public void Both_connections_get_every_line_and_the_lines_of_each_other()
    {
        SimTransport one = Register("alice");
        SimTransport two = LogIn("alice");
        SimTransport bob = Chat.Enter("bob", Elsewhere);
        ModerationFixture.Read(one);
        ModerationFixture.Read(two);
        Chat.Write(bob, "hi");
        Assert.That(ModerationFixture.Read(one), Is.EqualTo("bob: hi\n"));
        Assert.That(ModerationFixture.Read(two), Is.EqualTo("bob: hi\n"));
        Chat.Write(two, "from two");
        Assert.That(ModerationFixture.Read(one), Is.EqualTo("alice: from two\n"));
        Assert.That(ModerationFixture.Read(two), Is.Empty, "its terminal has shown it");
        Assert.That(ModerationFixture.Read(bob), Does.EndWith("alice: from two\n"));
        Chat.Write(one, "from one");
        Assert.That(ModerationFixture.Read(two), Is.EqualTo("alice: from one\n"));
        Assert.That(ModerationFixture.Read(one), Is.Empty);
        Chat.Write(one, "/topic tea");
        Assert.That(ModerationFixture.Read(one), Is.EqualTo(ModerationFixture.Read(two)));
    }

    [Test]
    public void Room_that_one_enters_or_leaves_is_that_of_both_and_each_keeps_its_current_one()
    {
        SimTransport one = Register("alice");
        SimTransport two = LogIn("alice");
        ModerationFixture.Read(one);
        Chat.Ask(one, "/join den");
        Assert.That(
            ModerationFixture.Read(two), Is.EqualTo(Line(AccountSentences.EnteredToo("den"))));
        Chat.Ask(one, "in the den");
        Assert.That(ModerationFixture.Read(two), Is.EqualTo("[den] alice: in the den\n"));
        Chat.Ask(two, "in the lobby");
        Assert.That(ModerationFixture.Read(one), Is.EqualTo("alice: in the lobby\n"));
        Chat.Ask(two, "/leave den");
        Assert.That(
            ModerationFixture.Read(one), Is.EqualTo(
                "-- You left [den]. What you type goes to lobby now.\n"));
        Assert.That(Chat.Ask(two, "/rooms"), Does.Not.Contain("den"));
    }

    [Test]
    public void Private_messages_arrive_on_both_and_sent_ones_on_the_other()
    {
        SimTransport one = Register("alice");
        SimTransport two = LogIn("alice");
        SimTransport bob = Chat.Enter("bob", Elsewhere);
        ModerationFixture.Read(one);
        ModerationFixture.Read(two);
        Chat.Write(bob, "@alice psst");
        Assert.That(ModerationFixture.Read(one), Is.EqualTo("(private) bob: psst\n"));
        Assert.That(ModerationFixture.Read(two), Is.EqualTo("(private) bob: psst\n"));
        Chat.Write(two, "@bob yes?");
        Assert.That(ModerationFixture.Read(bob), Does.EndWith("(private) alice: yes?\n"));
        Assert.That(ModerationFixture.Read(one), Is.EqualTo("(private to bob) alice: yes?\n"));
        Assert.That(ModerationFixture.Read(two), Is.Empty);
        Chat.Write(two, "@alice a note");
        Assert.That(ModerationFixture.Read(one), Is.EqualTo("(private) alice: a note\n"));
        Assert.That(ModerationFixture.Read(two), Is.EqualTo("(private) alice: a note\n"));
        Leave(bob);
        Chat.Write(two, "@nobody hm");
        Assert.That(ModerationFixture.Read(one), Does.Not.Contain("hm"));
    }

    [Test]
    public void Member_leaves_with_its_last_connection()
    {
        SimTransport one = Register("alice");
        SimTransport two = LogIn("alice");
        SimTransport bob = Chat.Enter("bob", Elsewhere);
        ModerationFixture.Read(bob);
        Leave(one);
        Assert.That(one.IsShut, Is.True);
        Assert.That(ModerationFixture.Read(bob), Is.Empty);
        Chat.Write(two, "still here");
        Assert.That(ModerationFixture.Read(bob), Is.EqualTo("alice: still here\n"));
        two.Reset();
        Chat.Server.Settle();
        Assert.That(ModerationFixture.Read(bob), Does.Contain("alice left"));
        Assert.That(Chat.Server.Server.Directory.People, Is.EqualTo(1));
    }

    [Test]
    public void Guest_who_logs_in_becomes_a_device_and_leaves_its_own_rooms()
    {
        SimTransport old = Register("alice");
        Chat.Ask(old, "/join den", "a line");
        SimTransport guest = Chat.Enter("somebody", Elsewhere);
        Chat.Ask(guest, "/join attic");
        SimTransport bob = Chat.Enter("bob", Third);
        Chat.Ask(bob, "/join attic");
        string answer = Chat.Ask(guest, $"/login alice {Password}");
        Assert.That(answer, Does.Contain(TextLine.NowKnownAs("alice")).And.Contains("a line"));
        Assert.That(answer, Does.Contain("You left [attic]"));
        Assert.That(ModerationFixture.Read(bob), Does.Contain("[attic] -- somebody left"));
        Assert.That(old.IsShut, Is.False);
        Assert.That(Chat.Server.Server.Directory.People, Is.EqualTo(2));
        Chat.Write(guest, "here");
        Assert.That(ModerationFixture.Read(old), Does.EndWith("[den] alice: here\n"));
    }

    [Test]
    public void Role_of_the_operators_password_stays_on_its_connection()
    {
        SimTransport old = Register("alice");
        Chat.Ask(old, $"/oper {ModerationFixture.OperatorPassword}");
        SimTransport wire = LogIn("alice");
        Assert.That(
            Chat.Ask(wire, "/account list"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.OperatorsOnly, "/account list")}\n"));
        Assert.That(Chat.Ask(old, "/account list"), Does.Contain("alice"));
        Assert.That(
            Chat.Ask(wire, "/account list"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.OperatorsOnly, "/account list")}\n"));
    }

    [Test]
    public void Kick_closes_all_connections()
    {
        SimTransport one = Register("alice");
        SimTransport two = LogIn("alice");
        Chat.EnterOperator("op");
        Chat.Rule("/kick alice");
        Assert.That((one.IsShut, two.IsShut), Is.EqualTo((true, true)));
        Assert.That(Chat.Server.Server.Directory.People, Is.EqualTo(1));
    }

    [Test]
    public void Ban_of_an_address_closes_the_connections_from_there_and_a_ban_of_the_name_all()
    {
        SimTransport one = Register("alice");
        SimTransport two = LogIn("alice", address: Elsewhere);
        SimTransport three = LogIn("alice", address: Third);
        Chat.EnterOperator("op");
        Chat.Rule($"/ban {Elsewhere}");
        Assert.That((one.IsShut, two.IsShut, three.IsShut), Is.EqualTo((false, true, false)));
        Chat.Rule("/ban alice");
        Assert.That((one.IsShut, three.IsShut), Is.EqualTo((true, true)));
    }

    [Test]
    public void Mute_of_the_address_of_one_connection_mutes_the_member()
    {
        SimTransport one = Register("alice");
        SimTransport two = LogIn("alice", address: Elsewhere);
        Chat.EnterOperator("op");
        Chat.Rule($"/mute {Elsewhere} 1h");
        foreach (SimTransport wire in new[] { one, two })
        {
            Assert.That(ModerationFixture.Read(wire), Does.Contain("muted"));
            Chat.Write(wire, "hi");
        }

        Assert.That(ModerationFixture.Read(Chat.Ops), Does.Not.Contain("hi"));
        Chat.Rule($"/unmute {Elsewhere}");
        Chat.Write(one, "heard");
        Assert.That(ModerationFixture.Read(Chat.Ops), Does.EndWith("alice: heard\n"));
    }

    [Test]
    public void Logout_makes_only_this_connection_a_guest()
    {
        SimTransport one = Register("alice");
        SimTransport two = LogIn("alice");
        Chat.Ask(one, "/join den");
        ModerationFixture.Read(two);
        string answer = Chat.Ask(one, "/logout");
        Assert.That(answer, Does.Contain("You left [den]").And.Contains(
            TextLine.Welcome("guest")));
        Assert.That(ModerationFixture.Read(two), Does.Contain("guest joined"));
        Chat.Write(one, "I am a guest");
        Assert.That(ModerationFixture.Read(two), Is.EqualTo("guest: I am a guest\n"));
        Assert.That(Chat.Ask(two, "/account"), Does.Contain("alice"));
        Assert.That(
            Chat.Ask(one, "/account"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NotLoggedIn)}\n"));
        Assert.That(Chat.Server.Server.Directory.People, Is.EqualTo(2));
        Assert.That(LogIn("alice"), Is.Not.Null, "again");
    }

    [Test]
    public void End_of_the_account_closes_the_other_connections()
    {
        SimTransport one = Register("alice");
        SimTransport two = LogIn("alice");
        Chat.Ask(one, $"/unregister {Password}");
        Assert.That(
            ModerationFixture.Read(two), Does.EndWith(Line(AccountSentences.GivenUpElsewhere)));
        Assert.That((one.IsShut, two.IsShut), Is.EqualTo((false, true)));
        Chat.Ask(one, "still here");
    }

    [TestCase(AccountDevices.Most - 1)]
    [TestCase(AccountDevices.Most)]
    public void Account_has_a_limited_number_of_connections(int before)
    {
        SimTransport first = Register("alice");
        for (int i = 1; i < before; i++)
        {
            LogIn("alice");
        }

        SimTransport last = Chat.Arrive(Elsewhere, $"/login alice {Password}");
        bool isFull = before == AccountDevices.Most;
        Assert.That(
            ModerationFixture.Read(last),
            isFull
                ? Does.EndWith(
                    $"{TextLine.Refused(RefusalCode.TooManyDevices, $"{AccountDevices.Most}")}\n")
                : Does.Contain(Line(AccountSentences.LoggedIn("alice"))));
        if (isFull)
        {
            Leave(first);
            Assert.That(
                Chat.Ask(last, $"/login alice {Password}"),
                Does.Contain(Line(AccountSentences.LoggedIn("alice"))));
        }
    }

    [Test]
    public void Connections_of_an_account_share_its_rate()
    {
        Chat.Server.Stop();
        Open(isPaced: true);
        SimTransport one = Register("alice");
        SimTransport two = LogIn("alice");
        SimTransport bob = Chat.Enter("bob", Elsewhere);
        Chat.Server.Pass(60_000);
        ModerationFixture.Read(bob);
        string[] lines = [.. Enumerable.Range(0, 90).Select(static i => $"line {i}")];
        Chat.Write(one, lines);
        int ofOne = Count(bob);
        Assert.That(ofOne, Is.LessThan(90), "a burst");
        Chat.Write(two, lines);
        Assert.That(Count(bob), Is.LessThan(3), "the burst is used up");
    }

    private static int Count(SimTransport wire) =>
        ModerationFixture.Read(wire).Split("line").Length - 1;
}
