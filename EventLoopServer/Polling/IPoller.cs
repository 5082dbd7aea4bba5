namespace EventLoopServer.Polling;

/// <summary>
/// Reports which connections can be read or written, and decides how they wait. A connection that
/// waits for input is <em>hot</em> (Select polls it) or <em>parked</em> (its wake-up arrives
/// through the mailbox). Reading and writing are requested independently of each other. Only the
/// reactor calls this interface.
/// </summary>
internal interface IPoller : IDisposable
{
    /// <summary>Connections in the list that Select polls.</summary>
    int HotCount { get; }

    /// <summary>Parked connections, which wait for a wake-up.</summary>
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
    /// Watches a listener. A new connection ends a sleep, and the acceptor then accepts it.
    /// </summary>
    void WatchListener(IPollable listener);

    /// <summary>Stops watching a listener, permanently or for a pause.</summary>
    void UnwatchListener(IPollable listener);

    /// <summary>Starts to watch a connection. It is hot at first.</summary>
    void Watch(int slot, IPollable pollable, long nowMs);

    /// <summary>
    /// Stops watching. An operation may still be in progress, so the slot must not be used again
    /// before <see cref="IsIdle"/> is true.
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
    /// Notes that bytes arrived. The connection is then the last one to be parked.
    /// </summary>
    void Touch(int slot, long nowMs);

    /// <summary>Waits until there is work. The reactor sleeps only here.</summary>
    /// <param name="timeoutMs">
    /// The longest wait. With 0 it only polls. With -1 it waits until there is work.
    /// </param>
    void Wait(int timeoutMs);

    /// <summary>
    /// Parks the connections that have been silent longest, while too many are hot. The number of
    /// parks in one turn is limited.
    /// </summary>
    void ParkSilent(long nowMs);
}
