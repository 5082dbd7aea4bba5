using System.Text;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Rooms;

/// <summary>Somebody who talks here, from the first byte on; a name comes later.</summary>
internal sealed class Member(ulong id, IMemberOutput output)
{
    private readonly List<Membership> _rooms = new(1);

    /// <summary>Never given to another in a run of the server.</summary>
    public ulong Id { get; } = id;

    /// <summary>Where it is sent events: a member outlives its connection.</summary>
    public IMemberOutput Output { get; private set; } = output;

    /// <summary>Null until one was given and accepted.</summary>
    public Nickname? Name { get; set; }

    /// <summary>What it may ask for. Nothing else decides this.</summary>
    public Role Role { get; set; } = RoleAt(output);

    /// <summary>
    /// Until when nothing of what it says is passed on, on the clock that only grows; 0: it is.
    /// </summary>
    public long MutedUntilMs { get; set; }

    /// <summary>It needs no password any more to be given a name.</summary>
    public bool PasswordAccepted { get; set; }

    /// <summary>Wrong passwords that it has given.</summary>
    public int WrongPasswords { get; set; }

    /// <summary>A request of it that waits for its time; null: none.</summary>
    public DelayedRequest? Delayed { get; set; }

    /// <summary>
    /// A request of it is under way: its answer comes later, and nothing more of it is read before.
    /// </summary>
    public bool IsWaiting { get; set; }

    /// <summary>It has a name but is not in the lobby yet: nothing can be told it.</summary>
    public bool JoinPending { get; set; }

    /// <summary>The rooms it is in, in the order in which it entered them.</summary>
    public IReadOnlyList<Membership> Rooms => _rooms;

    /// <summary>The room that is meant when none is named; null when it is in none.</summary>
    public Room? Current { get; set; }

    /// <summary>The last number in the stream of what it was told in private.</summary>
    public ulong PrivateSequence { get; set; }

    public ReadOnlySpan<byte> NameUtf8 => Name is null ? default : Name.Utf8;

    /// <summary>Its membership in the room of this name, or null.</summary>
    public Membership? Find(ReadOnlySpan<byte> roomName)
    {
        foreach (Membership membership in _rooms)
        {
            if (NameComparer.Same(membership.Room.Name.Utf8, roomName))
            {
                return membership;
            }
        }

        return null;
    }

    public bool IsIn(Room room)
    {
        foreach (Membership membership in _rooms)
        {
            if (membership.Room == room)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Answers that a request was carried out.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="timeMs">When, since 1970.</param>
    /// <param name="room">The room in which it was; empty: none.</param>
    /// <param name="sequence">The number of the event there; 0: none.</param>
    public void Done(
        ulong requestId, long timeMs, ReadOnlySpan<byte> room = default, ulong sequence = 0) =>
        Output.Tell(new ServerEvent
        {
            Kind = EventKind.Done,
            RequestId = requestId,
            TimeMs = timeMs,
            Sequence = sequence,
            Room = room,
        });

    /// <summary>Answers that a request was not carried out, why, and what to do about it.</summary>
    public void Refuse(ulong requestId, Refusal refusal) => Output.Tell(new ServerEvent
    {
        Kind = EventKind.Refused,
        RequestId = requestId,
        Number = (ulong)refusal.Code,
        Text = Encoding.UTF8.GetBytes(refusal.Sentence),
        Detail = Encoding.UTF8.GetBytes(refusal.Advice),
        Subject = Encoding.UTF8.GetBytes(refusal.Subject),
    });

    /// <summary>Its request was answered: the next one is read.</summary>
    public void GoOn()
    {
        IsWaiting = false;
        Output.GoOn();
    }

    /// <summary>
    /// Gives it another output. From now on the events of its rooms are sent there, and nothing
    /// at the old one.
    /// </summary>
    public void Attach(IMemberOutput output)
    {
        foreach (Membership membership in _rooms)
        {
            Output.Leave(membership.Room);
        }

        Output = output;
        Role = Role >= Role.Operator ? Role : RoleAt(output);
        foreach (Membership membership in _rooms)
        {
            output.Enter(membership.Room);
        }
    }

    public void Add(Membership membership) => _rooms.Add(membership);

    public void Remove(Membership membership) => _rooms.Remove(membership);

    private static Role RoleAt(IMemberOutput output) => output.IsLocal ? Role.Local : Role.Guest;
}
