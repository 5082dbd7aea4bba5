using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Accounts;

/// <summary>A change of the password needs the old one.</summary>
internal sealed class AccountPasswordTests : AccountFixture
{
    private static string Wrong => $"{TextLine.Refused(RefusalCode.LoginWrong)}\n";

    [Test]
    public void Changed_password_replaces_the_old_one()
    {
        SimTransport wire = Register("alice");
        Assert.That(
            Chat.Ask(wire, $"/password \"{Password}\" another horse"),
            Is.EqualTo(Line(AccountSentences.PasswordChanged)));
        Assert.That(
            Chat.Ask(wire, "/password \"another horse\" third-horse"),
            Is.EqualTo(Line(AccountSentences.PasswordChanged)));
        Assert.That(
            Chat.Ask(wire, "/password third-horse the fourth horse"),
            Is.EqualTo(Line(AccountSentences.PasswordChanged)));
        Leave(wire);
        Assert.That(
            ModerationFixture.Read(Chat.Arrive(Home, $"/login alice {Password}")),
            Is.EqualTo(Wrong));
        LogIn("alice", "the fourth horse");
    }

    [TestCase("/password wrong-horse another horse")]
    [TestCase("/password correct another horse")]
    [TestCase("/password \"correct horse \" another horse")]
    public void Wrong_old_password_changes_nothing(string line)
    {
        SimTransport wire = Register("alice");
        int runs = Hash.Runs;
        Assert.That(Chat.Ask(wire, line), Is.EqualTo(Wrong));
        Assert.That(Hash.Runs - runs, Is.EqualTo(1), "the new one is not hashed");
        Leave(wire);
        LogIn("alice");
    }

    [TestCase("/password")]
    [TestCase("/password another-horse")]
    [TestCase("/password \"another horse\"")]
    public void Both_passwords_are_needed(string line)
    {
        SimTransport wire = Register("alice");
        string answer = Chat.Ask(wire, line);
        Assert.That(
            answer,
            Does.Contain("/password OLD NEW").Or.Contain(
                AccountSentences.PasswordTooShort(8)));
        Leave(wire);
        LogIn("alice");
    }

    [Test]
    public void Third_wrong_old_password_closes_the_connection()
    {
        SimTransport wire = Register("alice");
        string answer = Chat.Ask(
            wire, "/password a new-horse", "/password b new-horse", "/password c new-horse");
        Assert.That(
            answer,
            Is.EqualTo(
                Wrong + Wrong + $"{TextLine.Refused(RefusalCode.TooManyTries)}\n"
                    + Line(GoodbyeSentences.WrongPassword)));
        Assert.That(wire.IsShut, Is.True);
    }

    [Test]
    public void Wrong_old_passwords_count_with_those_of_logins()
    {
        Leave(Register("alice"));
        for (int i = 0; i < PasswordAttempts.PerAddress - 1; i++)
        {
            Chat.Arrive(Home, $"/login name{i} wrong horse");
        }

        SimTransport wire = LogIn("alice");
        Assert.That(Chat.Ask(wire, "/password wrong-horse another horse"), Is.EqualTo(Wrong));
        Assert.That(
            Chat.Ask(wire, $"/password \"{Password}\" another horse"),
            Is.EqualTo(Line(AccountSentences.CheckedLater)));
        Chat.Server.Pass(PasswordAttempts.DelayMs);
        Assert.That(
            ModerationFixture.Read(wire), Does.EndWith(Line(AccountSentences.PasswordChanged)));
    }

    [Test]
    public void Used_code_is_the_old_password_until_one_is_chosen()
    {
        Leave(Register("alice"));
        string answer = Chat.TypeAndWait("/account reset alice");
        string code = answer.TrimEnd().Split(' ')[^1];
        SimTransport wire = LogIn("alice", code);
        Assert.That(Chat.Ask(wire, "/password wrong-code another horse"), Is.EqualTo(Wrong));
        Chat.Server.Pass(OneTimeCode.ValidMs);
        Restart();
        Assert.That(
            ModerationFixture.Read(Chat.Arrive(Home, $"/login alice {code}")),
            Is.EqualTo(Wrong),
            "for a login it is used up");
        string next = Chat.TypeAndWait("/account reset alice").TrimEnd().Split(' ')[^1];
        wire = LogIn("alice", next);
        Assert.That(Chat.Ask(wire, $"/password {code} another horse"), Is.EqualTo(Wrong));
        Assert.That(
            Chat.Ask(wire, $"/password {next} another horse"),
            Is.EqualTo(Line(AccountSentences.PasswordChanged)));
        Assert.That(Chat.Ask(wire, $"/password {next} third horse"), Is.EqualTo(Wrong));
        Leave(wire);
        LogIn("alice", "another horse");
    }

    [Test]
    public void Password_that_changed_meanwhile_is_not_replaced()
    {
        SimTransport wire = Register("alice");
        wire.Write(Encoding.UTF8.GetBytes($"/password \"{Password}\" another horse\n"));
        Chat.Server.RunOneTurn();
        Chat.Type("/account release alice");
        Chat.Server.Settle();
        Assert.That(
            Chat.Server.Server.Directory.Accounts.Find("alice"u8)!.State.Secret, Is.Empty);
    }
}
