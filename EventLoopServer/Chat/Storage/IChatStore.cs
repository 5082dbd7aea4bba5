namespace EventLoopServer.Chat.Storage;

/// <summary>
/// The durable log of the chat. The reactor appends applied events to a batch in memory, and passes
/// the batch on once per turn. A thread of the store commits it. All members are for the reactor
/// thread. Only <see cref="Load"/> and <see cref="Close"/> wait for the disk.
/// </summary>
internal interface IChatStore : IDisposable
{
    /// <summary>
    /// The number of events appended since the start, which is the last one's position.
    /// </summary>
    long Appended { get; }

    /// <summary>The position up to which all events are on disk.</summary>
    long Kept { get; }

    /// <summary>How long messages are kept by default. A room may have another time.</summary>
    TimeSpan Retention { get; }

    /// <summary>How full the batch is.</summary>
    StorePressure Pressure { get; }

    /// <summary>Called on the reactor thread after <see cref="Kept"/> has grown.</summary>
    Action KeptChanged { set; }

    /// <summary>
    /// Called on the reactor thread, at most about once a minute, with rooms whose lines have all
    /// expired. New lines may have been appended meanwhile.
    /// </summary>
    Action<IReadOnlyList<EmptiedRoom>> RoomsEmptied { set; }

    /// <summary>
    /// Reads the state for the start of the chat. It blocks, so call it before the loop runs.
    /// </summary>
    StoredState Load();

    /// <summary>Appends a message. Its bytes are copied, and nothing is allocated.</summary>
    /// <returns>False when the batch is full. Refuse the request with StoreBusy then.</returns>
    bool TryAppend(in StoredMessage message);

    /// <summary>
    /// Appends a change. It is never refused, because a part of the batch is reserved for changes.
    /// </summary>
    void Append(StoreChange change);

    /// <summary>
    /// Passes the batch to the store's thread. It is called once per turn, before the sends.
    /// </summary>
    void Persist();

    /// <summary>
    /// Starts a query on the store's reading thread. Its result is delivered through the mailbox.
    /// </summary>
    /// <returns>
    /// False when too many queries are open. Refuse the request with StoreBusy then.
    /// </returns>
    bool TryStart(StoreQuery query);

    /// <summary>The size and the lag of the store, for operators.</summary>
    StoreFigures Measure();

    /// <summary>
    /// Commits all appended events and marks the end as clean. It blocks, with a deadline, so call
    /// it after the loop has ended.
    /// </summary>
    void Close();
}
