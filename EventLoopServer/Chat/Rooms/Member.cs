using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Storage;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// A participant of the chat. It exists from the start of the connection, before it has a name. The
/// user of an account has one member, with a device for each connection.
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

    /// <summary>Unique since the server started.</summary>
    public ulong Id { get; }

    /// <summary>The device whose request runs. Between requests, the last such device.</summary>
    public Device Device { get; set; }

    /// <summary>All devices, in the order in which they were added; at least one.</summary>
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

    /// <summary>The account of the login; null for a guest.</summary>
    public Account? Account { get; private set; }

    /// <summary>
    /// The end of the mute, on the monotonic clock; 0 when the member is not muted.
    /// </summary>
    public long MutedUntilMs { get; set; }

    /// <summary>
    /// True after the client gave the password that it needs before it gets a name.
    /// </summary>
    public bool PasswordAccepted { get; set; }

    /// <summary>
    /// The debts to the rate limits. All devices together may send no more than one.
    /// </summary>
    public RequestDebts Debts { get; private init; } = new();

    /// <summary>
    /// True while the member has a name but is not in the lobby. It cannot get messages yet.
    /// </summary>
    public bool JoinPending { get; set; }

    /// <summary>The member's rooms, in the order in which it entered them.</summary>
    public IReadOnlyList<Membership> Rooms => _rooms;

    /// <summary>The lobby, if the member is in it; null when it is not.</summary>
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

    /// <summary>The default room of the device's requests; null when it is in no room.</summary>
    public Room? Current
    {
        get => Device.Current;
        set => Device.Current = value;
    }

    /// <summary>The session of the device; null for a client that cannot resume.</summary>
    public ResumableSession? Resumable => Device.Resumable;

    public ReadOnlySpan<byte> NameUtf8 => Name is null ? default : Name.Utf8;

    /// <summary>The membership in the room of this name, or null.</summary>
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
    public void SendAll(in ServerEvent e)
    {
        foreach (Device device in _devices)
        {
            device.Output.Send(e);
        }
    }

    /// <summary>
    /// Sends an event to all devices except the one whose request caused it. The event's request id
    /// has to be 0, because the other devices did not send the request.
    /// </summary>
    public void SendOthers(in ServerEvent e)
    {
        foreach (Device device in _devices)
        {
            if (device != Device)
            {
                device.Output.Send(e);
            }
        }
    }

    /// <summary>Sends a private line to all devices, each with its own number.</summary>
    public void SendPrivate(in ServerEvent line)
    {
        foreach (Device device in _devices)
        {
            device.SendPrivate(line);
        }
    }

    /// <summary>Shows a private line that the member sent on its other devices.</summary>
    public void CopyPrivate(in ServerEvent line)
    {
        foreach (Device device in _devices)
        {
            if (device != Device)
            {
                device.SendCopy(line);
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

    /// <summary>Closes all connections except the one whose request runs.</summary>
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

    /// <summary>Adds a device of another member. The other member keeps no device.</summary>
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

    /// <summary>Removes one of several devices. It gets no more events.</summary>
    public void Remove(Device device)
    {
        foreach (Membership membership in _rooms)
        {
            device.Output.Leave(membership.Room);
        }

        _devices = [.. _devices.Where(one => one != device)];
        Device = Device == device ? _devices[^1] : Device;
    }

    /// <summary>
    /// Makes a device a new member. The new member has the same debts as this one.
    /// </summary>
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

    /// <summary>Starts to send the events of a room to all devices.</summary>
    public void Enter(Room room)
    {
        foreach (Device device in _devices)
        {
            device.Output.Enter(room);
            device.Current = device == Device ? room : device.Current ?? room;
            device.Resumable?.Change();
        }
    }

    /// <summary>Stops sending the events of a room, which the member has left.</summary>
    public void Leave(Room room)
    {
        foreach (Device device in _devices)
        {
            device.Output.Leave(room);
            device.Forget(room);
            device.Resumable?.Change();
        }
    }

    /// <summary>Changes the role that the account gives.</summary>
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

    /// <summary>Logs the member in. A device with a higher role keeps it.</summary>
    public void LogIn(Account account)
    {
        Account = account;
        foreach (Device device in _devices)
        {
            device.Role = Higher(device.Role, RoleOf(account));
        }

        Change();
    }

    /// <summary>Ends the login and removes its role. The member keeps its name.</summary>
    public void LogOut()
    {
        Account = null;
        foreach (Device device in _devices)
        {
            device.ResetRole();
        }

        Change();
    }

    /// <summary>
    /// Called after the name, the rooms or the account have changed. Stores the sessions.
    /// </summary>
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
