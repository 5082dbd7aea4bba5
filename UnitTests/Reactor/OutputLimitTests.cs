using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Feeds;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Reactor;

/// <summary>
/// Limits between what the chat says and what a wire is sent, at the limit and beside it.
/// </summary>
internal sealed class OutputLimitTests
{
    private const int HeldBytes = 64 * 1024;
    private const int LingerBytes = 64 * 1024;
    private const int LingerMs = 2000;

    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer();

    [TearDown]
    public void Stop() => _server.Dispose();

    /// <summary>In a storm of arrivals no more than this is kept back.</summary>
    [TestCase(HeldBytes - 1, false)]
    [TestCase(HeldBytes, true)]
    [TestCase(HeldBytes + 1, true)]
    public void Joins_and_leaves_wait_until_they_come_to_64_KiB(int bytes, bool isSent)
    {
        Stop();
        _server = new SimServer(holdsNotices: true);
        SimTransport alice = Named("alice");
        SimTransport longest = Named(new string('ж', 32));
        (int pairs, int other, int last) = Compose(bytes);
        SimTransport second = Named(new string('б', other));
        SimTransport third = Named(new string('p', last));

        // A first send begins the time in which the next ones wait.
        _server.Pass(1000);
        Write(third, "hello\n");
        alice.TakeOutbound();
        for (int i = 0; i < pairs; i++)
        {
            Move(longest);
        }

        Move(second);
        Assert.That(alice.TakeOutbound(), Is.Empty, "there is room for more");
        Write(third, "/leave lobby\n");
        byte[] sent = alice.TakeOutbound();
        Assert.That(sent.Length > 0, Is.EqualTo(isSent));
        _server.Pass(10);
        Assert.That(sent.Length + alice.TakeOutbound().Length, Is.EqualTo(bytes), "all of it");
    }

    [TestCase(-1, new[] { 2, 2 })]
    [TestCase(0, new[] { 2, 2 })]
    [TestCase(1, new[] { 3, 1 })]
    public void A_turn_whose_output_is_full_is_flushed_before_it_goes_on(int more, int[] sends)
    {
        const string line = "some line of some length\n";
        Stop();
        _server = new SimServer(new ServerOptions
        {
            TurnBytes = (2 * ("sender0: ".Length + line.Length)) + more,
        });
        SimTransport[] senders = [.. Enumerable.Range(0, 4).Select(i => Named($"sender{i}"))];
        SimTransport alice = Named("alice");
        alice.TakeOutbound();
        foreach (SimTransport sender in senders)
        {
            sender.Write(Encoding.UTF8.GetBytes(line));
        }

        _server.RunOneTurn();
        Assert.That(
            alice.TakeSends().Select(static s => s.Split('\n').Length - 1), Is.EqualTo(sends));
    }

