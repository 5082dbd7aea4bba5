using System.Text;
using EventLoopServer.Chat.Resuming;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// One client of a member: its output, its resumable session, and what belongs to one connection.
/// A guest has one; the user of an account may be connected from several devices at a time.
/// </summary>
internal sealed class Device(ulong id, Member member, IMemberOutput output)
{
    /// <summary>The role from a password of the server, beside that of the account.</summary>
    private Role _granted;

    /// <summary>
    /// The id of the member that its connection began as, and that of its session. No other device
    /// has it.
    /// </summary>
    public ulong Id { get; } = id;

    /// <summary>Another one after a login or a logout.</summary>
    public Member Member { get; set; } = member;

    /// <summary>
    /// The output for its events. It can be replaced, because a device outlives its connection.
    /// </summary>
    public IMemberOutput Output { get; private set; } = output;

    /// <summary>
    /// The only source of its permissions. A role that the operators' password gave stays with the
    /// device on which it was typed.
    /// </summary>
    public Role Role { get; set; } = RoleAt(output);

    /// <summary>The default room of its requests; null when it is in none.</summary>
    public Room? Current { get; set; }

    /// <summary>Null for a client that cannot resume.</summary>
    public ResumableSession? Resumable { get; set; }

    /// <summary>The sequence number of its last private message.</summary>
    public ulong PrivateSequence { get; set; }

    /// <summary>Number of its wrong passwords.</summary>
    public int WrongPasswords { get; set; }

    /// <summary>Its delayed request; null: none.</summary>
    public DelayedRequest? Delayed { get; set; }

    /// <summary>
    /// True while the answer to a request is pending. The device is not read until then.
    /// </summary>
    public bool IsWaiting { get; set; }

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
    /// <returns>False when a password of the server gives the device a higher role.</returns>
    public bool ChangeRole(Role role)
    {
        Role connected = RoleAt(Output);
        Role = connected > role ? connected : role;
        bool isOfAccount = Role >= _granted;
        Grant(_granted);
        return isOfAccount;
    }

    /// <summary>Ends all roles, except that of a connection.</summary>
    public void ResetRole()
    {
        _granted = Role.Guest;
        Role = RoleAt(Output);
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

    /// <summary>A pending request was answered: resumes reading the device.</summary>
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
        foreach (Membership membership in Member.Rooms)
        {
            Output.Leave(membership.Room);
        }

        Output = output;
        Role = Role >= Role.Moderator ? Role : RoleAt(output);
        foreach (Membership membership in Member.Rooms)
        {
            output.Enter(membership.Room);
        }
    }

    /// <summary>Continues a session that had left the chat.</summary>
    public void Restore(ResumableSession session)
    {
        session.Device = this;
        Resumable = session;
        PrivateSequence = session.PrivateSequence;
    }

    /// <summary>Sends a private line with the next number of this device.</summary>
    public void TellPrivate(in ServerEvent line)
    {
        TellNumbered(line with { Sequence = ++PrivateSequence });
        Resumable?.CountPrivate();
    }

    /// <summary>Sends a private line that has a number of this device.</summary>
    public void TellNumbered(in ServerEvent line)
    {
        Resumable?.PrivateLines.Add(line);
        Output.Tell(line);
    }

    /// <summary>Changes to the room that is left when a room is gone.</summary>
    public void Forget(Room room)
    {
        if (Current == room)
        {
            Current = Member.Lobby ?? (Member.Rooms.Count > 0 ? Member.Rooms[^1].Room : null);
        }
    }

    private void TellRefused(ulong requestId, in Refusal refusal) => Output.Tell(new ServerEvent
    {
        Kind = EventKind.Refused,
        RequestId = requestId,
        Number = (ulong)refusal.Code,
        Text = Encoding.UTF8.GetBytes(refusal.Sentence),
        Detail = Encoding.UTF8.GetBytes(refusal.Advice),
        Subject = Encoding.UTF8.GetBytes(refusal.Subject),
    });

    /// <summary>The role that a connection has without a password.</summary>
    private static Role RoleAt(IMemberOutput output) =>
        output.IsLocal ? Role.Local : Role.Guest;
}
