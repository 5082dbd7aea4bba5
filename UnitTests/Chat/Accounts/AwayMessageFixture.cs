using EventLoopServer.Sentences;
using Protocol.Dialects.Native;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Accounts;

/// <summary>Stores messages for an account that is away, and connects its clients.</summary>
internal abstract class AwayMessageFixture : AccountFixture
{
    protected const ulong Resumes = NativeWire.Resume | NativeWire.Keeps;

    /// <summary>
    /// Alice has an account and a session without a connection, and two messages wait.
    /// </summary>
    protected byte[] RegisterAndLose()
    {
        NativePeer alice = Native(out byte[] token);
        alice.Request(RequestVerb.Name, 1, "alice");
        alice.Request(RequestVerb.Register, 2, "", Password);
        Chat.Server.Settle();
        alice.Wire.Reset();
        Chat.Server.Settle();
        SimTransport bob = Chat.Enter("bob", Elsewhere);
        Chat.Ask(bob, "/msg alice one");
        Chat.Ask(bob, "/msg alice two");
        return token;
    }

    protected NativePeer Resume(byte[] token, ulong told, bool settles = true)
    {
        NativePeer alice = Native();
        alice.Request(new ClientRequest
        {
            Verb = RequestVerb.Resume,
            Id = 9,
            Target = token,
            Count = told,
        });
        if (settles)
        {
            Chat.Server.Settle();
        }

        return alice;
    }

    protected List<SeenEvent> Told(NativePeer peer, bool settles = true)
    {
        if (settles)
        {
            Chat.Server.Settle();
        }

        return [.. peer.Take().Where(static e => e.Kind == EventKind.Told)];
    }

    /// <summary>Logs alice in, and returns what she was sent.</summary>
    protected string Login() => Login(out _);

    protected string Login(out SimTransport alice)
    {
        alice = Chat.Arrive(Home, $"/login alice {Password}");
        string answer = ModerationFixture.Read(alice);
        Assert.That(answer, Does.Contain(Line(AccountSentences.LoggedIn("alice"))));
        return answer;
    }

    protected NativePeer Native() => Native(out _);

    protected NativePeer Native(out byte[] token)
    {
        var peer = new NativePeer(Chat.Arrive(Home));
        peer.Hello(Resumes);
        Chat.Server.Settle();
        token = peer.Take().Single().DetailBytes;
        return peer;
    }

    protected void Crash()
    {
        Chat.Server.Crash(powerCut: true);
        Open();
    }
}
