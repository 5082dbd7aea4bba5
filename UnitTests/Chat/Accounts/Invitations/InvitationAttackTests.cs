using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Commands.Accounts;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using EventLoopServer.Sessions.Login;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Accounts.Invitations;

/// <summary>Limits of invitations, guesses, and registrations at the same moment.</summary>
internal sealed class InvitationAttackTests : InvitationFixture
{
    [Test]
    public void One_of_several_registrations_at_one_moment_gets_the_last_use()
    {
        string[] answers = RegisterTogether(Invite(), count: 5);
        Assert.That(answers.Count(static a => a == Invalid), Is.EqualTo(4));
        Assert.That(
            answers.Count(static a => a.Contains("is yours now")), Is.EqualTo(1));
        Assert.That(Chat.Server.Server.Directory.Accounts.All, Has.Count.EqualTo(1));
    }

    [Test]
    public void Class_behind_one_address_registers_at_one_moment()
    {
        int users = RegistrationLimits.Attempts + RegistrationLimits.PerAddress + 1;
        string[] answers = RegisterTogether(Invite($"{users}"), users + 1);
        Assert.That(answers.Count(static a => a.Contains("is yours now")), Is.EqualTo(users));
        Assert.That(answers.Count(static a => a == Invalid), Is.EqualTo(1));
    }

    [Test]
    public void Refused_registration_uses_nothing_up()
    {
        string code = Invite();
        RegisterWith(code, "alice");
        code = Invite();
        SimTransport wire = Chat.Enter("bob", Home);
        Chat.Ask(wire, $"/register short {code}");
        Hash.IsFaulty = true;
        Assert.That(
            Chat.Ask(wire, $"/register {Password} {code}"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.AccountsFail)}\n"));
        Hash.IsFaulty = false;
        SimTransport gone = Chat.Enter("carol", Home);
        gone.Write(Encoding.UTF8.GetBytes($"/register {Password} {code}\n"));
        Chat.Server.RunOneTurn();
        gone.Reset();
        Chat.Server.Settle();

        // The name gets an account while the password is hashed.
        wire.Write(Encoding.UTF8.GetBytes($"/register {Password} {code}\n"));
        Chat.Server.RunOneTurn();
        Chat.Type("/account add bob");
        Chat.Server.Settle();
        Assert.That(
            ModerationFixture.Read(wire),
            Does.Contain(TextLine.Refused(RefusalCode.NameRegistered, "bob")));
        Assert.That(Chat.Type("/invites"), Does.Contain("1 of 1 left"));
        Assert.That(
            RegisterWith(code, "dave"), Is.EqualTo(Line(AccountSentences.Registered("dave"))));
    }

    [Test]
    public void Invitation_that_is_revoked_during_the_hash_is_not_used()
    {
        string code = Invite("2");
        string id = NewestId();
        SimTransport wire = Chat.Enter("alice", Home);
        ModerationFixture.Read(wire);
        wire.Write(Encoding.UTF8.GetBytes($"/register {Password} {code}\n"));
        Chat.Server.RunOneTurn();
        Chat.Type($"/invites revoke {id}");
        Chat.Server.Settle();
        Assert.That(ModerationFixture.Read(wire), Is.EqualTo(Invalid));
        Assert.That(Chat.Server.Server.Directory.Accounts.All, Is.Empty);
    }

    [Test]
    public void Account_and_use_are_lost_together_in_a_crash()
    {
        string code = Invite();
        SimTransport wire = Chat.Enter("alice", Home);
        Store.IsHeld = true;
        Assert.That(Chat.Ask(wire, $"/register {Password} {code}"), Is.Empty);
        Store.IsHeld = false;
        Chat.Server.Crash(powerCut: true);
        Open(Plain(AccountOptions.ByOperator));
        Assert.That(
            RegisterWith(code, "alice"), Is.EqualTo(Line(AccountSentences.Registered("alice"))));
    }

    [Test]
    public void Code_that_is_not_on_disk_is_not_shown()
    {
        Store.IsHeld = true;
        Assert.That(
            Chat.TypeAndWait("/invite"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NotStored)}\n"));
        Store.IsHeld = false;
    }

