using EventLoopServer.Configuration;
using EventLoopServer.Sessions.Resuming;
using Protocol.Dialects.Native;
using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Chat.Accounts;

/// <summary>Sessions of users who are logged in, and their tokens.</summary>
internal sealed class AccountSessionTests : AccountFixture
{
    /// <summary>Then a member without a connection leaves.</summary>
    private const long WindowMs = 30_000;

    private const ulong Resumes = NativeWire.Resume | NativeWire.Keeps;

    [TestCase(true)]
    [TestCase(false)]
    public void Session_is_logged_in_again_after_a_restart(bool isClean)
    {
        byte[] token = Enter(out _);
        Chat.TypeAndWait("/account role alice moderator");
        End(isClean);
        SeenEvent resumed = Resume(token, out NativePeer alice);
        Assert.That((resumed.Kind, resumed.Name), Is.EqualTo((EventKind.Resumed, "alice")));
        alice.Request(RequestVerb.Account, 5);
        Chat.Server.Settle();
        Assert.That(
            alice.Take().Single(static e => e.Kind == EventKind.Notice).Text,
            Does.StartWith("Account alice, role moderator"));
    }

    [Test]
    public void Token_is_valid_for_thirty_days_after_the_last_use()
    {
        byte[] token = Enter(out NativePeer alice);
        Break(alice);
        Chat.Server.Pass(WindowMs);
        Chat.Server.Pass(SessionTable.AccountMs - 1);
        Assert.That(Resume(token, out alice).Kind, Is.EqualTo(EventKind.Resumed));
        Break(alice);
        Chat.Server.Pass(WindowMs);
        Chat.Server.Pass(SessionTable.AccountMs);
        AssertVoid(token);
    }

    [Test]
    public void Token_of_a_guest_ends_after_an_hour_while_one_of_an_account_is_valid()
    {
        byte[] token = Enter(out NativePeer alice);
        Break(alice);
        Chat.Server.Pass(WindowMs);
        byte[] guests = Open(out NativePeer bob);
        bob.Request(RequestVerb.Name, 1, "bob");
        Chat.Server.Settle();
        Break(bob);
        Chat.Server.Pass(WindowMs);
        Chat.Server.Pass(SessionTable.GuestMs);
        AssertVoid(guests);
        Assert.That(Resume(token, out _).Kind, Is.EqualTo(EventKind.Resumed));
    }

