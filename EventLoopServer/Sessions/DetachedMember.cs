using EventLoopServer.Admission;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Observability;
using EventLoopServer.Sessions.Resuming;
using EventLoopServer.Timing;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>
/// A device without a connection waits here until another session adopts it. Meanwhile the member
/// keeps its name and its rooms, and the device keeps its role. If no session adopts the device in
/// time, the device leaves the chat. The member leaves with its last device. Room events for the
/// device are dropped, because the client that adopts it reads them from the history. Private lines
/// for the device are kept (<see cref="Chat.Resuming.PrivateLines"/>). This object is also the
/// timer of the wait.
/// </summary>
internal sealed class DetachedMember : LoopTimer, IMemberOutput
{
    private readonly SessionServices _services;
    private CloseReason _reason = CloseReason.Silent;
    private bool _isOver;

    /// <param name="device">A device of a member with a name.</param>
    /// <param name="services">The services that all sessions share.</param>
    /// <param name="keepMs">How long the device waits for a session, in ms.</param>
    public DetachedMember(Device device, SessionServices services, long keepMs)
    {
        (Device, _services) = (device, services);
        (Prefix, Address) = (device.Output.Prefix, device.Output.Address);
        device.Attach(this);
        device.Resumable?.PrivateLines.IsAway = true;
        if (device.Member.Account is { } account)
        {
            services.Directory.Accounts.StoreReadMarks(account);
        }

        services.Timers.Set(this, services.Clock.NowMs + keepMs);
    }

    public Device Device { get; }

    public Member Member => Device.Member;

    public bool EntersLater => false;

    public bool IsLocal => false;

    public bool IsAway => true;

    public bool IsLeaving => _isOver;

    /// <summary>
    /// The network prefix of the last connection. Bans and mutes of that address still apply.
    /// </summary>
    public NetworkPrefix? Prefix { get; }

    public string Address { get; }

    /// <summary>The slot that the device uses at its address; null when it uses none.</summary>
    public HeldAddress? Held { get; set; }

    /// <summary>Ends the wait. From now on the caller owns the member.</summary>
    /// <returns>False when the device has left the chat, or is about to leave.</returns>
    public bool TryTake()
    {
        bool isFree = !_isOver;
        _isOver = true;
        if (isFree)
        {
            _services.Timers.Cancel(this);
            Held?.Release();
            Device.Resumable?.PrivateLines.IsAway = false;
        }

        return isFree;
    }

    public void Send(in ServerEvent e)
    {
    }

    public void Enter(Room room)
    {
    }

    public void Leave(Room room)
    {
    }

    public void Quit() => LeaveSoon(CloseReason.Quit);

    public void Delay(DelayedRequest request) =>
        throw new InvalidOperationException("A member without a connection gives no password.");

    public void Expel(GoodbyeReason reason, string sentence) =>
        LeaveSoon(GoodbyeText.ReasonOf(reason));

    public override void Fire()
    {
        _isOver = true;
        Held?.Release();
        if (Device.Resumable is { } session)
        {
            _services.Resumption.Part(session, _reason);
        }

        if (!Member.HasOthers)
        {
            _services.FanOut.Budgets.CloseInbox(Member.Id);
        }

        _services.Directory.RemoveDevice(
            Device, _services.Clock.UnixMs, GoodbyeText.ForOthers(_reason));
    }

    public override void Failed(Exception fault)
    {
        _services.Stats.Bugs++;
        Log.Bug(_services.Log, fault, $"{Member.Name}");
    }

    /// <summary>
    /// Leaves the chat later in this turn. The caller may be enumerating the members now.
    /// </summary>
    private void LeaveSoon(CloseReason reason)
    {
        _isOver = true;
        _reason = reason;
        _services.Timers.Set(this, _services.Clock.NowMs);
    }
}
