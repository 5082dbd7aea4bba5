using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Resuming;
using EventLoopServer.Chat.Storage;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// A participant of the chat. It exists from the start of the connection, before it has a name.
/// </summary>
internal sealed class Member(ulong id, IMemberOutput output)
{
    private readonly List<Membership> _rooms = new(1);

    /// <summary>The role from a password of the server, beside that of the account.</summary>
    private Role _granted;

    /// <summary>Unique in a run of the server.</summary>
    public ulong Id { get; } = id;

    /// <summary>
    /// The output for its events. It can be replaced, because a member outlives its connection.
    /// </summary>
    public IMemberOutput Output { get; private set; } = output;

    /// <summary>Null until the server has accepted a name.</summary>
    public Nickname? Name { get; set; }

    /// <summary>The only source of its permissions.</summary>
    public Role Role { get; set; } = RoleAt(output);

    /// <summary>The account that it is logged in to; null: it is a guest.</summary>
    public Account? Account { get; private set; }

    /// <summary>The end of its mute, on the monotonic clock; 0: not muted.</summary>
    public long MutedUntilMs { get; set; }

    /// <summary>True when it needs no password for a name.</summary>
    public bool PasswordAccepted { get; set; }

    /// <summary>Number of its wrong passwords.</summary>
    public int WrongPasswords { get; set; }

    /// <summary>Its delayed request; null: none.</summary>
    public DelayedRequest? Delayed { get; set; }

    /// <summary>
    /// True while the answer to a request is pending. The member is not read until then.
    /// </summary>
    public bool IsWaiting { get; set; }

    /// <summary>
    /// True while it has a name but is not in the lobby yet: it cannot get messages.
    /// </summary>
    public bool JoinPending { get; set; }

    /// <summary>Its rooms, in the order in which it entered them.</summary>
    public IReadOnlyList<Membership> Rooms => _rooms;

    /// <summary>The default room of its requests; null when it is in none.</summary>
    public Room? Current { get; set; }

    /// <summary>The sequence number of its last private message.</summary>
    public ulong PrivateSequence { get; set; }

    /// <summary>Null for a client that cannot resume.</summary>
    public ResumableSession? Resumable { get; set; }

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

    /// <summary>Confirms a request.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="timeMs">The time in ms since 1970.</param>
    /// <param name="room">The room of the event; empty: none.</param>
    /// <param name="sequence">The number of the event there; 0: none.</param>
    /// <param name="isUnstored">True for a message that a failing disk did not store.</param>
    public void Done(
        ulong requestId,
        long timeMs,
        ReadOnlySpan<byte> room = default,
        ulong sequence = 0,
        bool isUnstored = false) =>
        Output.Tell(new ServerEvent
        {
            Kind = EventKind.Done,
            RequestId = requestId,
            TimeMs = timeMs,
            Sequence = sequence,
            Room = room,
            Number = isUnstored ? DoneFlags.NotStored : 0,
        });

    /// <summary>Refuses a request, with the reason and an advice.</summary>
    public void Refuse(ulong requestId, Refusal refusal)
    {
        Resumable?.Refuse(requestId, refusal);
        TellRefused(requestId, refusal);
    }

    /// <summary>
    /// Answers a request of a resumable session that was answered before, without carrying it out
    /// again.
    /// </summary>
    public void Repeat(ulong requestId)
    {
        if (Resumable!.Outcomes.TryFind(requestId, out Outcome outcome))
        {
            Answer(outcome);
        }
        else
        {
            TellRefused(requestId, Refusal.For(RefusalCode.RequestRepeated));
        }
    }

    /// <summary>Sends the answer of an earlier request.</summary>
    public void Answer(in Outcome outcome)
    {
        if (outcome.Reason is { } reason)
        {
            TellRefused(outcome.RequestId, reason.Refusal);
        }
        else
        {
            Done(
                outcome.RequestId,
                outcome.TimeMs,
                outcome.Room,
                outcome.Sequence,
                outcome.IsUnstored);
        }
    }

    /// <summary>A pending request was answered: resumes reading the member.</summary>
    public void Continue()
    {
        IsWaiting = false;
        Output.Continue();
    }

    /// <summary>
    /// Replaces the output. From now on the events of its rooms are sent to the new one only.
    /// </summary>
    public void Attach(IMemberOutput output)
    {
        foreach (Membership membership in _rooms)
        {
            Output.Leave(membership.Room);
        }

        Output = output;
        Role = Role >= Role.Moderator ? Role : RoleAt(output);
        foreach (Membership membership in _rooms)
        {
            output.Enter(membership.Room);
        }
    }

    /// <summary>
    /// Gives a role for a password of the server. Until the logout it does not depend on the
    /// account: the higher role counts.
    /// </summary>
    public void Grant(Role role)
    {
        _granted = role;
        Role = Role > role ? Role : role;
    }

    /// <summary>The role of the account has changed.</summary>
    /// <returns>False when a password of the server gives the member a higher role.</returns>
    public bool ChangeRole(Account account)
    {
        Role = RoleAt(Output);
        LogIn(account);
        bool isOfAccount = Role >= _granted;
        Grant(_granted);
        return isOfAccount;
    }

    /// <summary>Logs the member in. It may have a higher role already.</summary>
    public void LogIn(Account account)
    {
        Account = account;
        Role role = account.State.Role switch
        {
            AccountRole.Operator => Role.Operator,
            AccountRole.Moderator => Role.Moderator,
            _ => Role.Guest,
        };
        Role = Role > role ? Role : role;
        Resumable?.Change();
    }

    /// <summary>Ends the login and its role. The member keeps its name.</summary>
    public void LogOut()
    {
        Account = null;
        _granted = Role.Guest;
        Role = RoleAt(Output);
        Resumable?.Change();
    }

    public void Add(Membership membership) => _rooms.Add(membership);

    public void Remove(Membership membership) => _rooms.Remove(membership);

    private void TellRefused(ulong requestId, in Refusal refusal) => Output.Tell(new ServerEvent
    {
        Kind = EventKind.Refused,
        RequestId = requestId,
        Number = (ulong)refusal.Code,
        Text = Encoding.UTF8.GetBytes(refusal.Sentence),
        Detail = Encoding.UTF8.GetBytes(refusal.Advice),
        Subject = Encoding.UTF8.GetBytes(refusal.Subject),
    });

    private static Role RoleAt(IMemberOutput output) => output.IsLocal ? Role.Local : Role.Guest;
}
