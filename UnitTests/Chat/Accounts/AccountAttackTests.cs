using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using EventLoopServer.Sessions.Login;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.Storage;

namespace UnitTests.Chat.Accounts;

/// <summary>Similar names, guessers, and floods of registrations.</summary>
internal sealed class AccountAttackTests : AccountFixture
{
    private int _addresses;

    private static string Wrong => $"{TextLine.Refused(RefusalCode.LoginWrong)}\n";

    [TestCase("ace", RefusalCode.NameRegistered)]
    [TestCase("ACE", RefusalCode.NameRegistered)]
    [TestCase("асе", RefusalCode.NameTooSimilar, Description = "Cyrillic letters")]
    public void Name_that_looks_like_a_registered_one_is_refused(string name, RefusalCode code)
    {
        Leave(Register("ace"));
        SimTransport wire = Chat.Arrive(Elsewhere, name);
        string refused = $"{TextLine.Refused(code, name)}\n";
        Assert.That(ModerationFixture.Read(wire), Is.EqualTo(refused));
        Chat.Ask(wire, "bob");
        Assert.That(Chat.Ask(wire, $"/nick {name}"), Is.EqualTo(refused));
    }

    [Test]
    public void Unknown_name_is_answered_like_a_wrong_password_after_the_same_work()
    {
        Leave(Register("alice"));
        int before = Hash.Runs;
        string known = ModerationFixture.Read(Chat.Arrive(Elsewhere, "/login alice wrong horse"));
        int workForKnown = Hash.Runs - before;
        string unknown =
            ModerationFixture.Read(Chat.Arrive(Elsewhere, "/login nobody wrong horse"));
        Assert.That(known, Is.EqualTo(Wrong));
        Assert.That(unknown, Is.EqualTo(Wrong));
        Assert.That(Hash.Runs - before - workForKnown, Is.EqualTo(workForKnown).And.EqualTo(1));
    }

    [TestCase("alice")]
    [TestCase("nobody")]
    public void Third_wrong_password_closes_the_connection(string name)
    {
        Leave(Register("alice"));
        SimTransport wire = Chat.Arrive(
            Elsewhere, $"/login {name} a", $"/login {name} b", $"/login {name} c");
        Assert.That(
            ModerationFixture.Read(wire),
            Is.EqualTo(
                Wrong + Wrong + $"{TextLine.Refused(RefusalCode.TooManyTries)}\n"
                    + Line(GoodbyeSentences.WrongPassword)));
        Assert.That(wire.IsShut, Is.True);
    }

    [TestCase("alice")]
    [TestCase("nobody")]
    public void Guesses_from_many_addresses_wait_longer_and_longer(string name)
    {
        Leave(Register("alice"));
        GuessFromManyAddresses(name, LoginDelays.Free);
        foreach (long delayMs in (long[])[1_000, 2_000, 4_000, 8_000, 8_000])
        {
            SimTransport wire = Chat.Arrive(NextAddress(), $"/login {name} wrong horse");
            Assert.That(
                ModerationFixture.Read(wire), Is.EqualTo(Line(AccountSentences.CheckedLater)));
            Chat.Server.Pass(delayMs - 1);
            Assert.That(ModerationFixture.Read(wire), Does.Not.Contain(Wrong), $"{delayMs}");
            Chat.Server.Pass(1);
            Assert.That(ModerationFixture.Read(wire), Does.EndWith(Wrong), $"{delayMs}");
        }
    }

    [Test]
    public void Owner_is_not_delayed_by_guesses_from_other_addresses()
    {
        Leave(Register("alice"));
        GuessFromManyAddresses("alice", LoginDelays.Free);
        Assert.That(
            ModerationFixture.Read(Chat.Arrive(NextAddress(), "/login alice wrong horse")),
            Is.EqualTo(Line(AccountSentences.CheckedLater)));
        Restart();
        LogIn("alice");
    }

    [Test]
    public void Owner_at_a_new_address_is_delayed_and_never_refused()
    {
        Leave(Register("alice"));
        GuessFromManyAddresses("alice", LoginDelays.Free);
        SimTransport wire = Chat.Arrive(NextAddress(), $"/login alice {Password}");
        Chat.Server.Pass(LoginDelays.LongestMs);
        Assert.That(ModerationFixture.Read(wire), Does.Contain(TextLine.Welcome("alice")));
    }

    [Test]
    public void Address_with_many_wrong_passwords_waits_whatever_the_name()
    {
        for (int i = 0; i < PasswordAttempts.PerAddress; i++)
        {
            Chat.Arrive(Elsewhere, $"/login name{i} wrong horse");
        }

        SimTransport wire = Chat.Arrive(Elsewhere, "/login another wrong horse");
        Assert.That(
            ModerationFixture.Read(wire), Is.EqualTo(Line(AccountSentences.CheckedLater)));
        Chat.Server.Pass(PasswordQueues.DelayMs);
        Assert.That(ModerationFixture.Read(wire), Does.EndWith(Wrong));
    }

    [Test]
    public void Address_creates_three_accounts_in_an_hour()
    {
        for (int i = 0; i < RegistrationLimits.PerAddress; i++)
        {
            Leave(Register($"user{i}"));
        }

        int runs = Hash.Runs;
        SimTransport wire = Chat.Enter("another", Home);
        Assert.That(
            Chat.Ask(wire, $"/register {Password}"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.TooManyRegistrations)}\n"));
        Assert.That(Hash.Runs, Is.EqualTo(runs), "it was refused before the work");
        Register("elsewhere", Elsewhere);
        Chat.Server.Pass(RegistrationLimits.PerAddressMs / RegistrationLimits.PerAddress);
        Assert.That(
            Chat.Ask(wire, $"/register {Password}"),
            Is.EqualTo(Line(AccountSentences.Registered("another"))));
    }

