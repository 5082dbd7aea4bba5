using System.Text;
using EventLoopServer.Chat;
using EventLoopServer.Configuration;
using EventLoopServer.Polling;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation.Reference;

/// <summary>
/// Whole conversations, drawn from a seed, on the real server over a simulated network. They are
/// compared with the naive chat: each client has to receive exactly the same events in the same
/// order. One turn has many events: joins and leaves between messages, renames, failing commands,
/// closes.
/// </summary>
internal sealed class ConversationTests
{
    private const int Turns = 120;
    private const int PeopleAtStart = 10;

    private static readonly Command s_boom = new(
        new CommandGrammar(RequestVerb.Line, "/boom", "fails") { Words = ["boom"] }, Boom);

    [Test]
    public void Every_client_receives_what_the_naive_chat_predicts(
        [Values(1, 2, 32)] int rooms,
        [Values(11, 12, 13)] int seed,
        [Values] bool parked,
        [Values] bool scrambled,
        [Values] bool held)
    {
        TestContext.Out.WriteLine($"rooms {rooms}, seed {seed}");
        var options = new ServerOptions
        {
            HistoryLines = 0,
            Parking = parked ? new ParkingRule(4, 0, 64) : ParkingRule.Default,
        };
        var network = new SimNetwork(seed)
        {
            MakeChannel = scrambled ? static () => new ScramblingFilter() : null,
        };
        using var server = new SimServer(options, [s_boom], network, null, held);
        var world = new World(server, rooms, seed, scrambled, held);
        for (int turn = 0; turn < Turns; turn++)
        {
            world.PlayTurn(turn);
        }
    }

    private static void Boom(CommandContext context, in ClientRequest request) =>
        throw new InvalidOperationException("boom");

    private sealed class World
    {
        private readonly SimServer _server;
        private readonly int _rooms;
        private readonly Random _random;
        private readonly bool _scrambled;
        private readonly bool _held;
        private readonly NaiveChat _chat = new();
        private readonly Dictionary<NaivePerson, ConversationPeer> _peers = [];
        private readonly List<Action> _farewells = [];
        private ulong _requests = 1;
        private int _names;
        private int _said;

        public World(SimServer server, int rooms, int seed, bool scrambled, bool held)
        {
            _server = server;
            _rooms = rooms;
            _random = new Random(seed);
            _scrambled = scrambled;
            _held = held;
            for (int i = 0; i < PeopleAtStart; i++)
            {
                Arrive();
            }
        }

        public void PlayTurn(int turn)
        {
            if (_chat.People.Count < PeopleAtStart)
            {
                Arrive();
            }

            // Each client acts once per turn with all of its requests together, because a turn
            // reads them in this order.
            foreach (NaivePerson person in _chat.People.OrderBy(_ => _random.Next()).ToList())
            {
                for (int steps = _random.Next(4); steps > 0 && !_peers[person].Leaving; steps--)
                {
                    Act(person, _peers[person]);
                }

                _peers[person].Hurl();
            }

            _farewells.ForEach(static farewell => farewell());
            _farewells.Clear();
            _server.RunOneTurn();
            foreach (ConversationPeer peer in _peers.Values)
            {
                Assert.That(
                    peer.Wire.Sends,
                    Is.LessThanOrEqualTo(2),
                    $"turn {turn}: one send for each, and one for an answer before");
                peer.Wire.Sends = 0;
            }

            if (_held && _random.Next(3) > 0)
            {
                // Join and leave events wait meanwhile, and some of them are sent with a message.
                _server.Pass(_random.Next(5));
                _peers.Values.ToList().ForEach(static peer => peer.Wire.Sends = 0);
                return;
            }

            Settle();
            foreach ((NaivePerson person, ConversationPeer peer) in _peers.ToList())
            {
                Assert.That(
                    peer.Take(), Is.EqualTo(person.Expected), $"turn {turn}, {person.Name}");
                person.Expected.Clear();
                peer.Wire.Sends = 0;
                if (peer.Leaving)
                {
                    Assert.That(
                        peer.Wire.IsShut, Is.True, $"turn {turn}, {person.Name} said goodbye");
                    peer.Wire.End();
                    _peers.Remove(person);
                }
            }
        }

