using EventLoopServer.Admission;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Observability;
using EventLoopServer.Sessions.Resuming;
using EventLoopServer.Timing;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>
/// A device without a connection. Its member keeps its name and its rooms, and the device its role,
/// until a session adopts it. If none does in time, it leaves the chat, and with the last device
/// its member. Events for it are dropped: the client that adopts
/// it reads them from the history, and its private lines are kept for it
/// (<see cref="Chat.Resuming.PrivateLines"/>). This object is itself the timer.
/// </summary>
internal sealed class DetachedMember : LoopTimer, IMemberOutput
{
    private readonly SessionServices _services;
    private CloseReason _reason = CloseReason.Silent;
    private bool _isOver;

    /// <param name="device">A device of a member with a name.</param>
    /// <param name="services">The services that all sessions share.</param>
    /// <param name="keepMs">How long it waits for a session, in ms.</param>
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
    /// The prefix of its last connection: bans and mutes of the address still apply.
    /// </summary>
    public NetworkPrefix? Prefix { get; }

    public string Address { get; }

    /// <summary>Its slot at its address; null: it has none.</summary>
    public HeldAddress? Held { get; set; }

    /// <summary>Ends the wait: the member belongs to the caller from now on.</summary>
    /// <returns>False when it has left the chat, or is about to.</returns>
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

    public void Tell(in ServerEvent e)
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
    /// Leaves the chat later in this turn, because the caller may be enumerating the members.
    /// </summary>
    private void LeaveSoon(CloseReason reason)
    {
        _isOver = true;
        _reason = reason;
        _services.Timers.Set(this, _services.Clock.NowMs);
    }
}
