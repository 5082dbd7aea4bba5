namespace EventLoopServer.Polling;

/// <summary>
/// Tells which connections can be read or written, and decides who waits where: a connection that
/// reads is <em>hot</em> (asked each turn) or <em>parked</em> (its own wake-up comes through the
/// mailbox). Wanting to read and wanting to write are independent of each other.
/// All calls are the reactor's.
/// </summary>
internal interface IPoller : IDisposable
{
    /// <summary>Connections in the list that Select sees.</summary>
    int HotCount { get; }

    /// <summary>Connections that wait for a wake-up of their own.</summary>
    int ParkedCount { get; }

    /// <summary>
    /// Who can be read, after <see cref="Wait"/> and after the mailbox was drained.
    /// </summary>
    ReadOnlySpan<Ready> Readable { get; }

    /// <summary>Slots that can be written, after <see cref="Wait"/>.</summary>
    ReadOnlySpan<int> Writable { get; }

    /// <summary>Somebody has arrived at a listener, after <see cref="Wait"/>.</summary>
    bool HasArrivals { get; }

    /// <summary>Watches a listener: it ends a sleep, and is then asked by the acceptor.</summary>
    void WatchListener(IPollable listener);

    /// <summary>Stops watching a listener, for good or for a pause.</summary>
    void UnwatchListener(IPollable listener);

    /// <summary>Starts to watch a connection, hot.</summary>
    void Watch(int slot, IPollable pollable, long nowMs);

    /// <summary>
    /// Stops watching. The slot may be used again once <see cref="IsIdle"/>: an operation may
    /// still be under way.
    /// </summary>
    void Unwatch(int slot);

    /// <summary>True when nothing that belongs to the slot is under way any more.</summary>
    bool IsIdle(int slot);

    /// <summary>Stops or starts to ask whether it can be read.</summary>
    void WantRead(int slot, bool want, long nowMs);

    /// <summary>Starts or stops to ask whether it can be written.</summary>
    void WantWrite(int slot, bool want);

    /// <summary>It brought bytes: it is the last that will be parked.</summary>
    void Touch(int slot, long nowMs);

    /// <summary>
    /// Waits until something can be done: the only place where the reactor sleeps.
    /// </summary>
    /// <param name="timeoutMs">
    /// Milliseconds at most; 0: only look; -1: until something happens.
    /// </param>
    void Wait(int timeoutMs);

    /// <summary>
    /// Parks the longest silent while too many are hot; a budgeted number of them.
    /// </summary>
    void ParkSilent(long nowMs);
}
