using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Resuming;
using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// What remains of a client when its connection breaks: its device, the hash of its token, its
/// highest request id, and its latest answers. It has the id of its device, which never repeats.
/// </summary>
/// <remarks>
/// A request that sends something is carried out at most once. That needs no list of ids, because
/// the ids of a session rise: one number is enough, and it does not expire.
/// </remarks>
internal sealed class ResumableSession(ulong id, byte[] tokenHash, PrivateLinesBudget budget)
{
    private ulong _pending;
    private PrivateDeliveries? _deliveries;

    public ulong Id { get; } = id;

    /// <summary>SHA-256 of the token. The token itself is stored nowhere.</summary>
    public byte[] TokenHash { get; } = tokenHash;

    /// <summary>Null after the device has left the chat.</summary>
    public Device? Device { get; set; }

    /// <summary>Null after the device has left the chat.</summary>
    public Member? Member => Device?.Member;

    /// <summary>
    /// The id of its member, as of the last change that was stored. A member that comes back has
    /// this id if no other one has it.
    /// </summary>
    public ulong MemberId { get; set; } = id;

    /// <summary>
    /// The mark of the server's password that its client gave (<c>Password.MarkFor</c>); empty:
    /// there was none.
    /// </summary>
    public byte[] PasswordMark { get; set; } = [];

    /// <summary>The name, as of the last change that was stored.</summary>
    public string Name { get; set; } = "";

    /// <summary>
    /// The account that it is logged in to; null: a guest. Its token is as good as the password,
    /// so it ends with it.
    /// </summary>
    public Account? Account
    {
        get => Member is { } member ? member.Account : field;
        set;
    }

    /// <summary>Its rooms, likewise; the current one is the last.</summary>
    public IReadOnlyList<string> Rooms { get; set; } = [];

    /// <summary>
    /// The number after which its private messages continue when its device comes back.
    /// </summary>
    public ulong PrivateSequence { get; set; }

    /// <summary>
    /// After a restart, until the client has resumed: the number of the last private line on disk.
    /// If an earlier run has crashed, the client may have received later ones. Their senders send
    /// them again if they can, with higher numbers. Null: every number is known.
    /// </summary>
    public ulong? KeptPrivate { get; set; }

    /// <summary>
    /// The stored private messages that its client has not confirmed. Few sessions have any.
    /// </summary>
    public PrivateDeliveries Deliveries => _deliveries ??= new PrivateDeliveries();

    /// <summary>True when it may have some.</summary>
    public bool HasDeliveries => _deliveries is not null;

    /// <summary>When it was left, on the monotonic clock, in ms.</summary>
    public long LeftMs { get; set; }

    /// <summary>Its place among the sessions whose members have left; null: none.</summary>
    public LinkedListNode<ResumableSession>? Place { get; set; }

    /// <summary>True when a state of it was passed to the store.</summary>
    public bool IsStored { get; set; }

    /// <summary>True when its name or its rooms have changed since they were stored.</summary>
    public bool IsChanged { get; set; }

    /// <summary>True when its client quits and continues later with the token.</summary>
    public bool IsKeptAtQuit { get; set; }

    /// <summary>True when its device was sent private lines since the last turn.</summary>
    public bool IsTold { get; set; }

    /// <summary>Adds it to the sessions whose number of private lines is to be stored.</summary>
    public Action<ResumableSession> Told { private get; init; } = static _ => { };

    /// <summary>Adds it to the sessions to be stored.</summary>
    public Action<ResumableSession> Changed { private get; init; } = static _ => { };

    /// <summary>The highest id of a request that was accepted.</summary>
    public ulong LastAccepted { get; set; }

    /// <summary>The highest id of a request that was accepted or refused.</summary>
    public ulong LastUsed { get; set; }

    /// <summary>
    /// The highest id of an accepted request that was stored. While a disk fails and the server
    /// goes on without it, others are accepted.
    /// </summary>
    public ulong LastStored { get; set; }

    /// <summary>The position of the last stored request in the store; 0: it is on disk.</summary>
    public long Position { get; private set; }

    public OutcomeRing Outcomes { get; } = new();

    public PrivateLines PrivateLines { get; } = new(budget);

    /// <summary>
    /// A request that is carried out at most once begins. Its refusal is then stored as well.
    /// </summary>
    public void Begin(ulong requestId) => _pending = requestId;

    public bool IsUsed(ulong requestId) => requestId > 0 && requestId <= LastUsed;

    /// <summary>A request was carried out.</summary>
    /// <param name="outcome">Its answer; request id 0: it asks for nothing.</param>
    /// <param name="position">Its position in the store.</param>
    public void Accept(in Outcome outcome, long position)
    {
        if (outcome.RequestId > LastUsed)
        {
            _pending = 0;
            LastUsed = LastAccepted = outcome.RequestId;
            if (!outcome.IsUnstored)
            {
                (LastStored, Position) = (outcome.RequestId, position);
            }

            Outcomes.Add(outcome);
        }
    }

    /// <summary>A request was refused; a request of another kind is ignored.</summary>
    public void Refuse(ulong requestId, in Refusal refusal)
    {
        if (requestId == _pending && requestId > LastUsed)
        {
            _pending = 0;
            LastUsed = requestId;
            Outcomes.Add(new Outcome(requestId, 0, [], 0, new RefusedOutcome(refusal)));
        }
    }

    /// <summary>Its device was sent a private line.</summary>
    public void CountPrivate()
    {
        if (!IsTold)
        {
            IsTold = true;
            Told(this);
        }
    }

    /// <summary>Its name or its rooms have changed.</summary>
    public void Change()
    {
        if (!IsChanged)
        {
            IsChanged = true;
            Changed(this);
        }
    }

    /// <summary>Stores the name and the rooms of its member here.</summary>
    public void Remember()
    {
        if (Member is { Name: { } name } member)
        {
            Name = name.Text;
            MemberId = member.Id;
            Account = member.Account;
            Rooms =
            [
                .. member.Rooms
                    .Select(static m => m.Room)
                    .OrderBy(room => room == Device!.Current)
                    .Select(static room => room.Name.Text),
            ];
        }
    }
}