    [Test]
    public void Failed_registrations_do_not_count_as_accounts_and_are_limited_too()
    {
        SimTransport wire = Chat.Enter("bob", Home);
        Hash.IsFaulty = true;
        string fails = $"{TextLine.Refused(RefusalCode.AccountsFail)}\n";
        for (int i = 0; i < RegistrationLimits.Attempts - 1; i++)
        {
            Assert.That(Chat.Ask(wire, $"/register {Password}"), Is.EqualTo(fails));
        }

        Hash.IsFaulty = false;
        Assert.That(
            Chat.Ask(wire, $"/register {Password}"),
            Is.EqualTo(Line(AccountSentences.Registered("bob"))));
        SimTransport other = Chat.Enter("carol", Home);
        string refused = $"{TextLine.Refused(RefusalCode.TooManyRegistrations)}\n";
        int runs = Hash.Runs;
        Assert.That(Chat.Ask(other, $"/register {Password}"), Is.EqualTo(refused));
        Assert.That(Hash.Runs, Is.EqualTo(runs), "it was refused before the work");
        Chat.Server.Pass(RegistrationLimits.AttemptMs);
        Assert.That(
            Chat.Ask(other, $"/register {Password}"),
            Is.EqualTo(Line(AccountSentences.Registered("carol"))));
    }

    [Test]
    public void Registrations_at_one_moment_do_not_create_more_accounts()
    {
        SimTransport[] wires =
        [
            .. Enumerable.Range(0, RegistrationLimits.Attempts)
                .Select(i => Chat.Enter($"user{i}", Home)),
        ];
        foreach (SimTransport wire in wires)
        {
            wire.Write(Encoding.UTF8.GetBytes($"/register {Password}\n"));
        }

        Chat.Server.Settle();
        Assert.That(
            Chat.Server.Server.Directory.Accounts.All,
            Has.Count.EqualTo(RegistrationLimits.PerAddress));
    }

    [Test]
    public void All_addresses_together_create_thirty_accounts_in_ten_minutes()
    {
        for (int i = 0; i < RegistrationLimits.Overall; i++)
        {
            Leave(Register($"user{i}", $"192.0.2.{i + 1}"));
        }

        SimTransport wire = Chat.Enter("another", Home);
        Assert.That(
            Chat.Ask(wire, $"/register {Password}"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.TooManyRegistrations)}\n"));
    }

    [Test]
    public void Too_many_passwords_at_once_are_refused()
    {
        var wires = new List<SimTransport>();
        Chat.Server.Network.PasswordWorker.IsHeld = true;
        for (int i = 0; i <= PasswordThread.Capacity; i++)
        {
            SimTransport wire = Chat.Arrive($"192.0.2.{i + 1}");
            wire.Write(Encoding.UTF8.GetBytes($"/login user{i} wrong horse\n"));
            wires.Add(wire);
        }

        Chat.Server.Settle();
        Chat.Server.Network.PasswordWorker.IsHeld = false;
        Chat.Server.Settle();
        List<string> answers = [.. wires.Select(ModerationFixture.Read)];
        string busy = $"{TextLine.Refused(RefusalCode.AccountsBusy)}\n";
        Assert.That(answers.Count(a => a == busy), Is.EqualTo(1));
        Assert.That(answers.Count(static a => a == Wrong), Is.EqualTo(PasswordThread.Capacity));
    }

    [Test]
    public void Connection_that_closes_meanwhile_gets_nothing()
    {
        SimTransport wire = Chat.Enter("alice", Home);
        wire.Write(Encoding.UTF8.GetBytes($"/register {Password}\n"));
        Chat.Server.RunOneTurn();
        wire.Reset();
        Chat.Server.Settle();
        Assert.That(Chat.Server.Server.Directory.Accounts.All, Is.Empty);
        Chat.Enter("alice", Elsewhere);
    }

    [Test]
    public void Password_is_in_no_log_and_no_stored_entry()
    {
        SimTransport wire = Register("alice");
        Chat.Ask(wire, $"/password \"{Password}\" another horse", "/unregister third-horse x");
        Leave(wire);
        Chat.Arrive(Home, $"/login alice {Password}", "/login alice another horse");
        Chat.TypeAndWait("/account list");
        Chat.Type("/audit");
        string all = string.Join('\n', Chat.Log.Lines.Select(static l => l.Text))
            + string.Join('\n', Store.Disk.Entries.Select(static e => $"{e}"))
            + string.Join('\n', Store.Disk.ReadAccounts().Select(
                static a => $"{a} {a.Secret} {a.CodeHash} {a.Places}"));
        Assert.That(all, Does.Contain("alice"));
        Assert.That(all, Does.Not.Contain("horse"));
    }

    private string NextAddress() => $"192.0.2.{++_addresses}";

    private void GuessFromManyAddresses(string name, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.That(
                ModerationFixture.Read(
                    Chat.Arrive(NextAddress(), $"/login {name} wrong horse")),
                Is.EqualTo(Wrong));
        }
    }
}
