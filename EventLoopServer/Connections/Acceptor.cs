using EventLoopServer.Memory;
using EventLoopServer.Observability;
using EventLoopServer.Readiness;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Connections;

/// <summary>
/// Takes in those who arrive, a budgeted number a turn, and turns them away when the server is
/// full or they are too many of one address.
/// </summary>
internal sealed class Acceptor(
    ConnectionTable table,
    IPoller poller,
    TimerQueue timers,
    TurnClock clock,
    ServerStats stats,
    ILogger log,
    Slab slab,
    AddressTable addresses,
    AcceptorLimits limits)
{
    /// <summary>
    /// Wires at once that wait for their reset without a place in the table: descriptors beyond
    /// the clients' are few.
    /// </summary>
    private const int MaxLateResets = 64;

    private readonly List<Door> _doors = [];
    private readonly HashSet<LateReset> _lateResets = [];
    private readonly byte[] _unread = new byte[4096];

    /// <summary>True when the budget of the turn ended before the arrivals did.</summary>
    public bool HasWork { get; private set; }

    public void Add(IListener listener, Reception reception)
    {
        var door = new Door(this, listener, reception) { IsOpen = true };
        _doors.Add(door);
        poller.WatchListener(listener);
    }

    public void Accept()
    {
        if (!HasWork && !poller.HasArrivals)
        {
            return;
        }

        HasWork = false;
        foreach (Door door in _doors)
        {
            if (door.IsOpen)
            {
                Accept(door);
            }
        }
    }

    /// <summary>Stops listening.</summary>
    public void Close()
    {
        foreach (Door door in _doors)
        {
            timers.Cancel(door);
            Shut(door);
            door.Listener.Dispose();
        }

        _doors.Clear();
        foreach (LateReset reset in _lateResets)
        {
            timers.Cancel(reset);
            reset.End();
        }

        _lateResets.Clear();
    }

    private void Accept(Door door)
    {
        for (int budget = limits.AcceptsPerTurn; budget > 0; budget--)
        {
            switch (door.Listener.TryAccept(out IWire? wire, out string error))
            {
                case AcceptStatus.Accepted:
                    door.Pauses = 0;
                    Admit(wire!, door.Listener.OpenChannel(), door.Reception);
                    break;
                case AcceptStatus.Nothing:
                    return;
                case AcceptStatus.PeerFault:
                    break;
                case AcceptStatus.OutOfResources:
                    Pause(door, error);
                    return;
                default:
                    Log.ListenerFailed(log, door.Listener.Address, error);
                    Shut(door);
                    return;
            }
        }

        HasWork = true;
    }

    private void Admit(IWire wire, IChannel? channel, Reception reception)
    {
        if (reception.IsUnframed)
        {
            wire.ResetAtEnd();
        }

        AddressKey? origin = wire.Address is { } address ? AddressKey.Of(address) : null;
        Admission admission = table.IsFull ? Admission.ServerFull
            : origin is { } key ? addresses.Admit(key, clock.NowMs)
            : Admission.Welcome;
        if (admission != Admission.Welcome)
        {
            TurnAway(wire, reception, admission);
            return;
        }

        stats.Accepted++;
        var connection = new Connection(table.Reserve(), wire, slab, limits.RingBytes)
        {
            Channel = channel,
            Origin = origin,
            PeerReceiveBytes = reception.PeerReceiveBytes,
        };
        table.Put(connection);
        connection.Consumer = reception.Opener(connection);
        poller.Watch(connection.Slot, wire, clock.NowMs);
        if (log.IsEnabled(LogLevel.Information))
        {
            Log.Connected(log, connection.Label, wire.Peer);
        }
    }

    private void TurnAway(IWire wire, Reception reception, Admission admission)
    {
        stats.Refused++;
        wire.Send(reception.Sentence(admission), out _);
        if (!reception.IsUnframed)
        {
            wire.ShutdownSend();

            // Closing over unread input would turn the sentence into a reset.
            wire.Receive(_unread, out _);
            wire.Dispose();
        }
        else if (_lateResets.Count < MaxLateResets)
        {
            var reset = new LateReset(wire, _lateResets);
            _lateResets.Add(reset);
            timers.Set(reset, clock.NowMs + Reaper.LastWordsMs);
        }
        else
        {
            wire.Dispose();
        }
    }

    /// <summary>
    /// Stops asking for a while. Only the first of a row of pauses is worth a line.
    /// </summary>
    private void Pause(Door door, string error)
    {
        if (door.Pauses++ == 0)
        {
            Log.AcceptPaused(log, door.Listener.Address, error, limits.PauseMs);
        }

        Shut(door);
        timers.Set(door, clock.NowMs + limits.PauseMs);
    }

    private void Shut(Door door)
    {
        if (door.IsOpen)
        {
            door.IsOpen = false;
            poller.UnwatchListener(door.Listener);
        }
    }

    private void Reopen(Door door)
    {
        door.IsOpen = true;
        poller.WatchListener(door.Listener);
    }

    /// <summary>A listener, and the pause that it takes when descriptors run out.</summary>
    private sealed class Door(Acceptor acceptor, IListener listener, Reception reception) : Timed
    {
        public IListener Listener { get; } = listener;

        public Reception Reception { get; } = reception;

        public bool IsOpen { get; set; }

        /// <summary>Pauses since somebody was accepted last.</summary>
        public int Pauses { get; set; }

        public override void Fire()
        {
            acceptor.Reopen(this);
        }

        public override void Failed(Exception fault) => acceptor.Shut(this);
    }
}
