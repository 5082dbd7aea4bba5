using System.Net;
using System.Text;
using EventLoopServer.Configuration;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Sessions.Rates;

/// <summary>
/// How many bytes a client can make the server send to it for a few bytes of its own, in a loop of
/// requests and in a loop of connections.
/// </summary>
internal sealed class AmplificationTests
{
    private const int StepMs = 100;
    private const int Lines = 16;

    /// <summary>The burst of answers in bytes, and then the bytes for each second.</summary>
    private const int BurstBytes = 4 * 64 * 1024;

    private const int AnswerBytes = 4 * 8 * 1024;

    /// <summary>The longest answer: the last one may leave a debt.</summary>
    private const int LongestBytes = 80 * 1024;

    private static readonly string s_long = new('y', 4000);

    private SimServer _server = null!;

    [SetUp]
    public void Start() => Open(new ServerOptions());

    [TearDown]
    public void Stop() => _server.Dispose();

    [TestCase("/join den\n/leave den\n")]
    [TestCase("/join den\n/history\n/leave den\n")]
    [TestCase("/history den\n")]
    [TestCase("/history\n/history lobby\n")]
    [TestCase("/users den\n")]
    [TestCase("/users\n/rooms\n/help\n")]
    [TestCase("/rooms\n")]
    [TestCase("/help\n")]
    [TestCase("/help\n/join den\n/users\n/leave den\n/history lobby\n/rooms\n")]
    public void Answers_to_a_loop_of_requests_are_limited_in_bytes_per_second(string requests)
    {
        const int seconds = 30;
        Lay();
        SimTransport loop = Named("loop");
        if (requests.StartsWith("/history den", StringComparison.Ordinal))
        {
            Write(loop, "/join den\n");
        }

        _server.Pass(60_000);
        loop.TakeOutbound();
        long bytes = 0;
        for (int step = 0; step < seconds * 1000 / StepMs && !loop.IsShut; step++)
        {
            if (loop.Unread == 0)
            {
                loop.Write(Encoding.UTF8.GetBytes(requests));
            }

            _server.Pass(StepMs);
            bytes += loop.TakeOutbound().Length;
        }

        TestContext.Out.WriteLine($"{bytes / seconds} bytes a second");
        Assert.That(
            bytes, Is.LessThan(BurstBytes + LongestBytes + (seconds * AnswerBytes)));
    }

    [Test]
    public void Join_is_never_refused_but_shows_fewer_lines_after_many_answers()
    {
        Lay();
        SimTransport alice = Named("alice");
        _server.Pass(60_000);
        var shown = new List<int>();
        for (int i = 0; i < 12; i++)
        {
            alice.TakeOutbound();
            Write(alice, "/join den\n");
            string answer = Text(alice);
            Assert.That(IsPast(answer, "den"), Is.True, $"{i}");
            shown.Add(answer.Split('\n').Count(static l => l.Contains("yyy")));
            Write(alice, "/leave den\n");
            _server.Pass(500);
        }

        Assert.That(shown[..3], Is.All.EqualTo(Lines));
        Assert.That(shown[^1], Is.InRange(0, 5), "one second of answers at most");
        _server.Pass(60_000);
        Write(alice, "/join den\n");
        Assert.That(
            Text(alice).Split('\n').Count(static l => l.Contains("yyy")), Is.EqualTo(Lines));
    }

    [Test]
    public void Delayed_answers_arrive_whole_and_in_order()
    {
        Lay();
        SimTransport alice = Named("alice");
        Write(alice, "/join den\n");
        _server.Pass(60_000);
        alice.TakeOutbound();
        Write(alice, string.Concat(Enumerable.Repeat("/history\n/ping\n", 8)));
        var all = new StringBuilder(Text(alice));
        Assert.That(all.ToString().Split($"{TextLine.Pong()}\n").Length - 1, Is.LessThan(8));
        for (int step = 0; step < 250; step++)
        {
            _server.Pass(StepMs);
            all.Append(Text(alice));
        }

        string[] parts = all.ToString().Split($"{TextLine.Pong()}\n");
        Assert.That(parts, Has.Length.EqualTo(9), "nothing is lost");
        Assert.That(
            parts[..8].Select(static p => p.Split('\n').Count(static l => l.Contains("yyy"))),
            Is.All.EqualTo(Lines));
        Assert.That(alice.IsShut, Is.False, "waiting for answers is no flood");
    }

