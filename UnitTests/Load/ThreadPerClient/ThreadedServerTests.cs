using System.Net;
using System.Net.Sockets;
using System.Text;
using LoadTests.Sentences;
using LoadTests.ThreadPerClient;
using UnitTests.Support;

namespace UnitTests.Load.ThreadPerClient;

internal sealed class ThreadedServerTests
{
    [Test]
    public void Line_is_sent_to_all_other_members_with_its_name()
    {
        using ThreadedServer server = Start();
        using TestClient alice = Enter(server, "alice", others: 0);
        using TestClient bob = Enter(server, "bob", others: 1);
        using TestClient carol = Enter(server, "carol", others: 2);
        alice.Expect(ThreadedSentences.Joined("bob"), ThreadedSentences.Joined("carol"));
        bob.Expect(ThreadedSentences.Joined("carol"));
        bob.Say("hello\r");
        bob.Say("there");
        alice.Expect("bob: hello", "bob: there");
        carol.Expect("bob: hello", "bob: there");

        // A member does not receive its own messages.
        bob.Say("/ping");
        bob.Expect(Line(ThreadedSentences.Pong));
    }

    [Test]
    public void Input_in_one_receive_is_processed_line_by_line()
    {
        using ThreadedServer server = Start(announces: false);
        using TestClient alice = Enter(server, "alice", others: 0);
        using var bob = new TestClient(server.Port);
        bob.Send("\n  bob \none\n\ntwo\n/topic x\n/pi"u8);
        alice.Expect("bob: one", "bob: two");
        bob.Send("ng\n"u8);
        bob.Expect(
            ThreadedSentences.Welcome("bob"),
            ThreadedSentences.InLobby(1),
            Line(ThreadedSentences.NoCommands),
            Line(ThreadedSentences.Pong));
    }

    [TestCase("/quit")]
    [TestCase("quit")]
    [TestCase("exit")]
    public void Leaving_member_is_announced_and_removed(string word)
    {
        using ThreadedServer server = Start();
        using TestClient alice = Enter(server, "alice", others: 0);
        using TestClient bob = Enter(server, "bob", others: 1);
        alice.Expect(ThreadedSentences.Joined("bob"));
        bob.Say(word);
        bob.ExpectEnd();
        alice.Expect(ThreadedSentences.Left("bob"));
        using TestClient carol = Enter(server, "carol", others: 1);
    }

    [Test]
    public void Reset_connection_does_not_affect_others()
    {
        using ThreadedServer server = Start();
        using TestClient alice = Enter(server, "alice", others: 0);
        using TestClient bob = Enter(server, "bob", others: 1);
        using TestClient carol = Enter(server, "carol", others: 2);
        bob.Reset();
        carol.Say("still here?");
        alice.Expect(ThreadedSentences.Joined("bob"), ThreadedSentences.Joined("carol"));
        string[] next = [alice.ReadLine(), alice.ReadLine()];
        Assert.That(next, Is.EquivalentTo(
            new[] { ThreadedSentences.Left("bob"), "carol: still here?" }));
    }

    [Test]
    public void Endless_line_is_refused_at_a_limit()
    {
        using ThreadedServer server = Start();
        using TestClient alice = Enter(server, "alice", others: 0);
        alice.Send(new byte[4096 + 64]);
        alice.Expect(Line(ThreadedSentences.TooLong));
        alice.ExpectEnd();
    }

    [Test]
    public void Member_that_does_not_read_stops_everyone_as_in_the_older_servers()
    {
        using ThreadedServer server = Start(announces: false);
        using TestClient deaf = Enter(server, "deaf", others: 0, receiveBufferBytes: 4096);
        using Socket talker = TalkUntilNothingIsTaken(server);
        using var third = new TestClient(server.Port);
        third.Say("third");
        deaf.Reset();

        // Only now are the sender's messages read.
        third.Expect(ThreadedSentences.Welcome("third"));
    }

    [Test]
    public void Stop_ends_threads_blocked_in_a_send()
    {
        using ThreadedServer server = Start(announces: false);
        using TestClient deaf = Enter(server, "deaf", others: 0, receiveBufferBytes: 4096);
        using Socket talker = TalkUntilNothingIsTaken(server);
        Assert.That(
            Task.Run(server.Stop).Wait(TestClientSocket.DeadlineMs), "a thread never came back");
        Assert.That(server.Count, Is.Zero);
    }

    /// <summary>
    /// A client whose thread on the server is blocked in a send to a member that does not read.
    /// When all buffers on the way are full, the client's kernel accepts nothing more.
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

    private static string Line(ReadOnlySpan<byte> sentence) =>
        Encoding.UTF8.GetString(sentence).TrimEnd('\n');

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
            ThreadedSentences.Welcome(name),
            ThreadedSentences.InLobby(others));
        return client;
    }
}