        private void Arrive()
        {
            string name = $"p{_names++}";
            bool isNative = _random.Next(2) == 0;
            var peer = new ConversationPeer(_server.Connect(), isNative, _scrambled);
            peer.Introduce(name);
            Settle();
            NaivePerson person = _chat.Arrive(name, isNative);
            _peers.Add(person, peer);
            Assert.That(peer.Take(), Is.EqualTo(person.Expected));
            person.Expected.Clear();
            foreach ((NaivePerson other, ConversationPeer its) in _peers)
            {
                Assert.That(
                    its.Take(), Is.EqualTo(other.Expected), $"{other.Name} when {name} came");
                other.Expected.Clear();
                its.Wire.Sends = 0;
            }
        }

        private void Settle()
        {
            _server.Settle();
            if (_held)
            {
                // Longer than the presence delay.
                _server.Pass(10);
            }
        }

        private void Act(NaivePerson person, ConversationPeer peer)
        {
            ulong id = peer.IsNative ? ++_requests : 0;
            string text = $"words {_said++}";
            string room = _random.Next(_rooms) is var r && r == 0 ? "lobby" : $"room{r}";
            switch (_random.Next(20))
            {
                case < 9:
                    peer.Ask(RequestVerb.Say, id, string.Empty, text, text);
                    _chat.Say(person, id, text, "say");
                    break;
                case 9:
                    peer.Ask(RequestVerb.Me, id, string.Empty, text, $"/me {text}");
                    _chat.Say(person, id, text, "me");
                    break;
                case 10 or 11 or 12:
                    peer.Ask(RequestVerb.Join, id, room, string.Empty, $"/join {room}");
                    _chat.Join(person, id, room);
                    break;
                case 13:
                    peer.Ask(RequestVerb.Leave, id, string.Empty, string.Empty, "/leave");
                    _chat.Leave(person, id);
                    break;
                case 14:
                    string to = $"p{_random.Next(_names + 1)}";
                    peer.Ask(RequestVerb.Tell, id, to, text, $"@{to} {text}");
                    _chat.Tell(person, id, to, text);
                    break;
                case 15:
                    peer.Ask(RequestVerb.Topic, id, string.Empty, text, $"/topic {text}");
                    _chat.Topic(person, id, text);
                    break;
                case 16:
                    peer.Ask(RequestVerb.Ping, id, string.Empty, string.Empty, "/ping");
                    _chat.Ping(person, id);
                    break;
                case 17:
                    string name = $"q{_random.Next(40)}";
                    peer.Ask(RequestVerb.Rename, id, name, string.Empty, $"/nick {name}");
                    _chat.Rename(person, id, name);
                    break;
                default:
                    if (_random.Next(6) == 0)
                    {
                        Part(person, peer);
                    }

                    break;
            }
        }

        /// <summary>
        /// Closes are carried out between the phases of a turn: later input of this peer does not
        /// count, and the others' requests ran before. So the naive chat applies the close at the
        /// end of the turn.
        /// </summary>
        private void Part(NaivePerson person, ConversationPeer peer)
        {
            peer.Leaving = true;
            bool boom = !peer.IsNative && _random.Next(2) == 0;
            peer.Ask(RequestVerb.Quit, 0, string.Empty, string.Empty, boom ? "/boom" : "/quit");
            _farewells.Add(() => _chat.Quit(
                person,
                boom
                    ? Encoding.UTF8.GetString(GoodbyeSentences.OthersClosed)
                    : string.Empty,
                boom
                    ? GoodbyeSentences.Bug
                    : GoodbyeSentences.QuitNamed(person.Name)));
        }
    }
}