    [TestCase("127.0.0.1", 1024 * 1024)]
    [TestCase("192.168.1.7", 1024 * 1024)]
    [TestCase("203.0.113.9", 64 * 1024)]
    [TestCase("2001:db8::7", 64 * 1024)]
    public void Connections_in_a_loop_share_the_answer_budget_of_their_address(
        string address, int bytesPerSecond)
    {
        const int seconds = 20;
        Stop();
        Open(new ServerOptions
        {
            ClientLimits = ClientLimits.Default with { ArrivalsPerAddress = 0 },
        });
        Lay();
        _server.Pass(60_000);
        long bytes = 0;
        int connections = 0;
        for (int ms = 0; ms < seconds * 1000; ms += StepMs)
        {
            for (int i = 0; i < 10; i++)
            {
                SimTransport wire = Arrive(address);
                wire.Write(Encoding.UTF8.GetBytes($"guest{connections++}\n"));
                _server.Settle();
                string answer = Text(wire);
                Assert.That(IsPast(answer, ""), Is.True);
                bytes += answer.Length;
                wire.Reset();
                _server.Settle();
            }

            _server.Pass(StepMs);
        }

        TestContext.Out.WriteLine($"{connections} connections were sent {bytes} bytes");
        const int plainBytes = 700;
        Assert.That(
            bytes,
            Is.LessThan(((16L + seconds) * bytesPerSecond) + (connections * plainBytes)));
        SimTransport other = Arrive("198.51.100.1");
        Write(other, "other\n");
        Assert.That(
            Text(other).Split('\n').Count(static l => l.Contains("yyy")),
            Is.EqualTo(Lines),
            "another address has a budget of its own");
    }

    [Test]
    public void Address_keeps_its_debt_after_its_last_client_disconnects()
    {
        Stop();
        Open(new ServerOptions
        {
            ClientLimits = ClientLimits.Default with { BytesPerLocalAddress = 1000 },
        });
        Lay();
        _server.Pass(600_000);
        Assert.That(Newcomer("a"), Is.InRange(3, 5), "16 seconds' worth");
        Assert.That(Newcomer("b"), Is.Zero);
        _server.Pass(8000);
        Assert.That(Newcomer("c"), Is.InRange(1, 2));
        _server.Pass(20_000);
        Assert.That(Newcomer("d"), Is.InRange(3, 5));
    }

    [Test]
    public void Messages_are_not_delayed_by_the_spent_answer_budget_of_an_address()
    {
        Stop();
        Open(new ServerOptions
        {
            ClientLimits = ClientLimits.Default with { BytesPerLocalAddress = 1000 },
        });
        Lay();
        _server.Pass(60_000);
        for (int i = 0; i < 40; i++)
        {
            Newcomer($"loop{i}");
        }

        SimTransport alice = Arrive("10.1.2.3");
        Write(alice, "alice\n");
        SimTransport bob = Named("bob");
        bob.TakeOutbound();
        for (int i = 0; i < 10; i++)
        {
            Write(alice, $"line {i}\n");
            Assert.That(Text(bob), Is.EqualTo($"alice: line {i}\n"));
        }

        alice.TakeOutbound();
        Write(alice, "/users\n");
        Assert.That(Text(alice).Contains("bob"), Is.False, "the list waits");
        for (int i = 0; i < 300; i++)
        {
            _server.Pass(StepMs);
        }

        Assert.That(Text(alice).Contains("bob"), Is.True, "the list came later");
    }

    [Test]
    public void Addresses_without_debt_are_forgotten()
    {
        Lay();
        for (int i = 0; i < 100; i++)
        {
            SimTransport wire = Arrive($"10.0.0.{i}");
            wire.Write(Encoding.UTF8.GetBytes($"guest{i}\n"));
            _server.Settle();
            _server.Pass(1000);
            wire.Reset();
            _server.Settle();
        }

        Assert.That(_server.Server.Budgets.Addresses, Is.LessThanOrEqualTo(3));
    }

    /// <summary>The answer has the heading of a history, with any number of lines.</summary>
    private static bool IsPast(string answer, string room) =>
        Enumerable.Range(0, 100).Any(n => answer.Contains(TextLine.Past(room, n)));

    private void Lay()
    {
        SimTransport writer = Named("writer");
        for (int i = 0; i < Lines; i++)
        {
            Write(writer, $"{s_long}\n");
            _server.Pass(1000);
        }

        Write(writer, "/join den\n");
        for (int i = 0; i < Lines; i++)
        {
            Write(writer, $"{s_long}\n");
            _server.Pass(1000);
        }

        for (int i = 0; i < 200; i++)
        {
            SimTransport wire = Named($"a-guest-with-a-long-name-{i}");
            Write(wire, $"/join a-room-with-quite-a-long-name-{i}\n/join den\n");
            _server.Pass(10);
        }
    }

    private int Newcomer(string name)
    {
        SimTransport wire = Arrive("10.1.2.3");
        wire.Write(Encoding.UTF8.GetBytes($"{name}\n"));
        _server.Settle();
        int lines = Text(wire).Split('\n').Count(static l => l.Contains("yyy"));
        wire.Reset();
        _server.Settle();
        return lines;
    }

    private void Open(ServerOptions options)
    {
        _server = new SimServer(options, isPaced: true);
    }

    private SimTransport Arrive(string address)
    {
        SimTransport wire = _server.Connect();
        wire.Address = IPAddress.Parse(address);
        return wire;
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

    private static string Text(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
