using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Hosting.Reload;
using Protocol.Dialects.Native;
using Protocol.Messages;
using UnitTests.Simulation;
using UnitTests.Support;

namespace UnitTests.Chat.Accounts;

/// <summary>The server's password changes between two runs: tokens do not go around it.</summary>
internal sealed class ChangedPasswordTests : AccountFixture
{
    private const ulong Resumes = NativeWire.Resume | NativeWire.Keeps;

    private static readonly TestCaseData[] s_ends =
        [new TestCaseData(true), new TestCaseData(false)];

    [TestCaseSource(nameof(s_ends))]
    public void Token_from_before_the_change_needs_the_new_password_once(bool isClean)
    {
        Begin("first", isClean: true);
        byte[] token = Enter("first");
        Begin("second", isClean);
        NativePeer alice = Open(out _);
        Assert.That(Resume(alice, 1, token), Is.EqualTo(RefusalCode.PasswordNeeded));
        alice.Request(RequestVerb.Pass, 2, "", "first");
        Assert.That(Resume(alice, 3, token), Is.EqualTo(RefusalCode.PasswordNeeded));
        alice.Request(RequestVerb.Pass, 4, "", "second");
        Assert.That(Resume(alice, 5, token), Is.Null);
        Begin("second", isClean);
        Assert.That(Resume(Open(out _), 1, token), Is.Null, "it was given once");
    }

    [TestCaseSource(nameof(s_ends))]
    public void Same_password_needs_no_repetition(bool isClean)
    {
        Begin("first", isClean: true);
        byte[] token = Enter("first");
        Begin("first", isClean);
        Assert.That(Resume(Open(out _), 1, token), Is.Null);
    }

    [Test]
    public void Token_of_a_server_without_a_password_needs_the_first_one()
    {
        byte[] token = Enter(password: null);
        Begin("first", isClean: true);
        Assert.That(
            Resume(Open(out _), 1, token), Is.EqualTo(RefusalCode.PasswordNeeded));
        Begin(password: null, isClean: true);
        Assert.That(Resume(Open(out _), 1, token), Is.Null);
    }

    [Test]
    public void Password_that_was_reloaded_is_needed_for_an_earlier_token()
    {
        Begin("first", isClean: true);
        byte[] token = Enter("first");
        var changed = new ServerOptions
        {
            Access = new AccessRules { Entry = PasswordFiles.With("second"u8) },
        };
        Assert.That(
            Chat.Server.Server.Reload.TryApply(new RereadOptions(changed, null, []), out _));
        Assert.That(
            Resume(Open(out _), 1, token), Is.EqualTo(RefusalCode.PasswordNeeded));
    }

    [Test]
    public void Store_has_nothing_to_guess_the_password_with()
    {
        Begin("first", isClean: true);
        Enter("first");
        Enter("first", "bob");
        byte[][] marks = [.. Store.Disk.ReadSessions().Select(static s => s.PasswordMark)];
        Assert.That(marks, Has.Length.EqualTo(2).And.All.Length.EqualTo(32));
        Assert.That(marks[0], Is.Not.EqualTo(marks[1]), "the key is the token");
    }

    private static RefusalCode? Resume(NativePeer peer, ulong id, byte[] token, SimServer server)
    {
        peer.Request(new ClientRequest { Verb = RequestVerb.Resume, Id = id, Target = token });
        server.Settle();
        SeenEvent answer = peer.Take().Single(
            e => e.Request == id && e.Kind is EventKind.Refused or EventKind.Resumed);
        return answer.Kind == EventKind.Resumed ? null : (RefusalCode)answer.Number;
    }

    private RefusalCode? Resume(NativePeer peer, ulong id, byte[] token) =>
        Resume(peer, id, token, Chat.Server);

    /// <summary>Restarts the server with this password.</summary>
    private void Begin(string? password, bool isClean)
    {
        if (isClean)
        {
            Chat.Server.Stop();
        }
        else
        {
            Chat.Server.Settle();
            Chat.Server.Crash(powerCut: true);
        }

        Open(access: password is null
            ? new AccessRules()
            : new AccessRules { Entry = PasswordFiles.With(Encoding.UTF8.GetBytes(password)) });
    }

    private byte[] Enter(string? password, string name = "alice")
    {
        NativePeer peer = Open(out byte[] token);
        if (password is not null)
        {
            peer.Request(RequestVerb.Pass, 1, "", password);
        }

        peer.Request(RequestVerb.Name, 2, name);
        Chat.Server.Settle();
        Assert.That(peer.Take().Any(static e => e.Kind == EventKind.Named), Is.True);
        return token;
    }

    private NativePeer Open(out byte[] token)
    {
        var peer = new NativePeer(Chat.Arrive(Home));
        peer.Hello(Resumes);
        Chat.Server.Settle();
        token = peer.Take().Single().DetailBytes;
        return peer;
    }
}
