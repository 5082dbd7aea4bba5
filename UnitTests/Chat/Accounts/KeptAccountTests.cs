using EventLoopServer.Chat.Commands.Accounts;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Accounts;

/// <summary>A change of an account that was confirmed survives a crash.</summary>
internal sealed class KeptAccountTests : AccountFixture
{
    [Test]
    public void Registration_is_confirmed_when_it_is_on_disk()
    {
        SimTransport wire = Chat.Enter("alice", Home);
        Store.IsHeld = true;
        Assert.That(Chat.Ask(wire, $"/register {Password}"), Is.Empty);
        Assert.That(
            ModerationFixture.Read(Chat.Arrive(Elsewhere, "ALICE")),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NameRegistered, "ALICE")}\n"));
        Store.IsHeld = false;
        Chat.Server.Settle();
        Assert.That(
            ModerationFixture.Read(wire),
            Is.EqualTo(Line(AccountSentences.Registered("alice"))));
        Crash();
        LogIn("alice");
    }

    [Test]
    public void Registration_that_a_crash_loses_was_not_confirmed()
    {
        SimTransport wire = Chat.Enter("alice", Home);
        Store.IsHeld = true;
        Assert.That(Chat.Ask(wire, $"/register {Password}"), Is.Empty);
        Store.IsHeld = false;
        Crash();
        Register("alice");
    }

    [Test]
    public void Confirmed_password_survives_and_an_unconfirmed_one_leaves_the_old()
    {
        SimTransport wire = Register("alice");
        Assert.That(
            Chat.Ask(wire, $"/password \"{Password}\" another horse"),
            Is.EqualTo(Line(AccountSentences.PasswordChanged)));
        Store.IsHeld = true;
        Assert.That(Chat.Ask(wire, "/password \"another horse\" a third horse"), Is.Empty);
        Store.IsHeld = false;
        Crash();
        LogIn("alice", "another horse");
    }

    [Test]
    public void Slow_disk_is_reported_after_the_deadline()
    {
        SimTransport wire = Chat.Enter("alice", Home);
        Store.IsHeld = true;
        Assert.That(Chat.Ask(wire, $"/register {Password}"), Is.Empty);
        Chat.Server.Pass(KeptAnswer.WaitMs - 1);
        Assert.That(ModerationFixture.Read(wire), Is.Empty);
        Chat.Server.Pass(1);
        Assert.That(
            ModerationFixture.Read(wire),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NotStored)}\n"));
        Assert.That(Chat.Server.Server.Directory.Queries.Count, Is.Zero);
        Store.IsHeld = false;
        Chat.Server.Settle();
        Assert.That(ModerationFixture.Read(wire), Is.Empty);
        Leave(wire);
        LogIn("alice");
    }

    [Test]
    public void One_time_code_is_shown_when_it_is_on_disk()
    {
        Store.IsHeld = true;
        Assert.That(
            Chat.TypeAndWait("/account add bob"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NotStored)}\n"));
        Store.IsHeld = false;
        Assert.That(Chat.TypeAndWait("/account reset bob"), Does.Contain("/login bob"));
    }

    private void Crash()
    {
        Chat.Server.Crash(powerCut: true);
        Open();
    }
}