    [Test]
    public void Failing_attempts_with_a_code_are_limited()
    {
        string code = Invite("2");
        SimTransport wire = Chat.Enter("alice", Home);
        Hash.IsFaulty = true;
        for (int i = 0; i < RegistrationLimits.Attempts + 2; i++)
        {
            Assert.That(
                Chat.Ask(wire, $"/register {Password} {code}"),
                Is.EqualTo($"{TextLine.Refused(RefusalCode.AccountsFail)}\n"));
        }

        int runs = Hash.Runs;
        Assert.That(
            Chat.Ask(wire, $"/register {Password} {code}"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.TooManyRegistrations)}\n"));
        Assert.That(Hash.Runs, Is.EqualTo(runs), "it was refused before the work");
        Hash.IsFaulty = false;
        Chat.Server.Pass(RegistrationLimits.AttemptMs);
        Assert.That(
            Chat.Ask(wire, $"/register {Password} {code}"),
            Is.EqualTo(Line(AccountSentences.Registered("alice"))));
    }

    [Test]
    public void Third_wrong_code_closes_the_connection()
    {
        SimTransport wire = Chat.Enter("alice", Home);
        for (int i = 1; i < PasswordAttempts.PerConnection; i++)
        {
            Assert.That(Chat.Ask(wire, $"/register {Password} inv-x{i}"), Is.EqualTo(Invalid));
        }

        Assert.That(
            Chat.Ask(wire, $"/register {Password} inv-x3"),
            Does.Contain(TextLine.Refused(RefusalCode.TooManyTries)));
        Assert.That(wire.IsShut, Is.True);
        Assert.That(Hash.Runs, Is.Zero, "no password was hashed");
    }

    [Test]
    public void Right_code_from_an_address_of_guesses_is_accepted_after_a_delay()
    {
        string code = Invite();
        for (int i = 0; i < PasswordAttempts.PerAddress; i++)
        {
            Assert.That(RegisterWith("inv-guess", $"user{i}"), Is.EqualTo(Invalid));
        }

        SimTransport wire = Chat.Enter("alice", Home);
        Assert.That(
            Chat.Ask(wire, $"/register {Password} {code}"),
            Is.EqualTo(Line(InvitationSentences.CheckedLater)));
        Chat.Server.Pass(PasswordQueues.DelayMs - 1);
        Assert.That(ModerationFixture.Read(wire), Is.Empty);
        Chat.Server.Pass(1);
        Assert.That(
            ModerationFixture.Read(wire),
            Is.EqualTo(Line(AccountSentences.Registered("alice"))));
    }

    [Test]
    public void Open_invitations_of_one_maker_are_limited()
    {
        SimTransport alice = Chat.Enter("alice", Home);
        Chat.Ask(alice, $"/register {Password} {Invite()}");
        Chat.TypeAndWait("/account role alice operator");
        for (int i = 0; i < InvitationDirectory.PerAccount; i++)
        {
            ReadCode(Chat.Ask(alice, "/invite"));
        }

        string full = TextLine.Refused(
            RefusalCode.InvitationsFull, $"{InvitationDirectory.PerAccount}");
        Assert.That(Chat.Ask(alice, "/invite"), Is.EqualTo($"{full}\n"));
        string id = NewestId();
        Assert.That(Invite(), Is.Not.Empty, "the console has a limit of its own");
        Chat.TypeAndWait($"/invites revoke {id}");
        Assert.That(ReadCode(Chat.Ask(alice, "/invite")), Is.Not.Empty);
    }

    [Test]
    public void Answer_with_a_code_needs_an_encrypted_connection()
    {
        Restart(new AccountOptions { Registration = AccountOptions.ByOperator });
        SimTransport ops = Chat.EnterOperator("ops");
        string refused = $"{TextLine.Refused(RefusalCode.PlainConnection)}\n";
        ops.IsLocal = false;
        Assert.That(Chat.Ask(ops, "/invite"), Is.EqualTo(refused));
        ops.IsLocal = true;
        Assert.That(ReadCode(Chat.Ask(ops, "/invite")), Is.Not.Empty);
    }

    [Test]
    public void Server_without_a_store_has_no_invitations()
    {
        using var chat = new ModerationFixture(accounts: Plain());
        foreach (string line in (string[])["/invite", "/invites"])
        {
            Assert.That(
                chat.Type(line),
                Is.EqualTo($"{TextLine.Refused(RefusalCode.AccountsOff)}\n"));
        }
    }

    [Test]
    public void Code_is_in_no_log_and_no_stored_entry()
    {
        string code = Invite("2");
        RegisterWith(code, "alice");
        RegisterWith("inv-guess-guess-guess", "bob");
        string all = string.Join('\n', Chat.Log.Lines.Select(static l => l.Text))
            + string.Join('\n', Store.Disk.Entries.Select(static e => $"{e}"))
            + string.Join('\n', Store.Disk.ReadInvitations().Select(static i => i.CodeHash))
            + Chat.Type("/invites");
        Assert.That(all, Does.Contain("alice"));
        Assert.That(all, Does.Not.Contain(code[4..]).And.Not.Contain("guess-guess"));
    }
}
