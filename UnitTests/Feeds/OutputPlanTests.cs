using System.Text;
using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Feeds;
using EventLoopServer.Observability;
using EventLoopServer.Reactor;
using EventLoopServer.Timing;
using UnitTests.Simulation.Network;

namespace UnitTests.Feeds;

/// <summary>
/// Checks feeds, plans and the flusher against the simplest model: each line is appended at once to
/// the expected text of each of its recipients.
/// </summary>
internal sealed class OutputPlanTests
{
    private const int Turns = 300;

    [Test]
    public void Every_member_gets_all_events_in_order(
        [Values(1, 2, 32)] int rooms, [Values(1, 2, 3, 4)] int seed)
    {
        TestContext.Out.WriteLine($"rooms {rooms}, seed {seed}");
        using var world = new World(rooms, members: 12, seed);
        for (int turn = 0; turn < Turns; turn++)
        {
            world.PlayTurn();
            world.Check(turn);
        }
    }

    private sealed class World : IDisposable
    {
        private readonly Random _random;
        private readonly TurnOutput _output = new(maxTurnBytes: 1 << 20);
        private readonly NullPoller _poller = new();
        private readonly Flusher _flusher;
        private readonly TurnFeed[] _feeds;
        private readonly Player[] _players;
        private int _said;

        public World(int rooms, int members, int seed)
        {
            _random = new Random(seed);
            var slab = new Slab(256, 1 << 22);
            var stats = new ServerStats();
            var network = new SimNetwork(seed);
            var timers = new TimerQueue();
            var clock = new TurnClock(network.Clock);
            var table = new ConnectionTable(members);
            var services =
                new LoopServices(table, _poller, timers, clock, new CloseQueue(), stats);
            SlowReaderLimits limits = new SlowReaderLimits(1 << 22, 1 << 22, 0, 1 << 20, 0, 0);
            _flusher = new Flusher(
                services,
                _output,
                new SlowReaderMonitor(services, limits),
                drainBytesPerTurn: 1024,
                presenceDelayMs: 0);
            _feeds = [.. Enumerable.Range(0, rooms).Select(static _ => new TurnFeed())];
            _players =
            [
                .. Enumerable.Range(0, members).Select(i => new Player(
                    new Connection(
                        table.Reserve(), new SimTransport($"{i}", network), slab, 1 << 20),
                    rooms)),
            ];
            foreach (Player player in _players)
            {
                table.Put(player.Connection);
            }
        }

        public void Dispose() => _poller.Dispose();

        public void PlayTurn()
        {
            foreach (Player player in _players)
            {
                player.Wire.Sends = 0;

                // Sometimes a client reads slowly: output beyond its window stays in the ring.
                player.Wire.Window = _random.Next(6) == 0 ? _random.Next(200) : long.MaxValue;
            }

            for (int steps = _random.Next(1, 40); steps > 0; steps--)
            {
                Step(_random.Next(_feeds.Length), _players[_random.Next(_players.Length)]);
            }

            _flusher.Flush();
            foreach (Player player in _players.Where(
                p => _poller.Writers.Contains(p.Connection.Slot)))
            {
                _flusher.Drain(player.Connection);
            }
        }

        public void Check(int turn)
        {
            foreach (Player player in _players)
            {
                Assert.That(
                    player.Wire.Sends, Is.LessThanOrEqualTo(1), $"turn {turn}: one send for each");
                player.Got.Append(Encoding.UTF8.GetString(player.Wire.TakeOutbound()));
            }

            // A slow reader may be late, but what it has got must be right.
            foreach (Player player in _players)
            {
                string got = player.Got.ToString();
                string expected = player.Expected.ToString();
                bool waits = player.Connection.Ring.Count > 0;
                Assert.That(
                    waits ? expected[..got.Length] : expected, Is.EqualTo(got), $"turn {turn}");
                if (!waits)
                {
                    player.Got.Clear();
                    player.Expected.Clear();
                }
            }
        }

        private void Step(int room, Player player)
        {
            TurnFeed feed = _feeds[room];
            switch (_random.Next(11))
            {
                case < 5:
                    Say(room, feed, player, echo: _random.Next(2) == 0);
                    break;
                case 5:
                    Reply(player);
                    break;
                case 6 when !player.In[room]:
                    player.In[room] = true;
                    _output.Subscribe(player.Connection.Plan, feed);
                    break;
                case 7 when player.In[room]:
                    player.In[room] = false;
                    _output.Unsubscribe(player.Connection.Plan, feed);
                    break;
                case 9 when player.In[room]:
                    // As for a dialect that writes no event here: the skip must cut nothing.
                    _output.Skip(player.Connection.Plan, feed, _output.NextOrdinal());
                    break;
                case 8:
                    // A command that throws between writing and committing must leave no output.
                    "half a mess"u8.CopyTo(_output.Space(feed, 64));
                    break;
                default:
                    if (_random.Next(8) == 0)
                    {
                        Array.Fill(player.In, false);
                        _output.UnsubscribeAll(player.Connection.Plan);
                    }

                    break;
            }
        }

        private void Say(int room, TurnFeed feed, Player speaker, bool echo)
        {
            string line = $"<{room}:{_said++}>";
            Encoding.UTF8.GetBytes(line).CopyTo(_output.Space(feed, 64));
            int ordinal = _output.NextOrdinal();
            _output.Commit(feed, line.Length, ordinal);
            bool skips = !echo && speaker.In[room];
            if (skips)
            {
                _output.Skip(speaker.Connection.Plan, feed, ordinal);
            }

            foreach (Player player in _players.Where(p => p.In[room] && !(skips && p == speaker)))
            {
                player.Expected.Append(line);
            }
        }

        private void Reply(Player player)
        {
            string line = $"<reply:{_said++}>";
            Encoding.UTF8.GetBytes(line).CopyTo(_output.Replies.Space(64));
            _output.Reply(player.Connection.Plan, line.Length);
            player.Expected.Append(line);
        }
    }

    private sealed class Player(Connection connection, int rooms)
    {
        public Connection Connection { get; } = connection;

        public SimTransport Wire => (SimTransport)Connection.Transport;

        public bool[] In { get; } = new bool[rooms];

        public StringBuilder Expected { get; } = new();

        public StringBuilder Got { get; } = new();
    }
}
