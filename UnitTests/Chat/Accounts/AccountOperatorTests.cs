using EventLoopServer.Chat.Accounts;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Accounts;

/// <summary>Operators list accounts, recover them, and give roles.</summary>
internal sealed class AccountOperatorTests : AccountFixture
{
    [Test]
    public void Code_of_a_reset_logs_in_once_and_replaces_the_password()
    {
        SimTransport old = Register("alice");
        string code = ReadCode(Chat.TypeAndWait("/account reset alice"));
        Assert.That(old.IsShut, Is.True, "who used the old password is out");
        Assert.That(
            ModerationFixture.Read(Chat.Arrive(Home, $"/login alice {Password}")),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.LoginWrong)}\n"));
        SimTransport wire = LogIn("alice", code);
        SimTransport second = Chat.Arrive(Home, $"/login alice {code}");
        Assert.That(
            ModerationFixture.Read(second),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.LoginWrong)}\n"));
        Assert.That(
            Chat.Ask(wire, $"/password {code} another horse"),
            Is.EqualTo(Line(AccountSentences.PasswordChanged)));
        Leave(wire);
        LogIn("alice", "another horse");
    }

    [Test]
    public void Code_is_accepted_for_a_day()
    {
        Leave(Register("alice"));
        string code = ReadCode(Chat.TypeAndWait("/account reset alice"));
        Chat.Server.Pass(OneTimeCode.ValidMs);
        Assert.That(
            ModerationFixture.Read(Chat.Arrive(Home, $"/login alice {code}")),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.LoginWrong)}\n"));
    }

    [Test]
    public void Reset_gives_a_released_account_back()
    {
        Leave(Register("alice"));
        Assert.That(Chat.TypeAndWait("/account release alice"), Does.Contain("is given up"));
        Assert.That(Chat.TypeAndWait("/account list"), Does.Contain("given up, reserved until"));
        string code = ReadCode(Chat.TypeAndWait("/account reset alice"));
        Restart();
        LogIn("alice", code);
        Assert.That(Chat.TypeAndWait("/account list"), Does.Not.Contain("given up"));
    }

    [Test]
    public void Operator_adds_an_account_and_its_owner_replaces_a_guest()
    {
        Restart(Plain("operator"));
        SimTransport guest = Chat.Enter("alice", Elsewhere);
        string code = ReadCode(Chat.TypeAndWait("/account add alice"));
        LogIn("alice", code);
        Assert.That(guest.IsShut, Is.True);
        Assert.That(Chat.TypeAndWait("/account add Alice"), Does.Contain("exists already"));
    }

    [Test]
    public void Role_comes_with_a_login_and_survives_a_restart()
    {
        SimTransport wire = Register("alice");
        Assert.That(
            Chat.TypeAndWait("/account role alice operator"), Does.Contain("role operator"));
        Assert.That(
            Chat.Ask(wire, "/bans"), Is.EqualTo(ModerationFixture.NoRestrictions));
        Leave(wire);
        Restart();
        wire = LogIn("alice");
        Assert.That(
            Chat.Ask(wire, "/bans"), Is.EqualTo(ModerationFixture.NoRestrictions));
        Chat.Ask(wire, "/logout");
        Assert.That(
            Chat.Ask(wire, "/bans"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.OperatorsOnly, "/bans")}\n"));
    }

    [Test]
    public void Role_of_an_operator_is_taken_away_at_once()
    {
        SimTransport wire = Register("alice");
        Chat.TypeAndWait("/account role alice operator");
        ModerationFixture.Read(wire);
        Chat.TypeAndWait("/account role alice user");
        Assert.That(
            ModerationFixture.Read(wire),
            Is.EqualTo(Line(AccountSentences.RoleIs("alice", "user"))));
        Assert.That(
            Chat.Ask(wire, "/stop"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.OperatorsOnly, "/stop")}\n"));
    }

    [Test]
    public void Change_of_a_role_leaves_that_of_the_operators_password()
    {
        SimTransport wire = Register("alice");
        Chat.Ask(wire, $"/oper {ModerationFixture.OperatorPassword}");
        foreach (string role in (string[])["moderator", "operator", "user"])
        {
            Chat.TypeAndWait($"/account role alice {role}");
            string roleIs = AccountSentences.RoleIs("alice", role);
            Assert.That(
                ModerationFixture.Read(wire),
                Is.EqualTo(Line(
                    role == "operator" ? roleIs : AccountSentences.StillOperator(roleIs))));
            Assert.That(
                Chat.Ask(wire, "/bans"), Is.EqualTo(ModerationFixture.NoRestrictions));
        }

        Chat.Ask(wire, "/logout");
        Assert.That(
            Chat.Ask(wire, "/bans"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.OperatorsOnly, "/bans")}\n"));
    }

    [Test]
    public void Operators_password_that_follows_a_role_outlasts_it()
    {
        SimTransport wire = Register("alice");
        Chat.TypeAndWait("/account role alice moderator");
        Chat.Ask(wire, $"/oper {ModerationFixture.OperatorPassword}");
        Chat.TypeAndWait("/account role alice user");
        Assert.That(Chat.Ask(wire, "/stats"), Does.Not.Contain("operators"));
    }

    [Test]
    public void Operator_on_a_connection_cannot_make_another_one()
    {
        Leave(Register("alice"));
        Chat.EnterOperator("ops");
        Assert.That(
            Chat.Rule("/account role alice operator"),
            Does.Contain(AccountSentences.OnlyConsole("operator")));
        Assert.That(Chat.Rule("/account role alice moderator"), Does.Contain("role moderator"));
        Chat.TypeAndWait("/account role alice operator");
        Assert.That(
            Chat.Rule("/account role alice user"),
            Does.Contain(AccountSentences.OnlyConsole("operator")));
    }

    [TestCase("/account reset boss")]
    [TestCase("/account release boss")]
    [TestCase("/account role boss user")]
    public void Operator_on_a_connection_cannot_change_the_account_of_an_operator(string line)
    {
        SimTransport boss = Register("boss");
        Chat.Type("/account role boss operator");
        Chat.EnterOperator("ops");
        Assert.That(Chat.Rule(line), Does.Contain(AccountSentences.OnlyConsole("operator")));
        Assert.That(boss.IsShut, Is.False);
        Chat.Type(line);
        Assert.That(boss.IsShut, Is.EqualTo(!line.EndsWith("user")));
    }

    [Test]
    public void Erase_gives_the_account_up_and_closes_its_connection()
    {
        SimTransport alice = Register("alice");
        Chat.TypeAndWait("/erase ALICE");
        Assert.That(ModerationFixture.Read(alice), Is.EqualTo(Line(AccountSentences.Erased)));
        Assert.That(alice.IsShut, Is.True);
        Assert.That(Chat.TypeAndWait("/account list"), Does.Contain("given up, reserved until"));
        Restart();
        Assert.That(
            ModerationFixture.Read(Chat.Arrive(Home, $"/login alice {Password}")),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.LoginWrong)}\n"));
    }

    [Test]
    public void Erase_closes_the_connection_of_a_guest_and_no_other()
    {
        SimTransport alice = Chat.Enter("alice");
        SimTransport bob = Register("bob");
        Chat.TypeAndWait("/erase alice");
        Assert.That((alice.IsShut, bob.IsShut), Is.EqualTo((true, false)));
        Assert.That(Chat.TypeAndWait("/account list"), Does.Not.Contain("given up"));
    }

    [Test]
    public void Operator_who_erases_the_own_name_gets_the_answer()
    {
        SimTransport ops = Register("ops");
        Chat.Ask(ops, $"/oper {ModerationFixture.OperatorPassword}");
        Assert.That(Chat.Ask(ops, "/erase ops"), Is.EqualTo(Line("Erase ops")));
        Assert.That(
            Chat.Ask(ops, "/account"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NotLoggedIn)}\n"));
    }

    [Test]
    public void Operator_on_a_connection_cannot_erase_an_operator()
    {
        SimTransport boss = Register("boss");
        Chat.Type("/account role boss operator");
        Chat.EnterOperator("ops");
        Assert.That(
            Chat.Rule("/erase boss"), Does.Contain(AccountSentences.OnlyConsoleErases("boss")));
        Assert.That(boss.IsShut, Is.False);
    }

    [TestCase("/account reset", "A name is missing")]
    [TestCase("/account reset nobody", "no account 'nobody'")]
    [TestCase("/account role alice king", "'king' is not a role")]
    [TestCase("/account role alice 2", "'2' is not a role")]
    [TestCase("/account role alice user,operator", "'user,operator' is not a role")]
    [TestCase("/account role alice", "'' is not a role")]
    [TestCase("/account delete alice", "'delete' is not one of")]
    [TestCase("/account add x/y", "A name ")]
    public void Wrong_argument_is_explained(string line, string expected)
    {
        Leave(Register("alice"));
        Assert.That(Chat.TypeAndWait(line), Does.Contain(expected));
    }

    private static string ReadCode(string answer)
    {
        Assert.That(answer, Does.Contain("/login "));
        return answer.TrimEnd().Split(' ')[^1];
    }
}
