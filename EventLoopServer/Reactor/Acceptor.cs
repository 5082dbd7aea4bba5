using EventLoopServer.Admission;
using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Timing;
using EventLoopServer.Transport;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Reactor;

/// <summary>
/// Accepts connections, up to a limit in each turn. It rejects a connection when the server is
/// full, or when the connection's address has too many.
/// </summary>
internal sealed class Acceptor(
    LoopServices services,
    AddressTable addresses,
    Slab slab,
    ILogger log,
    ClientLog clientLog,
    AcceptorLimits limits)
{
    /// <summary>
    /// A failed listener is opened again after a pause, which doubles at most this number of times.
    /// With a first pause of 100 ms, the longest is 51 s.
    /// </summary>
    private const int MaxDoublings = 9;

    private readonly ConnectionTable _table = services.Table;
    private readonly IPoller _poller = services.Poller;
    private readonly TimerQueue _timers = services.Timers;
    private readonly TurnClock _clock = services.Clock;
    private readonly ServerStats _stats = services.Stats;
    private readonly AcceptErrors _faults = new(services.Stats, clientLog);
    private readonly List<ListenerEntry> _entries = [];
    private readonly byte[] _unread = new byte[4096];

    /// <summary>
    /// True when connections may still wait, because the budget of the turn was used up.
    /// </summary>
    public bool HasWork { get; private set; }

    /// <param name="listener">An open listener.</param>
    /// <param name="profile">How the listener's connections are served.</param>
    /// <param name="openAnew">
    /// Opens the same listener again after a failure; may throw ListenException.
    /// </param>
    public void Add(IListener listener, ListenerProfile profile, Func<IListener> openAnew)
    {
        ListenerEntry entry =
            new ListenerEntry(this, listener, profile, openAnew) { IsOpen = true };
        _entries.Add(entry);
        _poller.WatchListener(listener);
    }

    public void Accept()
    {
        if (!HasWork && !_poller.HasArrivals)
        {
            return;
        }

        HasWork = false;
        foreach (ListenerEntry entry in _entries)
        {
            if (entry.IsOpen)
            {
                Accept(entry);
            }
        }
    }

    /// <summary>
    /// Stops listening, and ends the rejected connections that the server has not reset yet.
    /// </summary>
    public void Close()
    {
        foreach (ListenerEntry entry in _entries)
        {
            _timers.Cancel(entry);
            Shut(entry);
            entry.Listener.Dispose();
            entry.Profile.Resets?.Close();
        }

        _entries.Clear();
    }

    private void Accept(ListenerEntry entry)
    {
        int faults = 0;
        string error = string.Empty;
        for (int budget = limits.AcceptsPerTurn; budget > 0; budget--)
        {
            switch (AcceptNext(entry, out error))
            {
                case AcceptStatus.Accepted:
                    break;
                case AcceptStatus.Nothing:
                    return;
                case AcceptStatus.PeerFault:
                    faults++;
                    break;
                case AcceptStatus.OutOfResources:
                    Pause(entry, error);
                    return;
                default:
                    GiveUp(entry, error);
                    return;
            }
        }

        if (faults == limits.AcceptsPerTurn)
        {
            // So many faults in a row have another cause than the peers. The network may be down,
            // or a rule may block all peers.
            Pause(entry, error);
            return;
        }

        HasWork = true;
    }

    /// <summary>
    /// Accepts one connection and serves it. An unknown exception counts as the peer's fault,
    /// because a peer may reset its socket before the accept. The first calls on such a socket may
    /// fail in any way.
    /// </summary>
    private AcceptStatus AcceptNext(ListenerEntry entry, out string error)
    {
        ITransport? transport = null;
        try
        {
            AcceptStatus status = entry.Listener.TryAccept(out transport, out error);
            if (status == AcceptStatus.Accepted)
            {
                Admit(transport!, entry.Listener.CreateFilter(), entry.Profile);
                entry.Pauses = 0;
                entry.Failures = 0;
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
            AcceptStatus status = transport is null
                ? SocketErrors.ToAcceptStatus(exception)
                : AcceptStatus.PeerFault;
            if (status == AcceptStatus.PeerFault)
            {
                _faults.Count(entry.Listener.Address, exception, isAccept: transport is null);
            }

            transport?.Dispose();
            return status;
        }
    }

    private void Admit(ITransport transport, ITransportFilter? filter, ListenerProfile profile)
    {
        // The calls that may fail when the peer is gone come first. Nothing is reserved yet.
        string peer = transport.Peer;
        NetworkPrefix? origin = transport.Address is { } address ? NetworkPrefix.Of(address) : null;
        AdmissionResult result = _table.IsFull ? AdmissionResult.ServerFull
            : origin is { } key ? addresses.Admit(key, _clock.NowMs, profile.Resets is null)
            : AdmissionResult.Admitted;
        if (result is not (AdmissionResult.Admitted or AdmissionResult.OnlyResume))
        {
            if (result != AdmissionResult.ServerFull
                && profile.OverLimit is { } over
                && over.TryAdmit(origin!.Value))
            {
                _stats.Accepted++;
                var late = new Connection(_table.Reserve(), transport, slab, limits.RingBytes)
                {
                    Filter = filter,
                    OverLimitAddress = origin,
                };
                Serve(late, c => over.Open(c, result));
                return;
            }

            Reject(transport, profile, result);
            return;
        }

        _stats.Accepted++;
        var connection = new Connection(_table.Reserve(), transport, slab, limits.RingBytes)
        {
            Filter = filter,
            AdmittedAddress = origin,
            MustResume = result == AdmissionResult.OnlyResume,
        };
        Serve(connection, profile.Opener);
        clientLog.Connected(connection, peer);
    }

    /// <summary>Gives a connection its session, and releases its slot when that throws.</summary>
    private void Serve(Connection connection, Func<Connection, IByteConsumer> open)
    {
        bool isServed = false;
        _table.Put(connection);
        try
        {
            connection.Consumer = open(connection);
            _poller.Watch(connection.Slot, connection.Transport, _clock.NowMs);
            isServed = true;
        }
        finally
        {
            if (!isServed)
            {
                connection.State = ConnectionState.Released;
                connection.Filter?.Release();
                _table.Release(connection);
                _stats.Closed++;
                _stats.ClosedBy[(int)CloseReason.Bug]++;
                addresses.Leave(
                    connection.AdmittedAddress, connection.MustResume, _clock.NowMs);
            }
        }
    }

    private void Reject(ITransport transport, ListenerProfile profile, AdmissionResult result)
    {
        _stats.Refused++;
        _stats.RefusedBy[(int)result]++;
        clientLog.ConnectionRejected(transport, result);
        transport.Send(profile.Sentence(result), out _);
        if (profile.Resets is { } resets)
        {
            resets.Add(transport);
            return;
        }

        transport.ShutdownSend();

        // A close with unread input would send a reset, and the peer would lose the sentence. So
        // the input is read first.
        transport.Receive(_unread, out _);
        transport.Dispose();
    }

    /// <summary>
    /// Stops accepting for a while. Only the first of consecutive pauses is logged.
    /// </summary>
    private void Pause(ListenerEntry entry, string error)
    {
        if (entry.Pauses++ == 0)
        {
            Log.AcceptPaused(log, entry.Listener.Address, error, limits.PauseMs);
        }

        Shut(entry);
        _timers.Set(entry, _clock.NowMs + limits.PauseMs);
    }

    /// <summary>
    /// Opens a failed listener again after a pause. The pause doubles with each failure until a
    /// connection is accepted. Only the first of consecutive failures is logged.
    /// </summary>
    private void GiveUp(ListenerEntry entry, string error)
    {
        long pauseMs = limits.PauseMs << Math.Min(entry.Failures, MaxDoublings);
        if (entry.Failures++ == 0)
        {
            Log.ListenerFailed(log, entry.Listener.Address, error, pauseMs);
        }

        Shut(entry);
        entry.Listener.Dispose();
        entry.HasFailed = true;
        _timers.Set(entry, _clock.NowMs + pauseMs);
    }

    private void Shut(ListenerEntry entry)
    {
        if (entry.IsOpen)
        {
            entry.IsOpen = false;
            _poller.UnwatchListener(entry.Listener);
        }
    }

    private void Reopen(ListenerEntry entry)
    {
        if (entry.HasFailed)
        {
            try
            {
                entry.Listener = entry.OpenAnew();
                entry.HasFailed = false;
                Log.ListensAgain(log, entry.Listener.Address);
            }
            catch (ListenException e)
            {
                GiveUp(entry, e.Reason);
                return;
            }
        }

        entry.IsOpen = true;
        _poller.WatchListener(entry.Listener);
    }

    /// <summary>
    /// A listener, and the timer of its pause. A pause begins when descriptors run out, when the
    /// listener fails, or when each accept of a turn failed.
    /// </summary>
    private sealed class ListenerEntry(
        Acceptor acceptor, IListener listener, ListenerProfile profile, Func<IListener> openAnew)
        : LoopTimer
    {
        public IListener Listener { get; set; } = listener;

        public ListenerProfile Profile { get; } = profile;

        public Func<IListener> OpenAnew { get; } = openAnew;

        public bool IsOpen { get; set; }

        /// <summary>Pauses since the last accepted connection.</summary>
        public int Pauses { get; set; }

        /// <summary>True when the listener is disposed of and has to be opened again.</summary>
        public bool HasFailed { get; set; }

        /// <summary>Failures since the last accepted connection.</summary>
        public int Failures { get; set; }

        public override void Fire()
        {
            acceptor.Reopen(this);
        }

        public override void Failed(Exception fault) => acceptor.Shut(this);
    }
}
