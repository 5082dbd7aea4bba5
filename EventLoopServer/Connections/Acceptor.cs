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
    ClientLog clientLog,
    Slab slab,
    AddressTable addresses,
    AcceptorLimits limits)
{
    /// <summary>
    /// Wires at once that wait for their reset without a place in the table: descriptors beyond
    /// the clients' are few.
    /// </summary>
    private const int MaxLateResets = 64;

    /// <summary>
    /// Doublings of the pause before a listener that failed is opened anew: 51 s at most.
    /// </summary>
    private const int MaxDoublings = 9;

    private readonly AcceptFaults _faults = new(stats, clientLog);
    private readonly List<Door> _doors = [];
    private readonly HashSet<LateReset> _lateResets = [];
    private readonly byte[] _unread = new byte[4096];

    /// <summary>True when the budget of the turn ended before the arrivals did.</summary>
    public bool HasWork { get; private set; }

    /// <param name="listener">Where peers arrive.</param>
    /// <param name="reception">How they are met.</param>
    /// <param name="openAnew">
    /// Opens the same once more, when it has failed; may throw ListenException.
    /// </param>
    public void Add(IListener listener, Reception reception, Func<IListener> openAnew)
    {
        var door = new Door(this, listener, reception, openAnew) { IsOpen = true };
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
        int faults = 0;
        string error = string.Empty;
        for (int budget = limits.AcceptsPerTurn; budget > 0; budget--)
        {
            switch (AcceptNext(door, out error))
            {
                case AcceptStatus.Accepted:
                    break;
                case AcceptStatus.Nothing:
                    return;
                case AcceptStatus.PeerFault:
                    faults++;
                    break;
                case AcceptStatus.OutOfResources:
                    Pause(door, error);
                    return;
                default:
                    GiveUp(door, error);
                    return;
            }
        }

        if (faults == limits.AcceptsPerTurn)
        {
            // Not that many peers: a network that is down, or a rule that lets nobody through.
            Pause(door, error);
            return;
        }

        HasWork = true;
    }

    /// <summary>
    /// Accepts one connection and serves it. What throws on the way is the fault of that peer: a
    /// socket that was reset before the accept answers its first calls with anything.
    /// </summary>
    private AcceptStatus AcceptNext(Door door, out string error)
    {
        IWire? wire = null;
        try
        {
            AcceptStatus status = door.Listener.TryAccept(out wire, out error);
            if (status == AcceptStatus.Accepted)
            {
                Admit(wire!, door.Listener.OpenChannel(), door.Reception);
                door.Pauses = 0;
                door.Failures = 0;
            }
            else if (status == AcceptStatus.PeerFault)
            {
                _faults.Count();
            }

            return status;
        }
        catch (Exception exception)
        {
            error = SocketErrors.Describe(exception);
            AcceptStatus status = wire is null
                ? SocketErrors.ToAcceptStatus(exception)
                : AcceptStatus.PeerFault;
            if (status == AcceptStatus.PeerFault)
            {
                _faults.Count(door.Listener.Address, exception, isAccept: wire is null);
            }

            wire?.Dispose();
            return status;
        }
    }

    private void Admit(IWire wire, IChannel? channel, Reception reception)
    {
        // What a socket may fail at whose peer is gone comes first: nothing is reserved yet.
        if (reception.IsUnframed)
        {
            wire.ResetAtEnd();
        }

        string peer = wire.Peer;
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
        Serve(connection, reception);
        clientLog.Connected(connection, peer);
    }

    /// <summary>
    /// Gives a connection its session, and takes its place back when that throws.
    /// </summary>
    private void Serve(Connection connection, Reception reception)
    {
        bool isServed = false;
        table.Put(connection);
        try
        {
            connection.Consumer = reception.Opener(connection);
            poller.Watch(connection.Slot, connection.Wire, clock.NowMs);
            isServed = true;
        }
        finally
        {
            if (!isServed)
            {
                connection.State = ConnectionState.Released;
                connection.Channel?.Release();
                table.Release(connection);
                stats.Closed++;
                if (connection.Origin is { } origin)
                {
                    addresses.Leave(origin, clock.NowMs);
                }
            }
        }
    }

    private void TurnAway(IWire wire, Reception reception, Admission admission)
    {
        stats.Refused++;
        clientLog.NotLetIn(wire, admission);
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

    /// <summary>
    /// A listener that has failed is opened anew after a pause, which doubles from failure to
    /// failure until somebody comes in. Only the first of a row is worth a line.
    /// </summary>
    private void GiveUp(Door door, string error)
    {
        long pauseMs = limits.PauseMs << Math.Min(door.Failures, MaxDoublings);
        if (door.Failures++ == 0)
        {
            Log.ListenerFailed(log, door.Listener.Address, error, pauseMs);
        }

        Shut(door);
        door.Listener.Dispose();
        door.HasFailed = true;
        timers.Set(door, clock.NowMs + pauseMs);
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
        if (door.HasFailed)
        {
            try
            {
                door.Listener = door.OpenAnew();
                door.HasFailed = false;
                Log.ListensAgain(log, door.Listener.Address);
            }
            catch (ListenException e)
            {
                GiveUp(door, e.Reason);
                return;
            }
        }

        door.IsOpen = true;
        poller.WatchListener(door.Listener);
    }

    /// <summary>
    /// A listener, and the pause that it takes when descriptors run out or it has failed.
    /// </summary>
    private sealed class Door(
        Acceptor acceptor, IListener listener, Reception reception, Func<IListener> openAnew)
        : Timed
    {
        public IListener Listener { get; set; } = listener;

        public Reception Reception { get; } = reception;

        public Func<IListener> OpenAnew { get; } = openAnew;

        public bool IsOpen { get; set; }

        /// <summary>Pauses since somebody was accepted last.</summary>
        public int Pauses { get; set; }

        /// <summary>True when the listener is gone and another has to be opened.</summary>
        public bool HasFailed { get; set; }

        /// <summary>Failures since somebody was accepted last.</summary>
        public int Failures { get; set; }

        public override void Fire()
        {
            acceptor.Reopen(this);
        }

        public override void Failed(Exception fault) => acceptor.Shut(this);
    }
}
