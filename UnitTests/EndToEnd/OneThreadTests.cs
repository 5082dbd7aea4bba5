using EventLoopServer.Chat;
using EventLoopServer.Chat.Rooms;
using Protocol.Commands;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.EndToEnd;

/// <summary>A server does all work for its clients on one thread.</summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class OneThreadTests(ServerParking parking)
{
    [Test]
    public void Every_command_and_transport_call_runs_on_the_reactor_thread()
    {
        var commands = new ServerThreadRecord();
        var network = new ServerRecordingNetwork();
        var where = new Command(
            new CommandGrammar(RequestVerb.Line, "/where", "")
            {
                Words = ["where"],
                BeforeName = true,
            },
            (context, in _) =>
            {
                commands.Add("where");
                context.Member.Output.Send(new ServerEvent { Kind = EventKind.Pong });
            });
        int reactor;
        using (var server = new ServerUnderTest(
            parking,
            change: static o => o with { GreetingMs = 60_000 },
            commands: [where],
            network: network))
        {
            reactor = server.ReactorThreadId;
            Converse(server);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(commands.Count("where"), Is.EqualTo(200));
            Assert.That(
                commands.Threads, Is.EquivalentTo([reactor]), $"the commands' threads: {commands}");
            Assert.That(
                network.Record.Threads,
                Is.EquivalentTo([reactor]),
                $"the wires' threads: {network.Record}");
            Assert.That(network.Record.Count("TryAccept"), Is.Positive);
            Assert.That(network.Record.Count("Send"), Is.Positive);
            Assert.That(
                network.Record.Count("Receive"),
                parking == ServerParking.Always ? Is.Positive : Is.GreaterThanOrEqualTo(0),
                "plain receives after a wake-up");
            Assert.That(network.Record.Count("ReceiveAsync"), Is.Positive);
        }
    }

    private static void Converse(ServerUnderTest server)
    {
        var clients = new List<TestClient>();
        for (int i = 0; i < 20; i++)
        {
            clients.Add(server.Text());
        }

        for (int round = 0; round < 10; round++)
        {
            foreach (TestClient client in clients)
            {
                // In two parts: the second one wakes the connection if it was parked with a partial
                // line.
                client.Send("/whe"u8);
                client.Send("re\n"u8);
                client.Expect(TextLine.Pong());
            }
        }

        clients[0].Reset();
        clients.ForEach(c => c.Dispose());
        server.WaitUntil("nobody is left", s => s.Connections == 0);
    }
}