    [TestCase(-1, 2)]
    [TestCase(0, 2)]
    [TestCase(1, 3)]
    public void One_client_stops_where_the_output_is_full_and_goes_on_in_the_next_turn(
        int more, int lines)
    {
        Stop();
        _server = new SimServer(new ServerOptions
        {
            TurnBytes = (2 * "bob: line 0\n".Length) + more,
        });
        SimTransport bob = Named("bob");
        SimTransport alice = Named("alice");
        alice.TakeOutbound();
        bob.Write(Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, 9).Select(static i => $"line {i}\n"))));
        _server.RunOneTurn();
        Assert.That(alice.TakeSends().Single().Split('\n').Length - 1, Is.EqualTo(lines));
        _server.Settle();
        Assert.That(
            Encoding.UTF8.GetString(alice.TakeOutbound()).Split('\n').Length - 1,
            Is.EqualTo(9 - lines),
            "nothing is lost");
    }

    [TestCase(LingerBytes - 1, false)]
    [TestCase(LingerBytes, false)]
    [TestCase(LingerBytes + 1, true)]
    public void A_client_that_sends_on_after_its_end_is_listened_to_for_64_KiB(
        int bytes, bool isDisposed)
    {
        SimTransport alice = Named("alice");
        Write(alice, "/quit\n");
        Assert.That(alice.IsShut, Is.True);
        alice.Write(new byte[bytes]);
        _server.Settle();
        Assert.That(alice.IsDisposed, Is.EqualTo(isDisposed));
    }

    [TestCase(LingerMs - 1, false)]
    [TestCase(LingerMs, true)]
    [TestCase(LingerMs + 1, true)]
    public void And_for_two_seconds(int ms, bool isDisposed)
    {
        SimTransport alice = Named("alice");
        Write(alice, "/quit\n");
        _server.Pass(ms);
        Assert.That(alice.IsDisposed, Is.EqualTo(isDisposed));
    }

    /// <summary>Answers between lines of a room: so many pieces in one send.</summary>
    [TestCase(7)]
    [TestCase(8)]
    [TestCase(9)]
    [TestCase(40)]
    public void A_plan_of_any_number_of_pieces_is_one_send_in_order(int pieces)
    {
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        alice.TakeOutbound();
        bob.TakeOutbound();
        string expected = string.Empty;
        for (int i = 0; i < pieces; i++)
        {
            bool isAnswer = i % 2 == 0;
            (isAnswer ? alice : bob).Write(
                Encoding.UTF8.GetBytes(isAnswer ? "/ping\n" : $"line {i}\n"));
            expected += isAnswer ? $"{TextLine.Pong()}\n" : $"bob: line {i}\n";
        }

        // One receive each: bob's lines are read after alice's answers, or in between.
        alice.Sends = 0;
        _server.Settle();
        string got = Encoding.UTF8.GetString(alice.TakeOutbound());
        Assert.That(got.Length, Is.EqualTo(expected.Length));
        Assert.That(
            got.Split('\n').Where(static l => l.StartsWith("bob", StringComparison.Ordinal)),
            Is.EqualTo(expected.Split('\n').Where(
                static l => l.StartsWith("bob", StringComparison.Ordinal))));
    }

    [Test]
    public void A_room_that_has_gone_gives_its_index_back()
    {
        SimTransport alice = Named("alice");
        for (int i = 0; i < 200; i++)
        {
            Write(alice, $"/join room{i}\n");
            Assert.That(
                _server.Server.Directory.FindRoom(Encoding.UTF8.GetBytes($"room{i}"))!.Index,
                Is.EqualTo(1),
                "what is kept beside rooms must not grow with every room there ever was");
            Write(alice, $"/leave room{i}\n");
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void A_feed_reaches_those_who_are_in_it_whoever_came_and_went(int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var feed = new TurnFeed();
        List<Subscription> inside = [];
        for (int step = 0; step < 2000; step++)
        {
            if (inside.Count == 0 || random.Next(5) < 3)
            {
                var subscription = new Subscription(new OutputPlan(step), feed);
                feed.Add(subscription);
                inside.Add(subscription);
            }
            else
            {
                int at = random.Next(inside.Count);
                feed.Remove(inside[at]);
                inside.RemoveAt(at);
            }

            Subscription[] got = [.. Enumerable.Range(0, feed.Count).Select(i => feed[i])];
            Assert.That(got, Has.Length.EqualTo(inside.Count), $"step {step}");
            Assert.That(got.ToHashSet().SetEquals(inside), Is.True, $"step {step}: others");
            int wrong = Array.FindIndex(got, s => s != feed[s.Index]);
            Assert.That(wrong, Is.EqualTo(-1), $"step {step}: the first with a wrong index");
        }
    }

    /// <summary>
    /// Pairs of the longest name, a pair of two-byte letters and a short name: so many bytes.
    /// </summary>
    private static (int Pairs, int Other, int Last) Compose(int bytes)
    {
        const int pair = (2 * 64) + 20;
        for (int pairs = bytes / pair; ; pairs--)
        {
            for (int other = 1; other <= 31; other++)
            {
                int last = bytes - (pairs * pair) - ((4 * other) + 20) - 9;
                if (last is >= 2 and <= 31)
                {
                    return (pairs, other, last);
                }
            }
        }
    }

    /// <summary>"-- NAME left" and "-- NAME joined", for everybody else.</summary>
    private void Move(SimTransport wire)
    {
        Write(wire, "/leave lobby\n");
        Write(wire, "/join lobby\n");
        wire.TakeOutbound();
    }

    private SimTransport Named(string name)
    {
        SimTransport wire = _server.Connect();
        Write(wire, $"{name}\n");
        return wire;
    }

    private void Write(SimTransport wire, string text)
    {
        wire.Write(Encoding.UTF8.GetBytes(text));
        _server.Settle();
    }
}
