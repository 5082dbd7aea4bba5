using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Storage;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// A participant of the chat. It exists from the start of the connection, before it has a name.
/// It has several devices while the user of an account is connected more than once.
/// </summary>
internal sealed class Member
{
    private readonly List<Membership> _rooms = new(1);
    private Device[] _devices;

    public Member(ulong id, IMemberOutput output)
    {
        Id = id;
        Device = new Device(id, this, output);
        _devices = [Device];
    }

    /// <summary>Unique in a run of the server.</summary>
    public ulong Id { get; }

    /// <summary>The device whose request runs, or was the last to run.</summary>
    public Device Device { get; set; }

    /// <summary>All devices, in the order in which they came; at least one.</summary>
    public ReadOnlySpan<Device> Devices => _devices;

    /// <summary>True for the user of an account with several devices.</summary>
    public bool HasOthers => _devices.Length > 1;

    /// <summary>The output to the device whose request runs.</summary>
    public IMemberOutput Output => Device.Output;

    /// <summary>True when no device has a connection.</summary>
    public bool IsAway
    {
        get
        {
            foreach (Device device in _devices)
            {
                if (!device.Output.IsAway)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Null until the server has accepted a name.</summary>
    public Nickname? Name { get; set; }

    /// <summary>The permissions of the device whose request runs.</summary>
    public Role Role
    {
        get => Device.Role;
        set => Device.Role = value;
    }

    /// <summary>The highest role of all devices.</summary>
    public Role HighestRole
    {
        get
        {
            Role highest = Role.Guest;
            foreach (Device device in _devices)
            {
                highest = device.Role > highest ? device.Role : highest;
            }

            return highest;
        }
    }

    /// <summary>The account that it is logged in to; null: it is a guest.</summary>
    public Account? Account { get; private set; }

    /// <summary>The end of its mute, on the monotonic clock; 0: not muted.</summary>
    public long MutedUntilMs { get; set; }

    /// <summary>True when it needs no password for a name.</summary>
    public bool PasswordAccepted { get; set; }

    /// <summary>The debts of its devices: several of them may send no more than one.</summary>
    public RequestDebts Debts { get; private init; } = new();

    /// <summary>
    /// True while it has a name but is not in the lobby yet: it cannot get messages.
    /// </summary>
    public bool JoinPending { get; set; }

    /// <summary>Its rooms, in the order in which it entered them.</summary>
    public IReadOnlyList<Membership> Rooms => _rooms;

    /// <summary>The lobby, if it is there; null: it is not.</summary>
    public Room? Lobby
    {
        get
        {
            foreach (Membership membership in _rooms)
            {
                if (membership.Room.IsLobby)
                {
                    return membership.Room;
                }
            }

            return null;
        }
    }

    /// <summary>The default room of the device's requests; null when it is in none.</summary>
    public Room? Current
    {
        get => Device.Current;
        set => Device.Current = value;
    }

    /// <summary>The session of the device; null for a client that cannot resume.</summary>
    public ResumableSession? Resumable => Device.Resumable;

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

    /// <inheritdoc cref="Device.Done"/>
    public void Done(
        ulong requestId,
        long timeMs,
        ReadOnlySpan<byte> room = default,
        ulong sequence = 0,
        bool isUnstored = false) =>
        Device.Done(requestId, timeMs, room, sequence, isUnstored);

    /// <inheritdoc cref="Device.Refuse"/>
    public void Refuse(ulong requestId, Refusal refusal) => Device.Refuse(requestId, refusal);

    /// <summary>Sends an event to all devices.</summary>
    public void TellAll(in ServerEvent e)
    {
        foreach (Device device in _devices)
        {
            device.Output.Tell(e);
        }
    }

    /// <summary>
    /// Sends an event to the devices other than the one whose request caused it. Its request id
    /// has to be 0, because it is not theirs.
    /// </summary>
    public void TellOthers(in ServerEvent e)
    {
        foreach (Device device in _devices)
        {
            if (device != Device)
            {
                device.Output.Tell(e);
            }
        }
    }

    /// <summary>Sends a private line to all devices, each with its own number.</summary>
    public void TellPrivate(in ServerEvent line)
    {
        foreach (Device device in _devices)
        {
            device.TellPrivate(line);
        }
    }

    /// <summary>Shows a private line of the member itself on its other devices.</summary>
    public void CopyPrivate(in ServerEvent line)
    {
        foreach (Device device in _devices)
        {
            if (device != Device)
            {
                device.TellPrivate(line);
            }
        }
    }

    /// <summary>Closes all connections.</summary>
    public void Expel(GoodbyeReason reason, string sentence)
    {
        foreach (Device device in _devices)
        {
            device.Output.Expel(reason, sentence);
        }
    }

    /// <summary>Closes the connections other than the one whose request runs.</summary>
    public void ExpelOthers(GoodbyeReason reason, string sentence)
    {
        foreach (Device device in _devices)
        {
            if (device != Device)
            {
                device.Output.Expel(reason, sentence);
            }
        }
    }

    /// <summary>Adds a device of another member, which is left behind without one.</summary>
    public void Add(Device device)
    {
        device.Member = this;
        device.Current = Device.Current;
        device.Role = Higher(device.Role, RoleOf(Account));
        _devices = [.. _devices, device];
        foreach (Membership membership in _rooms)
        {
            device.Output.Enter(membership.Room);
        }

        device.Resumable?.Change();
    }

    /// <summary>Removes a device, which gets no more events. Another one stays.</summary>
    public void Remove(Device device)
    {
        foreach (Membership membership in _rooms)
        {
            device.Output.Leave(membership.Room);
        }

        _devices = [.. _devices.Where(one => one != device)];
        Device = Device == device ? _devices[^1] : Device;
    }

    /// <summary>A device goes on as another member, which owes as much as this one.</summary>
    public Member Split(Device device, ulong id)
    {
        Remove(device);
        var split = new Member(id, device.Output)
        {
            Debts = Debts.Copy(),
            PasswordAccepted = PasswordAccepted,
            Device = device,
        };
        split._devices = [device];
        device.Member = split;
        device.ResetRole();
        device.Current = null;
        return split;
    }

    /// <summary>From now on all devices get the events of a room.</summary>
    public void Enter(Room room)
    {
        foreach (Device device in _devices)
        {
            device.Output.Enter(room);
            device.Current = device == Device ? room : device.Current ?? room;
            device.Resumable?.Change();
        }
    }

    /// <summary>From now on no device gets the events of a room, which was removed.</summary>
    public void Leave(Room room)
    {
        foreach (Device device in _devices)
        {
            device.Output.Leave(room);
            device.Forget(room);
            device.Resumable?.Change();
        }
    }

    /// <summary>The role of the account has changed.</summary>
    /// <returns>False when a password of the server gives a device a higher role.</returns>
    public bool ChangeRole(Account account)
    {
        bool isOfAccount = true;
        foreach (Device device in _devices)
        {
            isOfAccount &= device.ChangeRole(RoleOf(account));
        }

        return isOfAccount;
    }

    /// <summary>Logs the member in. A device may have a higher role already.</summary>
    public void LogIn(Account account)
    {
        Account = account;
        foreach (Device device in _devices)
        {
            device.Role = Higher(device.Role, RoleOf(account));
        }

        Change();
    }

    /// <summary>Ends the login and its role. The member keeps its name.</summary>
    public void LogOut()
    {
        Account = null;
        foreach (Device device in _devices)
        {
            device.ResetRole();
        }

        Change();
    }

    /// <summary>Its name, its rooms or its account have changed: its sessions are stored.</summary>
    public void Change()
    {
        foreach (Device device in _devices)
        {
            device.Resumable?.Change();
        }
    }

    public void Add(Membership membership) => _rooms.Add(membership);

    public void Remove(Membership membership) => _rooms.Remove(membership);

    private static Role Higher(Role one, Role other) => one > other ? one : other;

    private static Role RoleOf(Account? account) => account?.State.Role switch
    {
        AccountRole.Operator => Role.Operator,
        AccountRole.Moderator => Role.Moderator,
        _ => Role.Guest,
    };
}
