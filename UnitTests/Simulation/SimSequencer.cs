using EventLoopServer.Chat.Rooms;
using EventLoopServer.Threading;
using Protocol.Messages;

namespace UnitTests.Simulation;

/// <summary>
/// A sequencer that applies proposals later, like one that asks other machines. After each turn,
/// some proposals return through the mailbox, in order for each room. All choices are drawn from
/// the seed.
/// </summary>
internal class SimSequencer(int seed) : IRoomSequencer
{
    private readonly Random _random = new(seed);
    private readonly List<Proposed> _waiting = [];
    private int _underWay;

    /// <summary>No proposal is waiting.</summary>
    public bool IsIdle => _waiting.Count + _underWay == 0;

    /// <summary>The number of proposals so far.</summary>
    public int Proposals { get; private set; }

    public void Propose(Room room, in RoomProposal proposal)
    {
        Proposals++;
        proposal.Member.Device.IsWaiting = true;
        _waiting.Add(new Proposed(this, room, proposal));
    }

    /// <summary>Runs after each turn.</summary>
    public void Step(Mailbox mailbox)
    {
        int some = _random.Next(3) + (_waiting.Count / 4);
        for (; some > 0 && _waiting.Count > 0; some--)
        {
            Room room = _waiting[_random.Next(_waiting.Count)].Room;
            Proposed first = _waiting.First(p => p.Room == room);
            _waiting.Remove(first);
            _underWay++;
            mailbox.Post(first);
        }
    }

    /// <summary>
    /// How often the next event is applied: any number other than one is a fault.
    /// </summary>
    protected virtual int Times(Random random) => 1;

    private sealed class Proposed : MailboxNode
    {
        private readonly SimSequencer _owner;
        private readonly EventKind _kind;
        private readonly Member _member;
        private readonly Device _device;
        private readonly ulong _requestId;
        private readonly TurnTime _now;
        private readonly byte[] _text;
        private readonly ulong _emptyLines;

        public Proposed(SimSequencer owner, Room room, in RoomProposal proposal)
        {
            (_owner, Room) = (owner, room);
            (_kind, _member, _requestId) = (proposal.Kind, proposal.Member, proposal.RequestId);
            (_now, _emptyLines) = (proposal.Now, proposal.EmptyLines);
            _device = proposal.Member.Device;
            _text = proposal.Text.ToArray();
        }

        public Room Room { get; }

        public override void Deliver()
        {
            _owner._underWay--;
            for (int times = _owner.Times(_owner._random); times > 0; times--)
            {
                Room.Apply(new RoomProposal
                {
                    Kind = _kind,
                    Member = _member,
                    Device = _device,
                    RequestId = _requestId,
                    Now = _now,
                    Text = _text,
                    EmptyLines = _emptyLines,
                });
            }

            _device.Continue();
        }
    }
}
