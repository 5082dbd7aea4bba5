using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Polling;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.EndToEnd;

/// <summary>Thousands of silent connections, none of which loses a byte when it sends.</summary>
[NonParallelizable]
internal sealed class ParkingTests
{
    private const int Clients = 2000;
    private const int HotLimit = 64;
    private const int Talkers = 600;

    private readonly List<TestClient> _clients = [];

    [TearDown]
    public void HangUp()
    {
        _clients.ForEach(c => c.Dispose());
        _clients.Clear();
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Parked_connections_lose_nothing_however_their_bytes_are_split(int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var server = new ServerUnderTest(change: o => WithoutTimers(o) with
        {
            Parking = new ParkingRule(HotLimit, MinSilentMs: 0, ParksPerTurn: 64),
        });
        for (int i = 0; i < Clients; i++)
        {
            _clients.Add(server.Text());
        }

        int closed = 0;
        for (int round = 0; round < 5; round++)
        {
            server.WaitUntil("all but the hot ones parked", s =>
                s.Connections == Clients && s.Poller.HotCount <= HotLimit
                && s.Poller.ParkedCount >= Clients - HotLimit);
            TalkInParts(random, [.. Some(random, _clients, 500)], round);
            closed += Replace(server, random, 100);
            server.WaitUntil("connections that left", s => s.Stats.Closed >= closed);
        }

        Assert.That(
            server.Ask(s => s.Stats.Wakes), Is.GreaterThan(5 * 500 / 2), "most had to be woken");
        HangUp();
        server.WaitUntil("nobody is left", s => s.Connections == 0);
    }

    [Test]
    public void Active_connections_are_never_parked_whatever_their_number()
    {
        var clock = new ServerClock();
        var network = new ServerRecordingNetwork { OwnClock = clock };
        ParkingRule rule = ParkingRule.Default with { MinPolls = 0 };
        using var server = new ServerUnderTest(
            change: o => WithoutTimers(o) with { Parking = rule }, network: network);
        for (int i = 0; i < Talkers; i++)
        {
            _clients.Add(server.Text());
        }

        for (int round = 0; round < 4; round++)
        {
            clock.Advance(rule.MinSilentMs - 1);
            PingAll(_clients);
        }

        Assert.That(
            server.Ask(s => s.Stats.Parks), Is.Zero, "parks of clients that send all the time");
        Assert.That(server.Ask(s => s.Poller.HotCount), Is.EqualTo(Talkers), "all of them are hot");

        // After a silence, all above the limit are parked.
        clock.Advance(rule.MinSilentMs);
        server.WaitUntil("as many hot as the limit says", s =>
            s.Poller.HotCount == rule.HotLimit);
        PingAll(_clients);

        // The clock stands still, and so do the deadlines of a stopping server: disconnect first.
        HangUp();
        server.WaitUntil("nobody is left", s => s.Connections == 0);
    }

    [Test]
    public void Parked_connection_closed_by_either_side_leaves_nothing_behind()
    {
        using var server = new ServerUnderTest(ServerParking.Always, WithoutTimers);
        for (int i = 0; i < 200; i++)
        {
            _clients.Add(server.Text());
        }

        server.WaitUntil("all but four parked", s => s.Poller.ParkedCount == 196);
        for (int i = 0; i < 100; i++)
        {
            if (i % 2 == 0)
            {
                _clients[i].Reset();
            }
            else
            {
                _clients[i].HalfClose();
                _clients[i].ExpectEnd();
            }
        }

        server.WaitUntil(
            "half of them gone", s => s.Connections == 100 && s.Poller.ParkedCount == 96);

        // The server closes the other half while it is parked.
        server.Stop();
        Assert.That(server.Server.Connections, Is.Zero);
    }

    /// <summary>
    /// No client gives a name here, so greetings and login deadlines must be off.
    /// </summary>
    private static ServerOptions WithoutTimers(ServerOptions options) =>
        options with { GreetingMs = 3_600_000, ClientLimits = ClientLimits.Off };

    private static void PingAll(List<TestClient> clients)
    {
        clients.ForEach(c => c.Say("/ping"));
        clients.ForEach(c => c.Expect(TextLine.Pong()));
    }

    /// <summary>
    /// Each client sends some lines in two to four parts, interleaved with those of all others. The
    /// server quotes unknown commands, so every line comes back and can be recognised.
    /// </summary>
    private static void TalkInParts(Random random, TestClient[] talkers, int round)
    {
        const int parts = 4;
        var lines = new string[talkers.Length][];
        var cuts = new int[talkers.Length][];
        var bytes = new byte[talkers.Length][];
        for (int i = 0; i < talkers.Length; i++)
        {
            lines[i] = [.. Enumerable.Range(0, random.Next(1, 4)).Select(n => $"r{round}c{i}n{n}")];
            bytes[i] = Encoding.UTF8.GetBytes(string.Concat(lines[i].Select(l => $"/{l}\n")));
            int length = bytes[i].Length;
            int[] between = [random.Next(length), random.Next(length), random.Next(length)];
            cuts[i] = [0, .. between.Order(), length];
        }

        for (int part = 0; part < parts; part++)
        {
            for (int i = 0; i < talkers.Length; i++)
            {
                talkers[i].Send(bytes[i].AsSpan(cuts[i][part]..cuts[i][part + 1]));
            }
        }

        for (int i = 0; i < talkers.Length; i++)
        {
            foreach (string line in lines[i])
            {
                talkers[i].Expect(TextLine.Refused(RefusalCode.UnknownCommand, line));
            }
        }
    }

    private static IEnumerable<TestClient> Some(Random random, List<TestClient> all, int count)
    {
        TestClient[] shuffled = [.. all];
        random.Shuffle(shuffled);
        return shuffled.Take(count);
    }

    /// <summary>Disconnects some clients, by close or reset, and connects new ones.</summary>
    private int Replace(ServerUnderTest server, Random random, int count)
    {
        foreach (TestClient leaving in Some(random, _clients, count).ToList())
        {
            _clients.Remove(leaving);
            if (random.Next(2) == 0)
            {
                leaving.Dispose();
            }
            else
            {
                leaving.Reset();
            }

            _clients.Add(server.Text());
        }

        return count;
    }
}
