using System.Net;
using System.Net.Sockets;
using System.Text;
using LoadTests.ThreadPerClient;
using UnitTests.Support;

namespace UnitTests.Load.ThreadPerClient;

internal sealed class ThreadedServerTests
{
    [Test]
    public void A_line_goes_to_all_others_with_its_name()
    {
        using ThreadedServer server = Start();
        using TestClient alice = Enter(server, "alice", others: 0);
        using TestClient bob = Enter(server, "bob", others: 1);
        using TestClient carol = Enter(server, "carol", others: 2);
        alice.Expect("-- bob joined", "-- carol joined");
        bob.Expect("-- carol joined");
        bob.Say("hello\r");
        bob.Say("there");
        alice.Expect("bob: hello", "bob: there");
        carol.Expect("bob: hello", "bob: there");

        // Nobody is told what they said themselves.
        bob.Say("/ping");
        bob.Expect("-- Pong.");
    }

    [Test]
    public void All_that_comes_at_once_is_taken_line_by_line()
    {
        using ThreadedServer server = Start(announces: false);
        using TestClient alice = Enter(server, "alice", others: 0);
        using var bob = new TestClient(server.Port);
        bob.Send("\n  bob \none\n\ntwo\n/topic x\n/pi"u8);
        alice.Expect("bob: one", "bob: two");
        bob.Send("ng\n"u8);
        bob.Expect(
            "-- Welcome, bob! /quit leaves.",
            "-- You are in the lobby, with 1 others.",
            "-- There are no commands here but /quit and /ping.",
            "-- Pong.");
    }

    [TestCase("/quit")]
    [TestCase("quit")]
    [TestCase("exit")]
    public void Who_leaves_is_announced_and_forgotten(string word)
    {
        using ThreadedServer server = Start();
        using TestClient alice = Enter(server, "alice", others: 0);
        using TestClient bob = Enter(server, "bob", others: 1);
        alice.Expect("-- bob joined");
        bob.Say(word);
        bob.ExpectEnd();
        alice.Expect("-- bob left");
        using TestClient carol = Enter(server, "carol", others: 1);
    }

    [Test]
    public void Who_vanishes_harms_nobody()
    {
        using ThreadedServer server = Start();
        using TestClient alice = Enter(server, "alice", others: 0);
        using TestClient bob = Enter(server, "bob", others: 1);
        using TestClient carol = Enter(server, "carol", others: 2);
        bob.Reset();
        carol.Say("still here?");
        alice.Expect("-- bob joined", "-- carol joined");
        string[] next = [alice.ReadLine(), alice.ReadLine()];
        Assert.That(next, Is.EquivalentTo(new[] { "-- bob left", "carol: still here?" }));
    }

    [Test]
    public void A_line_without_an_end_is_not_collected_for_ever()
    {
        using ThreadedServer server = Start();
        using TestClient alice = Enter(server, "alice", others: 0);
        alice.Send(new byte[4096 + 64]);
        alice.Expect("-- That line is too long.");
        alice.ExpectEnd();
    }

    [Test]
    public void One_who_does_not_read_stops_everybody_as_in_the_older_ones()
    {
        using ThreadedServer server = Start(announces: false);
        using TestClient deaf = Enter(server, "deaf", others: 0, receiveBufferBytes: 4096);
        using Socket talker = TalkUntilNothingIsTaken(server);
        using var third = new TestClient(server.Port);
        third.Say("third");
        deaf.Reset();

        // Only now is there somebody who reads what it says.
        third.Expect("-- Welcome, third! /quit leaves.");
    }

    [Test]
    public void Stopping_ends_even_those_who_wait_for_a_reader()
    {
        using ThreadedServer server = Start(announces: false);
        using TestClient deaf = Enter(server, "deaf", others: 0, receiveBufferBytes: 4096);
        using Socket talker = TalkUntilNothingIsTaken(server);
        Assert.That(
            Task.Run(server.Stop).Wait(TestClientSocket.DeadlineMs), "a thread never came back");
        Assert.That(server.Count, Is.Zero);
    }

    /// <summary>
    /// Somebody whose own thread stands in a send to one who does not read: when all buffers on the
    /// way are full, its kernel takes nothing any more.
    /// </summary>
    private static Socket TalkUntilNothingIsTaken(ThreadedServer server)
    {
        const int MaxBytes = 200_000_000;
        const int PatienceUs = 300_000;
        byte[] lines = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat(new string('x', 4000) + "\n", 16)));
        var talker = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        talker.Connect(IPAddress.Loopback, server.Port);
        talker.Send("talker\n"u8);
        talker.Blocking = false;
        for (long sent = 0; sent < MaxBytes;)
        {
            ReadOnlySpan<byte> rest = lines.AsSpan((int)(sent % lines.Length));
            sent += talker.Send(rest, SocketFlags.None, out SocketError error);
            Assert.That(error, Is.EqualTo(SocketError.Success).Or.EqualTo(SocketError.WouldBlock));
            if (!talker.Poll(PatienceUs, SelectMode.SelectWrite))
            {
                return talker;
            }
        }

        throw new AssertionException($"{MaxBytes:N0} bytes went to one who does not read.");
    }

    private static ThreadedServer Start(bool announces = true)
    {
        var server = new ThreadedServer(announces);
        server.Start(new IPEndPoint(IPAddress.Loopback, 0));
        return server;
    }

    private static TestClient Enter(
        ThreadedServer server, string name, int others, int receiveBufferBytes = 0)
    {
        var client = new TestClient(server.Port, receiveBufferBytes);
        client.Say(name);
        client.Expect(
            $"-- Welcome, {name}! /quit leaves.",
            $"-- You are in the lobby, with {others} others.");
        return client;
    }
}
