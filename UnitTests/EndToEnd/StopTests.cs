using System.Net;
using EventLoopServer;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport;
using Microsoft.Extensions.Logging.Abstractions;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd;

/// <summary>How a server starts and ends.</summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class StopTests(ServerParking parking)
{
    [Test]
    public void Stop_notifies_all_clients_sends_pending_output_and_ends()
    {
        using var server = new ServerUnderTest(parking);
        using TestClient text = server.Text("text");
        using NativeTestClient program = server.Native("program");
        using TestClient unnamed = server.Text();
        unnamed.Ping();
        using NativeTestClient late = server.Native("late", receiveBufferBytes: 4096);
        string much = new('x', 4000);
        for (int i = 0; i < 100; i++)
        {
            program.Say(much);
            program.SkipTo(EventKind.Done);
        }

        server.Server.Stop();
        server.Server.Stop();
        text.SkipTo($"-- {GoodbyeSentences.ServerStops}");
        text.ExpectEnd();
        unnamed.Expect($"-- {GoodbyeSentences.ServerStops}");
        unnamed.ExpectEnd();
        Assert.That(
            program.SkipTo(EventKind.Goodbye).Number, Is.EqualTo((ulong)GoodbyeReason.ServerStops));
        program.ExpectEnd();
        for (int i = 0; i < 100; i++)
        {
            late.SkipTo(EventKind.Said, much);
        }

        late.SkipTo(EventKind.Goodbye);
        late.ExpectEnd();
        server.Join();
        server.Stop();
    }

    [Test]
    public void Client_that_never_reads_does_not_block_a_stop()
    {
        using var server = new ServerUnderTest(
            parking, o => o with { SendBufferBytes = 8 * 1024, DrainMs = 100 });
        using NativeTestClient program = server.Native("program");
        using NativeTestClient silent = server.Native("silent", receiveBufferBytes: 4096);
        for (int i = 0; i < 50; i++)
        {
            program.Say(new string('x', 4000));
            program.SkipTo(EventKind.Done);
        }

        server.Server.Stop();
        server.Join();

        // The kernel may drop the rest now: remaining bytes here are not checked.
        silent.Reset();
    }

    [Test]
    public void Address_in_use_is_named_and_no_listener_stays_open()
    {
        using var first = new ServerUnderTest(parking);
        var taken = new IPEndPoint(IPAddress.Loopback, first.Port);
        var options = new ServerOptions
        {
            Listening = ListenOptions.At(
            [
                ListenAddress.Shared(IPAddress.Loopback, 0),
                ListenAddress.Shared(taken.Address, taken.Port),
            ]),
        };
        using var second = new ChatServer(options, new SocketNetwork(), NullLogger.Instance);
        ListenException? fault = Assert.Throws<ListenException>(second.Listen);
        Assert.That(fault!.Message, Does.StartWith(ListenSentences.InUse($"{taken}")));
        Assert.That(
            second.Listeners, Is.Empty, "the listener that could be opened is closed again");
        using TestClient client = first.Text("client");
    }

    [Test]
    public void Two_servers_in_one_process_are_independent()
    {
        using var one = new ServerUnderTest(parking);
        using var two = new ServerUnderTest(parking);
        using TestClient here = one.Text("ada");
        using TestClient there = two.Text("ada");
        using TestClient witness = two.Text("witness");
        here.Say("here");
        here.Ping();
        there.Expect(TextLine.Joined("witness"));
        there.Say("there");
        witness.Expect("ada: there");
        one.Stop();
        there.Ping();
        here.Expect($"-- {GoodbyeSentences.ServerStops}");
    }

    [Test]
    public void Server_without_connections_can_be_stopped()
    {
        using var server = new ServerUnderTest(parking);
        server.Stop();
        server.Stop();
    }
}
