using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Accounts.Invitations;

/// <summary>Operators invite users, who create accounts with a code.</summary>
internal sealed class InvitationTests : InvitationFixture
{
    private const long DayMs = 24 * 60 * 60_000L;

    [Test]
    public void Guest_creates_an_account_with_the_code_of_an_operator()
    {
        SimTransport guest = Chat.Enter("alice", Home);
        Assert.That(
            Chat.Ask(guest, $"/register {Password}"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.InvitationNeeded)}\n"));
        SimTransport ops = Chat.EnterOperator("ops");
        string code = ReadCode(Chat.Ask(ops, "/invite"));
        Assert.That(Chat.Ask(ops, "/invites"), Does.Contain("1 of 1 left").And.Contain("by ops"));
        Assert.That(
            Chat.Ask(guest, $"/register {Password} {code}"),
            Is.EqualTo(Line(AccountSentences.Registered("alice"))));
        Assert.That(Chat.Ask(ops, "/invites"), Is.EqualTo(Line(InvitationSentences.None)));
        Leave(guest);
        LogIn("alice");
    }

    [Test]
    public void Uses_are_counted_across_restarts()
    {
        string code = Invite("3 for 2d");
        Assert.That(
            RegisterWith(code, "alice"), Is.EqualTo(Line(AccountSentences.Registered("alice"))));
        Restart(Plain(AccountOptions.ByOperator));
        Assert.That(Chat.Type("/invites"), Does.Contain("2 of 3 left"));
        Assert.That(
            RegisterWith(code.ToUpperInvariant(), "bob"),
            Is.EqualTo(Line(AccountSentences.Registered("bob"))),
            "upper case is the same");
        Restart(Plain(AccountOptions.ByOperator));
        Assert.That(
            RegisterWith(code, "carol"), Is.EqualTo(Line(AccountSentences.Registered("carol"))));
        Restart(Plain(AccountOptions.ByOperator));
        Assert.That(RegisterWith(code, "dave"), Is.EqualTo(Invalid));
        Assert.That(Store.Disk.ReadInvitations(), Is.Empty);
    }

    [Test]
    public void Password_may_have_blanks_and_the_last_word_is_the_code()
    {
        string code = Invite();
        SimTransport wire = Chat.Enter("alice", Home);
        Chat.Ask(wire, $"/register a password of some words  {code} ");
        Leave(wire);
        LogIn("alice", "a password of some words");
    }

    [Test]
    public void Code_without_a_password_is_no_password() => Assert.That(
        Chat.Ask(Chat.Enter("alice", Home), $"/register {Invite()}"),
        Does.StartWith(TextLine.Refused(RefusalCode.MissingArgument, "/register PASSWORD")[..30]));

    [TestCase("", 7 * DayMs)]
    [TestCase("5", 7 * DayMs)]
    [TestCase("for 10m", 600_000)]
    [TestCase("5 FOR 90d", 90 * DayMs)]
    public void Invitation_ends_after_its_time(string terms, long lastsMs)
    {
        string code = Invite(terms);
        Chat.Server.Pass(lastsMs - 1);
        Assert.That(Chat.Type("/invites"), Does.Contain("left, until"));
        Chat.Server.Pass(1);
        Assert.That(RegisterWith(code, "alice"), Is.EqualTo(Invalid));
        Assert.That(Chat.Type("/invites"), Does.Contain(InvitationSentences.None));
        Assert.That(Store.Disk.ReadInvitations(), Is.Empty, "it is deleted");
    }

    [TestCase("0")]
    [TestCase("101")]
    [TestCase("-1")]
    [TestCase("many")]
    [TestCase("7d")]
    [TestCase("5 7d")]
    [TestCase("for")]
    [TestCase("for 7")]
    [TestCase("for ever")]
    [TestCase("for 91d")]
    [TestCase("5 for 7d and more")]
    public void Wrong_terms_make_no_invitation(string terms)
    {
        Assert.That(Chat.Type($"/invite {terms}"), Does.Contain("Nothing was done."));
        Assert.That(Chat.Server.Server.Directory.Accounts.Invitations.Open, Is.Empty);
    }

    [Test]
    public void Most_uses_are_accepted() =>
        Assert.That(Invite($"{Invitation.MaxUses} for 90d"), Is.Not.Empty);

    [Test]
    public void Revoked_invitation_lets_nobody_in()
    {
        string code = Invite("5");
        string id = NewestId();
        Assert.That(
            Chat.TypeAndWait($"/invites revoke {id.ToUpperInvariant()}"),
            Does.Contain(InvitationSentences.Revoked(id)));
        Assert.That(RegisterWith(code, "alice"), Is.EqualTo(Invalid));
        Assert.That(
            Chat.Type($"/invites revoke {id}"),
            Does.Contain(InvitationSentences.NoInvitation(id)));
        Assert.That(Chat.Type("/invites remove x"), Does.Contain(
            InvitationSentences.NoSubcommand("remove")));
        Restart(Plain(AccountOptions.ByOperator));
        Assert.That(RegisterWith(code, "alice"), Is.EqualTo(Invalid));
    }

