using EventLoopServer.Chat;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.EndToEnd;

/// <summary>A fault of the server closes only the connection that caused it.</summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class FaultTests(ServerParking parking)
{
    private static readonly Command s_boom = new(
        new CommandGrammar(RequestVerb.Line, "/boom", "") { Words = ["boom"] },
        static (CommandContext context, in ClientRequest _) =>
        {
            context.Member.Output.Send(new ServerEvent { Kind = EventKind.Pong });
            throw new InvalidOperationException("a command with a mistake");
        });

    [Test]
    public void Command_that_throws_closes_only_its_connection_and_is_logged()
    {
        using var server = new ServerUnderTest(parking, commands: [s_boom]);
        using TestClient other = server.Text("other");
        using TestClient unlucky = server.Text("unlucky");
        other.Expect(TextLine.Joined("unlucky"));

        // Requests after it in the same burst are not run.
        unlucky.Send("before\n/boom\nafter\n/ping\n"u8);
        unlucky.Expect(TextLine.Pong(), $"-- {GoodbyeSentences.Bug}");
        unlucky.ExpectEnd();

        other.Expect("unlucky: before", TextLine.Left("unlucky", GoodbyeSentences.OthersClosed));
        other.Ping();
        ServerLogLine bug = server.Log.Lines.Single(line => line.Number == ServerLog.Bug);
        Assert.That(bug.Fault, Is.TypeOf<InvalidOperationException>());
        Assert.That(server.Ask(s => s.Stats.Bugs), Is.EqualTo(1));
    }

    [Test]
    public void Native_client_gets_the_fault_in_its_own_dialect()
    {
        var boom = s_boom with
        {
            Grammar = s_boom.Grammar with { Verb = (RequestVerb)0x70 },
        };
        using var server = new ServerUnderTest(parking, commands: [boom]);
        using NativeTestClient unlucky = server.Native("unlucky");
        unlucky.Request(boom.Grammar.Verb);
        unlucky.Expect(EventKind.Pong);
        Assert.That(unlucky.Expect(EventKind.Goodbye).Number, Is.EqualTo((ulong)GoodbyeReason.Bug));
        unlucky.ExpectEnd();
        using NativeTestClient again = server.Native("unlucky");
        again.Ping();
    }
}
