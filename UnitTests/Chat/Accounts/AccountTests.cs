using System.Net;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;

namespace UnitTests.Chat.Accounts;

/// <summary>What users do with their accounts, in the text dialect and in frames.</summary>
internal sealed class AccountTests : AccountFixture
{
    [Test]
    public void Registered_name_is_for_its_owner_across_a_restart()
    {
        Leave(Register("Alice"));
        Restart();
        SimTransport other = Chat.Arrive(Elsewhere, "alice");
        Assert.That(
            ModerationFixture.Read(other),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NameRegistered, "alice")}\n"));
        Leave(LogIn("Alice"));
        Assert.That(
            Chat.Ask(other, "alice"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NameRegistered, "alice")}\n"));
    }

    [Test]
    public void Login_renames_a_guest_and_logout_gives_another_name()
    {
        Leave(Register("alice"));
        SimTransport wire = Chat.Enter("somebody", Home);
        Assert.That(
            Chat.Ask(wire, $"/login ALICE {Password}"),
            Is.EqualTo(
                $"{TextLine.NowKnownAs("alice")}\n" + Line(AccountSentences.LoggedIn("alice"))));
        Assert.That(
            Chat.Ask(wire, "/nick bob"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NameOfAccount, "alice")}\n"));
        Assert.That(
            Chat.Ask(wire, $"/login alice {Password}"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.LoggedInAlready, "alice")}\n"));
        Assert.That(Chat.Ask(wire, "/logout"), Is.EqualTo($"{TextLine.NowKnownAs("guest")}\n"));
        Assert.That(
            Chat.Ask(wire, "/nick alice"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NameRegistered, "alice")}\n"));
        Assert.That(
            Chat.Ask(wire, "/logout"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NotLoggedIn)}\n"));
    }

    [Test]
    public void Given_up_name_stays_reserved_for_thirty_days()
    {
        SimTransport wire = Register("alice");
        Assert.That(
            Chat.Ask(wire, "/unregister wrong horse"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.LoginWrong)}\n"));
        Assert.That(
            Chat.Ask(wire, $"/unregister {Password}"),
            Is.EqualTo(Line(AccountSentences.Released)));
        Leave(wire);
        Assert.That(
            ModerationFixture.Read(Chat.Arrive(Home, $"/login alice {Password}")),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.LoginWrong)}\n"));
        Chat.Server.Pass(Account.ReservedMs - 1);
        Assert.That(
            ModerationFixture.Read(Chat.Arrive(Home, "alice")),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NameRegistered, "alice")}\n"));
        Chat.Server.Pass(1);
        Register("alice", Elsewhere);
    }

    [Test]
    public void Unused_account_is_given_up_after_a_year()
    {
        Leave(Register("alice"));
        Chat.Server.Pass(Account.IdleMs + Account.ReservedMs - 1);
        Assert.That(
            ModerationFixture.Read(Chat.Arrive(Home, "alice")),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NameRegistered, "alice")}\n"));
        Chat.Server.Pass(1);
        Chat.Enter("alice");
    }

    [Test]
    public void Owner_who_comes_back_before_the_name_is_free_has_it_again()
    {
        Leave(Register("alice"));
        Chat.Server.Pass(Account.IdleMs + Account.ReservedMs - 1);
        Leave(LogIn("alice"));
        Chat.Server.Pass(Account.ReservedMs);
        Assert.That(
            ModerationFixture.Read(Chat.Arrive(Home, "alice")),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NameRegistered, "alice")}\n"));
    }

    [TestCase(false, false, false)]
    [TestCase(true, false, true)]
    [TestCase(false, true, true)]
    public void Password_needs_loopback_or_encryption_unless_plain_is_allowed(
        bool isLocal, bool isPlainAllowed, bool isTaken)
    {
        Restart(new AccountOptions { IsPlainAllowed = isPlainAllowed });
        SimTransport wire = Chat.Enter("alice", Home);
        wire.IsLocal = isLocal;
        foreach (string line in (string[])
            [$"/register {Password}", $"/login alice {Password}", $"/password x {Password}"])
        {
            string refused = $"{TextLine.Refused(RefusalCode.PlainConnection)}\n";
            Assert.That(
                Chat.Ask(wire, line), isTaken ? Is.Not.EqualTo(refused) : Is.EqualTo(refused));
        }
    }

    [Test]
    public void Registration_can_be_left_to_operators_or_turned_off()
    {
        Restart(Plain(AccountOptions.ByOperator));
        SimTransport wire = Chat.Enter("alice", Home);
        string closed = $"{TextLine.Refused(RefusalCode.RegistrationClosed)}\n";
        Assert.That(
            Chat.Ask(wire, $"/register {Password}"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.InvitationNeeded)}\n"));
        SimTransport ops = Chat.EnterOperator("ops");
        Assert.That(
            Chat.Ask(ops, $"/register {Password}"),
            Is.EqualTo(Line(AccountSentences.Registered("ops"))));
        Restart(Plain(AccountOptions.Off));
        ops = LogIn("ops");
        Chat.Ask(ops, $"/oper {ModerationFixture.OperatorPassword}");
        Chat.Ask(ops, "/logout");
        Chat.Ask(ops, $"/oper {ModerationFixture.OperatorPassword}");
        Assert.That(Chat.Ask(ops, $"/register {Password}"), Is.EqualTo(closed));
    }

    [Test]
    public void Server_without_a_store_has_no_accounts()
    {
        using var chat = new ModerationFixture(accounts: Plain());
        SimTransport wire = chat.Enter("alice");
        string off = $"{TextLine.Refused(RefusalCode.AccountsOff)}\n";
        Assert.That(chat.Ask(wire, $"/register {Password}"), Is.EqualTo(off));
        Assert.That(chat.Ask(wire, $"/login alice {Password}"), Is.EqualTo(off));
        Assert.That(chat.Ask(wire, "/account"), Is.EqualTo(off));
    }

    [TestCase(7, false)]
    [TestCase(8, true)]
    [TestCase(256, true)]
    [TestCase(257, false)]
    public void Password_has_8_to_256_bytes(int bytes, bool isTaken)
    {
        SimTransport wire = Chat.Enter("alice");
        string answer = Chat.Ask(wire, $"/register {new string('x', bytes)}");
        Assert.That(
            answer,
            isTaken
                ? Is.EqualTo(Line(AccountSentences.Registered("alice")))
                : Does.StartWith("-- A password has at "));
    }

    [Test]
    public void Password_must_not_be_the_name()
    {
        SimTransport wire = Chat.Enter("alice-in-chains");
        Assert.That(
            Chat.Ask(wire, "/register ALICE-in-chains"),
            Does.StartWith($"-- {AccountSentences.PasswordIsName}"));
    }

    [Test]
    public void Server_password_is_still_needed_before_a_login()
    {
        Leave(Register("alice"));
        Restart(access: new AccessRules { Entry = PasswordFiles.With("let me in"u8) });
        SimTransport wire = Chat.Arrive(Home, $"/login alice {Password}");
        Assert.That(
            ModerationFixture.Read(wire),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.PasswordNeeded)}\n"));
        Chat.Ask(wire, "/pass let me in");
        Assert.That(
            Chat.Ask(wire, $"/login alice {Password}"), Does.StartWith(TextLine.Welcome("alice")));
    }

    [Test]
    public void Native_login_is_answered_like_a_name()
    {
        Leave(Register("alice"));
        var peer = new NativePeer(Chat.Arrive(Home));
        peer.Hello();
        peer.Request(RequestVerb.Login, 3, "alice", "wrong horse");
        peer.Request(RequestVerb.Login, 4, "alice", Password);
        Chat.Server.Settle();
        List<SeenEvent> seen = peer.Take();
        Assert.That(seen[0].Kind, Is.EqualTo(EventKind.Welcome));
        Assert.That(seen[1].Request, Is.EqualTo(3));
        Assert.That(seen[1].Number, Is.EqualTo((ulong)RefusalCode.LoginWrong));
        Assert.That(seen[2].Kind, Is.EqualTo(EventKind.Named));
        Assert.That(seen[2].Request, Is.EqualTo(4));
        Assert.That(seen[3].Kind, Is.EqualTo(EventKind.Joined));
        peer.Request(RequestVerb.Password, 5, Password, "another horse");
        peer.Request(RequestVerb.Account, 6);
        peer.Request(RequestVerb.Unregister, 7, "", "another horse");
        Chat.Server.Settle();
        Assert.That(
            peer.Take().Select(static e => (e.Kind, e.Request)),
            Is.EqualTo(new (EventKind, ulong)[]
            {
                (EventKind.Done, 5), (EventKind.Notice, 6), (EventKind.Done, 7),
            }));
    }

    [Test]
    public void Banned_name_cannot_log_in()
    {
        Leave(Register("alice"));
        Chat.Type("/ban alice 1h");
        SimTransport wire = Chat.Arrive(Home, $"/login alice {Password}");
        Assert.That(ModerationFixture.Read(wire), Does.Contain("banned"));
        Assert.That(wire.IsShut, Is.True);
        SimTransport guest = Chat.Enter("guest", Home);
        Assert.That(Chat.Ask(guest, $"/login alice {Password}"), Does.Contain("banned"));
        Assert.That(guest.IsShut, Is.False);
    }

    [Test]
    public void Muted_guest_does_not_choose_a_name_by_logging_in()
    {
        Leave(Register("alice"));
        SimTransport guest = Chat.Enter("somebody", Home);
        Chat.Type("/mute somebody 1h");
        Assert.That(Chat.Ask(guest, $"/login alice {Password}"), Does.Contain("You are muted"));
    }

    [Test]
    public void Account_is_shown_to_its_user()
    {
        SimTransport wire = Register("alice");
        Assert.That(Chat.Ask(wire, "/account"), Does.StartWith("-- Account alice, role user"));
        Assert.That(
            Chat.Ask(wire, "/account list"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.OperatorsOnly, "/account list")}\n"));
    }

    [Test]
    public void Hash_of_a_lower_cost_is_replaced_at_the_next_login()
    {
        Leave(Register("alice"));
        Restart();
        Hash.Cost = 2;
        Leave(LogIn("alice"));
        Assert.That(Store.Disk.ReadAccounts()[0].Secret, Does.StartWith("$sim$2$"));
        LogIn("alice");
    }
}
