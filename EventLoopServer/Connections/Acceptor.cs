using EventLoopServer.Memory;
using EventLoopServer.Observability;
using EventLoopServer.Readiness;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Connections;

/// <summary>
/// Takes in those who arrive, a budgeted number a turn, and turns them away when full.
/// </summary>
internal sealed class Acceptor(
    ConnectionTable table,
    IPoller poller,
    TimerQueue timers,
    TurnClock clock,
    ServerStats stats,
    ILogger log,
    Slab slab,
    AcceptorLimits limits)
{
    private readonly List<Door> _doors = [];
    private readonly byte[] _unread = new byte[4096];

    /// <summary>True when the budget of the turn ended before the arrivals did.</summary>
    public bool HasWork { get; private set; }

    /// <summary>Makes the consumer of a new connection's bytes.</summary>
    public required Func<Connection, IByteConsumer> Opener { get; init; }

    /// <summary>What somebody is told for whom there is no place.</summary>
    public required byte[] FullSentence { get; init; }

    public void Add(IListener listener)
    {
        var door = new Door(this, listener) { IsOpen = true };
        _doors.Add(door);
        poller.WatchListener(listener);
    }

    public void Accept()
    {
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
    }

    private void Accept(Door door)
    {
        for (int budget = limits.AcceptsPerTurn; budget > 0; budget--)
        {
            switch (door.Listener.TryAccept(out IWire? wire, out string error))
            {
                case AcceptStatus.Accepted:
                    door.Pauses = 0;
                    Admit(wire!, door.Listener.OpenChannel());
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

    private void Admit(IWire wire, IChannel? channel)
    {
        if (table.IsFull)
        {
            stats.Refused++;
            wire.Send(FullSentence, out _);
            wire.ShutdownSend();

            // Closing over unread input would turn the sentence into a reset.
            wire.Receive(_unread, out _);
            wire.Dispose();
            return;
        }

        stats.Accepted++;
        var connection = new Connection(table.Reserve(), wire, slab, limits.RingBytes)
        {
            Channel = channel,
        };
        table.Put(connection);
        connection.Consumer = Opener(connection);
        poller.Watch(connection.Slot, wire, clock.NowMs);
        if (log.IsEnabled(LogLevel.Information))
        {
            Log.Connected(log, connection.Id.ToString(), wire.Peer);
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
    private sealed class Door(Acceptor acceptor, IListener listener) : Timed
    {
        public IListener Listener { get; } = listener;

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
