using System.Net.Sockets;
using System.Text;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Configuration;
using EventLoopServer.Sessions;
using Protocol.Commands;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd;

/// <summary>
/// Many requests at once: no client waits for another's burst, and every request is answered.
/// </summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class PipelineTests(ServerParking parking)
{
    private const int Burst = 10_000;

    [Test]
    public void Single_ping_does_not_wait_for_the_end_of_another_clients_burst()
    {
        using var holding = new ManualResetEventSlim();
        Socket? single = null;
        var order = new List<ulong>();
        Command here = Row("here", context =>
            single = ((SessionOutput)context.Member.Output).Connection.Transport.Socket);
        Command hold = Row("hold", _ =>
        {
            holding.Set();
            single!.Poll(TestClientSocket.DeadlineMs * 1000, SelectMode.SelectRead);
        });
        Command mark = Row("mark", context => order.Add(context.Member.Id));
        using var server = new ServerUnderTest(parking, commands: [here, hold, mark]);
        using TestClient greedy = server.Text();
        using TestClient modest = server.Text();
        greedy.Ping();
        modest.Say("/here");
        modest.Expect(TextLine.Pong());

        // The first command of the burst blocks the loop until the single request has arrived too.
        string burst = "/hold\n" + string.Concat(Enumerable.Repeat("/mark\n", Burst));
        var sender = new Thread(() => greedy.Send(Encoding.UTF8.GetBytes(burst)));
        sender.Start();
        Assert.That(holding.Wait(TestClientSocket.DeadlineMs), "the burst never began");
        modest.Say("/mark");
        modest.Expect(TextLine.Pong());
        Assert.That(sender.Join(TestClientSocket.DeadlineMs), "the burst could not be sent");
        for (int i = 0; i < Burst + 1; i++)
        {
            greedy.Expect(TextLine.Pong());
        }

        List<ulong> ran = server.Ask(_ => order.ToList());
        Assert.That(ran, Has.Count.EqualTo(Burst + 1));
        Assert.That(
            ran.IndexOf(ran.Max()),
            Is.LessThanOrEqualTo(2 * new ServerOptions().CommandsPerTurn),
            "commands of the burst that ran before the single one: a turn's worth, and another's");
    }

    [Test]
    public void Half_closed_client_gets_all_of_its_answers()
    {
        using var server = new ServerUnderTest(parking);
        using TestClient client = server.Text();
        var all = new StringBuilder("client\n");
        for (int i = 0; i < 3000; i++)
        {
            all.Append("/ping\n");
        }

        client.Send(Encoding.UTF8.GetBytes(all.Append("/nick last\nunfinished").ToString()));
        client.HalfClose();
        client.Expect(
            TextLine.Welcome("client"),
            TextLine.YouAreIn("", 1));
        for (int i = 0; i < 3000; i++)
        {
            client.Expect(TextLine.Pong());
        }

        client.Expect(TextLine.NowKnownAs("last"));
        client.ExpectEnd();
    }

    [Test]
    public void Burst_of_frames_in_one_piece_is_answered_in_order()
    {
        using var server = new ServerUnderTest(parking);
        using NativeTestClient program = server.Native("program");
        var burst = new List<byte>();
        for (int i = 0; i < Burst; i++)
        {
            burst.AddRange(program.RequestBytes(RequestVerb.Ping));
        }

        var sender = new Thread(() => program.Send([.. burst]));
        sender.Start();
        ulong first = program.Expect(EventKind.Pong).RequestId;
        for (int i = 1; i < Burst; i++)
        {
            Assert.That(program.Expect(EventKind.Pong).RequestId, Is.EqualTo(first + (ulong)i));
        }

        Assert.That(sender.Join(TestClientSocket.DeadlineMs), "the burst could not be sent");
    }

    private static Command Row(string word, Action<CommandContext> run) => new(
        new CommandGrammar(RequestVerb.Line, $"/{word}", "")
        {
            Words = [word],
            BeforeName = true,
        },
        (CommandContext context, in ClientRequest _) =>
        {
            run(context);
            context.Member.Output.Send(new ServerEvent { Kind = EventKind.Pong });
        });
}
