using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Resuming;
using EventLoopServer.Chat.Storage;
using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// The state of a client that survives a broken connection: its device, the hash of its token, its
/// highest request id, and its latest answers. It has the id of its device, which is never used
/// again.
/// </summary>
/// <remarks>
/// A request that sends something runs at most once. The ids of a session's requests increase, so
/// the highest id is enough to recognise a repeated request. It never expires, unlike a list of
/// ids.
/// </remarks>
internal sealed class ResumableSession(ulong id, byte[] tokenHash, PrivateLinesBudget budget)
{
    private ulong _pending;
    private PrivateDeliveries? _deliveries;

    public ulong Id { get; } = id;

    /// <summary>SHA-256 of the token. The token itself is stored nowhere.</summary>
    public byte[] TokenHash { get; } = tokenHash;

    /// <summary>The device; null after it has left the chat.</summary>
    public Device? Device { get; set; }

    /// <summary>The member; null after the device has left the chat.</summary>
    public Member? Member => Device?.Member;

    /// <summary>
    /// The member's id when the session was stored last. A member that is restored gets this id
    /// again, unless another member has it.
    /// </summary>
    public ulong MemberId { get; set; } = id;

    /// <summary>
    /// The mark of the server's password that the client gave (<c>Password.MarkFor</c>); empty when
    /// the client gave none.
    /// </summary>
    public byte[] PasswordMark { get; set; } = [];

    /// <summary>The name when the session was stored last.</summary>
    public string Name { get; set; } = "";

    /// <summary>
    /// The account of the login; null for a guest. The session's token gives the same access as the
    /// account's password, so a new password ends the session.
    /// </summary>
    public Account? Account
    {
        get => Member is { } member ? member.Account : field;
        set;
    }

    /// <summary>
    /// The rooms when the session was stored last. The current room is the last one.
    /// </summary>
    public IReadOnlyList<string> Rooms { get; set; } = [];

    /// <summary>
    /// The last number of the private messages. A device that is restored continues after it.
    /// </summary>
    public ulong PrivateSequence { get; set; }

    /// <summary>
    /// After a restart, until the client has resumed: the number of the last private line on disk.
    /// If an earlier run has crashed, the client may have received later ones. Their senders send
    /// them again if they can, with higher numbers. Null: every number is known.
    /// </summary>
    public ulong? KeptPrivate { get; set; }

    /// <summary>
    /// The stored private messages that the client has not confirmed. They are created on demand,
    /// because few sessions have any.
    /// </summary>
    public PrivateDeliveries Deliveries => _deliveries ??= new PrivateDeliveries();

    /// <summary>True when <see cref="Deliveries"/> was created.</summary>
    public bool HasDeliveries => _deliveries is not null;

    /// <summary>
    /// True while the token has crossed only connections that no other machine can read. It is
    /// false for a guest's session of an earlier run, because its connections are unknown: a stored
    /// value could be older than the last use of the token before a crash.
    /// </summary>
    public bool IsPrivate { get; set; }

    /// <summary>True when the token is void, because others may have read it.</summary>
    public bool IsInvalidated { get; set; }

    /// <summary>When the client left the session, in ms on the monotonic clock.</summary>
    public long LeftMs { get; set; }

    /// <summary>The place among the sessions whose members have left, or null.</summary>
    public LinkedListNode<ResumableSession>? Place { get; set; }

    /// <summary>True when the session was passed to the store at least once.</summary>
    public bool IsStored { get; set; }

    /// <summary>True when the name or the rooms have changed since they were stored.</summary>
    public bool IsChanged { get; set; }

    /// <summary>True when the client has quit and will resume later with the token.</summary>
    public bool IsKeptAtQuit { get; set; }

    /// <summary>True when the device was sent private lines since the last turn.</summary>
    public bool IsTold { get; set; }

    /// <summary>Adds the session to those whose number of private lines is to be stored.</summary>
    public Action<ResumableSession> Told { private get; init; } = static _ => { };

    /// <summary>Adds the session to those to be stored.</summary>
    public Action<ResumableSession> Changed { private get; init; } = static _ => { };

    /// <summary>Called when the session has gained the rights of an account.</summary>
    public Action<ResumableSession> Gained { private get; init; } = static _ => { };

    /// <summary>The highest id of a request that was accepted.</summary>
    public ulong LastAccepted { get; set; }

    /// <summary>The highest id of a request that was accepted or refused.</summary>
    public ulong LastUsed { get; set; }

    /// <summary>
    /// The highest id of an accepted request that was stored. It can be lower than
    /// <see cref="LastAccepted"/>, because the server may accept requests while the disk fails.
    /// </summary>
    public ulong LastStored { get; set; }

    /// <summary>
    /// The position in the store of the last stored request; 0 when it is on disk.
    /// </summary>
    public long Position { get; private set; }

    public OutcomeRing Outcomes { get; } = new();

    public PrivateLines PrivateLines { get; } = new(budget);

    /// <summary>
    /// Begins a request that runs at most once. If it is refused, the refusal is kept as its
    /// answer.
    /// </summary>
    public void Begin(ulong requestId) => _pending = requestId;

    public bool IsUsed(ulong requestId) => requestId > 0 && requestId <= LastUsed;

    /// <summary>Keeps the answer of a request that has run.</summary>
    /// <param name="outcome">The answer. Request id 0 means that the client expects none.</param>
    /// <param name="position">The request's position in the store.</param>
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

    /// <summary>
    /// Keeps the refusal of a request. Ignores requests that <see cref="Begin"/> did not get.
    /// </summary>
    public void Refuse(ulong requestId, in Refusal refusal)
    {
        if (requestId == _pending && requestId > LastUsed)
        {
            _pending = 0;
            LastUsed = requestId;
            Outcomes.Add(new Outcome(requestId, 0, [], 0, new RefusedOutcome(refusal)));
        }
    }

    /// <summary>Loads the stored state, except for the account, after a restart.</summary>
    public void Restore(StoredSession stored)
    {
        Name = stored.Name;
        MemberId = stored.MemberId;
        Rooms = stored.Rooms;
        IsStored = true;
        PasswordMark = stored.PasswordMark;
        PrivateSequence = stored.PrivateSequence;
        KeptPrivate = stored.PrivateSequence;
        if (stored.Deliveries.Length > 0)
        {
            Deliveries.Restore(stored.Deliveries);
        }

        LastAccepted = LastUsed = LastStored = stored.LastRequest;
        foreach (StoredAnswer answer in stored.Answers)
        {
            Outcomes.Add(new Outcome(
                answer.RequestId, answer.TimeMs, answer.Room, answer.Sequence, null));
        }
    }

    /// <summary>Called after a login or a registration.</summary>
    public void GainRights() => Gained(this);

    /// <summary>Called after the device was sent a private line.</summary>
    public void CountPrivate()
    {
        if (!IsTold)
        {
            IsTold = true;
            Told(this);
        }
    }

    /// <summary>Called after the name or the rooms have changed.</summary>
    public void Change()
    {
        if (!IsChanged)
        {
            IsChanged = true;
            Changed(this);
        }
    }

    /// <summary>Copies the state of the member into the session.</summary>
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
