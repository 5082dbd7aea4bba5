using System.Text;
using EventLoopServer.Chat.Resuming;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// One client of a member: its output, its resumable session, and the state of its connection. A
/// guest has one device. The user of an account may be connected from several devices at the same
/// time.
/// </summary>
internal sealed class Device(ulong id, Member member, IMemberOutput output)
{
    /// <summary>
    /// The role from a password of the server. The account may give another role.
    /// </summary>
    private Role _granted;

    /// <summary>
    /// The unique id of the device and of its session. It is the id of the member that the
    /// connection began as.
    /// </summary>
    public ulong Id { get; } = id;

    /// <summary>The member. It changes at a login or a logout.</summary>
    public Member Member { get; set; } = member;

    /// <summary>
    /// The output for events. It can be replaced, because a device outlives its connection.
    /// </summary>
    public IMemberOutput Output { get; private set; } = output;

    /// <summary>
    /// The only source of the device's permissions. The operators' password gives a role only to
    /// the device on which it was typed.
    /// </summary>
    public Role Role { get; set; } = RoleAt(output);

    /// <summary>The default room of the device's requests; null when it is in no room.</summary>
    public Room? Current { get; set; }

    /// <summary>The resumable session; null for a client that cannot resume.</summary>
    public ResumableSession? Resumable { get; set; }

    /// <summary>The sequence number of the last private message to the device.</summary>
    public ulong PrivateSequence { get; set; }

    /// <summary>
    /// For a client that cannot resume: the account and the number of the last stored private
    /// message that it was sent.
    /// </summary>
    public (long Account, ulong Sequence) LastStored { get; set; }

    /// <summary>The number of wrong passwords that the device has sent.</summary>
    public int WrongPasswords { get; set; }

    /// <summary>The delayed request, or null.</summary>
    public DelayedRequest? Delayed { get; set; }

    /// <summary>
    /// True while a request waits for its answer. The device is not read until then.
    /// </summary>
    public bool IsWaiting { get; set; }

    /// <summary>
    /// Gives the role of a password of the server. It lasts until the logout. If the account has
    /// another role, the higher one counts.
    /// </summary>
    public void Grant(Role role)
    {
        _granted = role;
        Role = Role > role ? Role : role;
    }

    /// <summary>Changes the role that the account gives.</summary>
    /// <returns>False when a password of the server gives the device a higher role.</returns>
    public bool ChangeRole(Role role)
    {
        Role connected = RoleAt(Output);
        Role = connected > role ? connected : role;
        bool isOfAccount = Role >= _granted;
        Grant(_granted);
        return isOfAccount;
    }

    /// <summary>Removes all roles, except the role that comes from the connection.</summary>
    public void ResetRole()
    {
        _granted = Role.Guest;
        Role = RoleAt(Output);
    }

    /// <summary>Confirms a request.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="timeMs">The time in ms since 1970.</param>
    /// <param name="room">The room of the event; empty when there is none.</param>
    /// <param name="sequence">The number of the event in the room; 0 when there is none.</param>
    /// <param name="isUnstored">True for a message that a failing disk did not store.</param>
    public void Done(
        ulong requestId,
        long timeMs,
        ReadOnlySpan<byte> room = default,
        ulong sequence = 0,
        bool isUnstored = false) =>
        Output.Send(new ServerEvent
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
        SendRefused(requestId, refusal);
    }

    /// <summary>
    /// Sends the answer to a repeated request of a resumable session, without running the request
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
            bool isKnown = Resumable.Outcomes.Covers(requestId);
            SendRefused(requestId, Refusal.For(
                isKnown ? RefusalCode.RequestNotStored : RefusalCode.RequestRepeated));
        }
    }

    /// <summary>Sends the answer of an earlier request.</summary>
    public void Answer(in Outcome outcome)
    {
        if (outcome.Reason is { } reason)
        {
            SendRefused(outcome.RequestId, reason.Refusal);
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

    /// <summary>Resumes reading the device, because a pending request was answered.</summary>
    public void Continue()
    {
        IsWaiting = false;
        Output.Continue();
    }

    /// <summary>
    /// Replaces the output. From now on, the events of the rooms are sent only to the new output.
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

    /// <summary>Resumes a session whose device had left the chat.</summary>
    public void Restore(ResumableSession session)
    {
        session.Device = this;
        Resumable = session;
        PrivateSequence = session.PrivateSequence;
    }

    /// <summary>Sends a private line with the next number of this device.</summary>
    public void SendPrivate(in ServerEvent line)
    {
        SendNumbered(line with { Sequence = ++PrivateSequence });
        Resumable?.CountPrivate();
    }

    /// <summary>
    /// Sends a copy of a private line that another device of the user has sent. While numbered
    /// messages wait for the disk, the copy waits behind them. Otherwise its number would be above
    /// theirs, and the client would drop them as old ones.
    /// </summary>
    public void SendCopy(in ServerEvent line)
    {
        if (Output.IsAway
            || Resumable is not { HasDeliveries: true, Deliveries: { IsPending: true } pending })
        {
            SendPrivate(line);
        }
        else if (!pending.TryHold(new HeldCopy(
            line.TimeMs, line.Detail.ToArray(), line.Text.ToArray(), line.Number)))
        {
            // The missing number shows the client that a line is missing.
            PrivateSequence++;
        }
    }

    /// <summary>Sends the copies that have waited behind numbered messages.</summary>
    public void SendHeld(PrivateDeliveries deliveries)
    {
        foreach (HeldCopy copy in deliveries.TakeHeld())
        {
            SendPrivate(new ServerEvent
            {
                Kind = EventKind.Told,
                SenderId = Member.Id,
                TimeMs = copy.TimeMs,
                Name = Member.NameUtf8,
                Text = copy.Text,
                Number = copy.EmptyLines,
                Detail = copy.Receiver,
            });
        }
    }

    /// <summary>Sends a private line that already has a number of this device.</summary>
    public void SendNumbered(in ServerEvent line)
    {
        Resumable?.PrivateLines.Add(line);
        Output.Send(line);
    }

    /// <summary>
    /// Removes a room. If it was the current room, another room of the member replaces it.
    /// </summary>
    public void Forget(Room room)
    {
        if (Current == room)
        {
            Current = Member.Lobby ?? (Member.Rooms.Count > 0 ? Member.Rooms[^1].Room : null);
        }
    }

    private void SendRefused(ulong requestId, in Refusal refusal) => Output.Send(new ServerEvent
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
