using System.Net.Sockets;
using System.Text.RegularExpressions;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using EventLoopServer.Transport;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>Exhausted descriptors, which a process needs for listening and for serving.</summary>
internal sealed class DescriptorTests
{
    /// <summary>
    /// The runtime ends a process that cannot start a thread, and a thread needs descriptors. It
    /// starts threads to wake a parked client and to handle a signal.
    /// </summary>
    [Test]
    [Platform("Linux")]
    public void Few_descriptors_cause_rejections_but_accepted_clients_are_served()
    {
        using var program = ServerProcess.WithDescriptors(
            300, "--port", "0", "--hot-limit", "4", "--park-after", "0", "--park-looks", "0");
        int port = program.WaitForPort();
        string warning = program.WaitForLine(LogSentence.Start(nameof(Log.FewDescriptors)));
        Match match = Regex.Match(
            warning, LogSentence.Pattern(nameof(Log.FewDescriptors), @"(\d+)", "10000"));
        Assert.That(match.Success, Is.True, warning);
        int room = int.Parse(match.Groups[1].Value);
        Assert.That(room, Is.InRange(20, 172), warning);
        List<TestClient> guests = [];
        for (int i = 0; i < room; i++)
        {
            guests.Add(new TestClient(port));
            guests[i].EnterAs($"guest{i}");
        }

        for (int i = 0; i < 200; i++)
        {
            using var oneTooMany = new TestClient(port);
            oneTooMany.Expect($"{TextLine.Refused(RefusalCode.ServerFull)} (ServerFull)");
        }

        guests.ForEach(static g => g.Say("/ping"));
        guests.ForEach(static g => g.SkipTo(TextLine.Pong()));
        program.SendTerminate();
        guests.ForEach(static g => g.SkipTo($"-- {GoodbyeSentences.ServerStops}"));
        guests.ForEach(static g => g.Dispose());
        Assert.That(program.WaitForExit(), Is.Zero);
    }

    [Test]
    public void Process_with_many_descriptors_has_room_for_all_clients()
    {
        Assert.That(DescriptorTable.RoomFor(1), Is.EqualTo(1));
        Assert.That(DescriptorTable.RoomFor(int.MaxValue), Is.Positive);
    }

    [Test]
    [Platform("Linux", Reason = "Elsewhere a listener cannot be shut down from outside")]
    public void Failed_listener_is_reopened_on_the_same_port()
    {
        using var server = new ServerUnderTest();
        using TestClient alice = server.Text("alice");
        Socket listener = server.Server.Listeners[0].Listener.Socket;
        Assert.That(
            server.Ask(_ =>
            {
                listener.Shutdown(SocketShutdown.Both);
                return true;
            }),
            Is.True);
        alice.Ping();
        server.Log.WaitFor("a listener", 1, static line => line.Number == 23);
        using TestClient bob = server.Text("bob");
        alice.Expect(TextLine.Joined("bob"));
        Assert.That(server.Log.Count(21), Is.EqualTo(1));
    }
}