    [Test]
    public void Invitations_and_their_uses_are_in_the_audit_log()
    {
        SimTransport ops = Chat.EnterOperator("ops");
        string code = ReadCode(Chat.Ask(ops, "/invite"));
        string id = NewestId();
        RegisterWith(code, "alice");
        Chat.Ask(ops, "/invite");
        Chat.Ask(ops, $"/invites revoke {NewestId()}");
        string audit = string.Join('\n', Store.Disk.Entries
            .Select(static entry => entry.Change).OfType<StoreChange.Audit>());
        Assert.That(audit, Does.Contain($"made the invitation {id} for 1 account until"));
        Assert.That(audit, Does.Contain(ActionSentences.RegisteredWith(id, "ops")));
        Assert.That(audit, Does.Contain("revoked the invitation"));
    }

    [TestCase(AccountOptions.Open)]
    [TestCase(AccountOptions.Off)]
    public void Code_matters_only_while_registration_is_left_to_operators(string registration)
    {
        Restart(Plain(registration));
        bool isOpen = registration == AccountOptions.Open;
        string answer = Chat.TypeAndWait("/invite");
        Assert.That(answer, Does.Contain(
            isOpen ? InvitationSentences.NotNeeded : InvitationSentences.NotTaken));
        Assert.That(
            RegisterWith(ReadCode(answer), "alice"),
            Is.EqualTo(isOpen
                ? Line(AccountSentences.Registered("alice"))
                : $"{TextLine.Refused(RefusalCode.RegistrationClosed)}\n"));
        Assert.That(Chat.Type("/invites"), Does.Contain("1 of 1 left"), "it is not used up");
    }

    [Test]
    public void Guest_and_moderator_do_not_invite()
    {
        SimTransport wire = Chat.Enter("alice", Home);
        RefusesInvite(wire);
        Chat.Ask(wire, $"/register {Password} {Invite()}");
        Chat.TypeAndWait("/account role alice moderator");
        RefusesInvite(wire);
        Chat.TypeAndWait("/account role alice operator");
        Assert.That(ReadCode(Chat.Ask(wire, "/invite")), Is.Not.Empty);
    }

    [TestCase("/account role alice user")]
    [TestCase("/account role alice moderator")]
    [TestCase("/account release alice")]
    [TestCase("/erase alice")]
    public void Operator_who_loses_the_role_loses_the_invitations(string line)
    {
        SimTransport wire = Chat.Enter("alice", Home);
        Chat.Ask(wire, $"/register {Password} {Invite()}");
        Chat.TypeAndWait("/account role alice operator");
        string code = ReadCode(Chat.Ask(wire, "/invite"));
        string other = Invite();
        Chat.TypeAndWait(line);
        Chat.Server.Settle();
        Assert.That(RegisterWith(code, "bob"), Is.EqualTo(Invalid));
        Assert.That(
            RegisterWith(other, "carol"), Is.EqualTo(Line(AccountSentences.Registered("carol"))));
        Assert.That(Store.Disk.ReadInvitations(), Is.Empty);
    }

    [Test]
    public void Native_client_sends_the_code_as_the_target()
    {
        var ops = new NativePeer(Chat.Arrive(Elsewhere));
        ops.Hello();
        ops.Request(RequestVerb.Name, 1, "ops");
        ops.Request(RequestVerb.Oper, 2, "", ModerationFixture.OperatorPassword);
        ops.Request(RequestVerb.Invite, 3, "", "2 for 1d");
        ops.Request(RequestVerb.Invites, 4);
        Chat.Server.Settle();
        List<SeenEvent> seen = ops.Take();
        string code = ReadCode(seen.Single(static e => e.Request == 3).Text);
        Assert.That(seen.Single(static e => e.Request == 4).Text, Does.Contain("2 of 2 left"));
        var guest = new NativePeer(Chat.Arrive(Home));
        guest.Hello();
        guest.Request(RequestVerb.Name, 1, "alice");
        guest.Request(RequestVerb.Register, 2, "inv-wrong", Password);
        guest.Request(RequestVerb.Register, 3, code, Password);
        Chat.Server.Settle();
        seen = guest.Take();
        Assert.That(
            seen.Single(static e => e.Request == 2).Number,
            Is.EqualTo((ulong)RefusalCode.InvitationInvalid));
        Assert.That(
            seen.Single(static e => e.Request == 3).Kind, Is.EqualTo(EventKind.Done));
        ops.Request(RequestVerb.Invites, 5, "", $"revoke {NewestId()}");
        Chat.Server.Settle();
        Assert.That(ops.Take()[^1].Text, Does.Contain("is revoked"));
    }

    private void RefusesInvite(SimTransport wire)
    {
        foreach (string word in (string[])["/invite", "/invites"])
        {
            Assert.That(
                Chat.Ask(wire, word),
                Is.EqualTo($"{TextLine.Refused(RefusalCode.OperatorsOnly, word)}\n"));
        }
    }
}
