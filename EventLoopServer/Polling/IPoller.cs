namespace EventLoopServer.Polling;

/// <summary>
/// Reports which connections can be read or written, and decides how they wait. A connection that
/// reads is <em>hot</em> (polled each turn) or <em>parked</em> (its wake-up arrives through the
/// mailbox). Reading and writing are requested independently of each other. Only the reactor calls
/// this interface.
/// </summary>
internal interface IPoller : IDisposable
{
    /// <summary>Connections in the list that Select polls.</summary>
    int HotCount { get; }

    /// <summary>Connections that wait for a wake-up.</summary>
    int ParkedCount { get; }

    /// <summary>
    /// Connections that can be read, after <see cref="Wait"/> and after the mailbox was drained.
    /// </summary>
    ReadOnlySpan<Ready> Readable { get; }

    /// <summary>Slots that can be written, after <see cref="Wait"/>.</summary>
    ReadOnlySpan<int> Writable { get; }

    /// <summary>True when a listener has connections to accept, after <see cref="Wait"/>.</summary>
    bool HasArrivals { get; }

    /// <summary>
    /// Watches a listener: an arrival ends a sleep, and the acceptor then takes the connection.
    /// </summary>
    void WatchListener(IPollable listener);

    /// <summary>Stops watching a listener, permanently or for a pause.</summary>
    void UnwatchListener(IPollable listener);

    /// <summary>Starts to watch a connection, which is hot at first.</summary>
    void Watch(int slot, IPollable pollable, long nowMs);

    /// <summary>
    /// Stops watching. The slot may be used again once <see cref="IsIdle"/> is true, because an
    /// operation may still be in progress.
    /// </summary>
    void Unwatch(int slot);

    /// <summary>True when no operation of the slot is in progress any more.</summary>
    bool IsIdle(int slot);

    /// <summary>How a slot waits for input; for the live view.</summary>
    PollState StateOf(int slot);

    /// <summary>Stops or starts to poll whether the connection can be read.</summary>
    void WantRead(int slot, bool want, long nowMs);

    /// <summary>Starts or stops to poll whether the connection can be written.</summary>
    void WantWrite(int slot, bool want);

    /// <summary>
    /// Notes that bytes arrived: the connection becomes the last one to be parked.
    /// </summary>
    void Touch(int slot, long nowMs);

    /// <summary>Waits until there is work: the only place where the reactor sleeps.</summary>
    /// <param name="timeoutMs">Milliseconds at most; 0: only poll; -1: until there is work.</param>
    void Wait(int timeoutMs);

    /// <summary>
    /// While too many connections are hot, parks those that are silent longest, within a budget.
    /// </summary>
    void ParkSilent(long nowMs);
}