    [TestCase("/account reset alice")]
    [TestCase("/account release alice")]
    [TestCase("/erase alice")]
    public void Reset_and_release_make_the_token_void(string line)
    {
        byte[] token = Enter(out NativePeer alice);
        Break(alice);
        Chat.Server.Pass(WindowMs);
        Chat.TypeAndWait(line);
        AssertVoid(token);
        End(isClean: true);
        AssertVoid(token);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Erase_makes_the_token_of_a_guest_void(bool isOnline)
    {
        byte[] token = Open(out NativePeer bob);
        bob.Request(RequestVerb.Name, 1, "bob");
        Chat.Server.Settle();
        if (!isOnline)
        {
            Break(bob);
            Chat.Server.Pass(WindowMs);
        }

        Chat.TypeAndWait("/erase BOB");
        AssertVoid(token);
        End(isClean: true);
        AssertVoid(token);
    }

    [Test]
    public void New_password_makes_other_tokens_void_and_not_the_own()
    {
        byte[] old = Enter(out NativePeer alice);
        Break(alice);
        Chat.Server.Pass(WindowMs);
        byte[] token = Open(out alice);
        alice.Request(RequestVerb.Login, 1, "alice", Password);
        Chat.Server.Settle();
        alice.Request(RequestVerb.Password, 2, Password, "another horse");
        Chat.Server.Settle();
        AssertVoid(old);
        Break(alice);
        Assert.That(Resume(token, out _).Kind, Is.EqualTo(EventKind.Resumed));
    }

    [Test]
    public void Hash_of_a_higher_cost_leaves_tokens_valid()
    {
        byte[] token = Enter(out NativePeer alice);
        Break(alice);
        Chat.Server.Pass(WindowMs);
        Hash.Cost = 2;
        Leave(LogIn("alice"));
        Assert.That(Store.Disk.ReadAccounts()[0].Secret, Does.StartWith("$sim$2$"));
        Assert.That(Resume(token, out _).Kind, Is.EqualTo(EventKind.Resumed));
    }

    [Test]
    public void Token_is_refused_where_no_password_is_taken()
    {
        byte[] token = Enter(out _);
        Chat.Server.Stop();
        Open(new AccountOptions());
        Assert.That(
            Resume(token, out _).Number, Is.EqualTo((ulong)RefusalCode.PlainConnection));
    }

    [Test]
    public void Token_that_was_sent_unencrypted_is_void([Values] bool isConnected)
    {
        byte[] token = Enter(out _);
        Chat.Server.Stop();
        Open(new AccountOptions());
        NativePeer? alice = null;
        if (isConnected)
        {
            Assert.That(
                Resume(token, out alice, isLocal: true).Kind, Is.EqualTo(EventKind.Resumed));
        }

        Assert.That(
            Resume(token, out _).Number, Is.EqualTo((ulong)RefusalCode.PlainConnection));
        alice?.Request(RequestVerb.Say, 20, "lobby", "I am still here");
        Chat.Server.Settle();
        Assert.That(
            alice is null || alice.Take().Any(static e => e.Kind == EventKind.Said), Is.True);
        AssertVoid(token, isLocal: true);
        Chat.Server.Crash();
        Open(new AccountOptions());
        AssertVoid(token, isLocal: true);
    }

    [Test]
    public void Device_with_a_void_token_leaves_when_its_connection_breaks()
    {
        byte[] token = Enter(out _);
        Chat.Server.Stop();
        Open(new AccountOptions());
        Assert.That(
            Resume(token, out NativePeer alice, isLocal: true).Kind,
            Is.EqualTo(EventKind.Resumed));
        Assert.That(
            Resume(token, out _).Number, Is.EqualTo((ulong)RefusalCode.PlainConnection));
        Break(alice);
        Assert.That(Chat.Server.Server.Directory.People, Is.Zero);
    }

    [Test]
    public void Token_that_a_guest_was_sent_unencrypted_gets_no_account([Values] bool isRestarted)
    {
        Enter(out NativePeer alice);
        Break(alice);
        Chat.Server.Stop();
        Open(new AccountOptions());

        // The simulated random numbers begin again, so the first token would be the one of alice.
        Open(out _);
        byte[] token = Open(out NativePeer guest);
        guest.Request(RequestVerb.Name, 1, "guest");
        Chat.Server.Settle();
        Break(guest);
        if (isRestarted)
        {
            Chat.Server.Stop();
            Open(new AccountOptions());
        }

        // The client continues encrypted and logs in. The token was readable before.
        Assert.That(
            Resume(token, out guest, isLocal: true).Kind, Is.EqualTo(EventKind.Resumed));
        guest.Request(RequestVerb.Login, 10, "alice", Password);
        Chat.Server.Settle();
        Assert.That(
            guest.Take().Where(static e => e.Kind == EventKind.Refused), Is.Empty);
        AssertVoid(token, isLocal: true);
        Break(guest);
        Chat.Server.Pass(WindowMs);
        AssertVoid(token, isLocal: true);
    }

    [Test]
    public void Token_of_an_encrypted_connection_stays_valid_at_a_login()
    {
        Enter(out NativePeer alice);
        Break(alice);
        Chat.Server.Stop();
        Open(new AccountOptions());
        Open(out _);
        byte[] token = Open(out NativePeer guest, isLocal: true);
        guest.Request(RequestVerb.Name, 1, "guest");
        guest.Request(RequestVerb.Login, 2, "alice", Password);
        Chat.Server.Settle();
        Break(guest);
        Assert.That(
            Resume(token, out _, isLocal: true).Name, Is.EqualTo("alice"));
    }

    /// <summary>
    /// After a restart the server does not know over which connections a guest's token was sent.
    /// The user stays logged in, and needs the password once more after the connection breaks.
    /// </summary>
    [Test]
    public void Token_of_a_guest_counts_as_readable_after_a_restart([Values] bool isClean)
    {
        Enter(out NativePeer alice);
        Break(alice);
        Chat.Server.Stop();
        Open(new AccountOptions());
        Open(out _);
        byte[] token = Open(out NativePeer guest, isLocal: true);
        guest.Request(RequestVerb.Name, 1, "guest");
        Chat.Server.Settle();
        End(isClean, new AccountOptions());
        Assert.That(
            Resume(token, out guest, isLocal: true).Kind, Is.EqualTo(EventKind.Resumed));
        guest.Request(RequestVerb.Login, 10, "alice", Password);
        guest.Request(RequestVerb.Say, 11, "lobby", "I am here");
        Chat.Server.Settle();
        Assert.That(guest.Take().Any(static e => e is { Kind: EventKind.Said }), Is.True);
        Break(guest);
        AssertVoid(token, isLocal: true);
    }

    [Test]
    public void Logout_makes_the_session_that_of_a_guest()
    {
        byte[] token = Enter(out NativePeer alice);
        alice.Request(RequestVerb.Logout, 5);
        Chat.Server.Settle();
        Break(alice);
        SeenEvent resumed = Resume(token, out alice);
        Assert.That((resumed.Kind, resumed.Name), Is.EqualTo((EventKind.Resumed, "guest")));
        alice.Request(RequestVerb.Account, 6);
        Chat.Server.Settle();
        Assert.That(
            alice.Take().Any(static e => e.Number == (ulong)RefusalCode.NotLoggedIn), Is.True);
    }

    private void AssertVoid(byte[] token, bool isLocal = false) => Assert.That(
        Resume(token, out _, isLocal).Number, Is.EqualTo((ulong)RefusalCode.SessionUnknown));

    /// <summary>Connects alice, who has an account and is logged in.</summary>
    private byte[] Enter(out NativePeer alice)
    {
        byte[] token = Open(out alice);
        alice.Request(RequestVerb.Name, 1, "alice");
        alice.Request(RequestVerb.Register, 2, "", Password);
        Chat.Server.Settle();
        Assert.That(
            alice.Take().Any(static e => (e.Kind, e.Request) == (EventKind.Done, 2)), Is.True);
        return token;
    }

    private byte[] Open(out NativePeer peer, bool isLocal = false)
    {
        peer = new NativePeer(Chat.Arrive(Home));
        peer.Wire.IsLocal = isLocal;
        peer.Hello(Resumes);
        Chat.Server.Settle();
        return peer.Take().Single().DetailBytes;
    }

    private SeenEvent Resume(byte[] token, out NativePeer peer, bool isLocal = false)
    {
        Open(out peer, isLocal);
        peer.Request(new ClientRequest { Verb = RequestVerb.Resume, Id = 9, Target = token });
        Chat.Server.Settle();
        return peer.Take()[0];
    }

    private void Break(NativePeer peer)
    {
        peer.Wire.Reset();
        Chat.Server.Settle();
    }

    private void End(bool isClean, AccountOptions? accounts = null)
    {
        if (isClean)
        {
            Chat.Server.Stop();
        }
        else
        {
            Chat.Server.Crash(powerCut: true);
        }

        Open(accounts ?? Plain());
    }
}
