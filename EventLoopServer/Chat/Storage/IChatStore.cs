namespace EventLoopServer.Chat.Storage;

/// <summary>
/// The durable log of the chat. The reactor appends applied events to a batch in memory and hands
/// it over once a turn; a thread of the store commits it. All members are for the reactor thread,
/// and none of them waits for the disk, except <see cref="Load"/> and <see cref="Close"/>.
/// </summary>
internal interface IChatStore : IDisposable
{
    /// <summary>Events appended so far in this run: the position of the last.</summary>
    long Appended { get; }

    /// <summary>The position up to which all events are on disk.</summary>
    long Kept { get; }

    /// <summary>How long messages are kept where no other time is set for their room.</summary>
    TimeSpan Retention { get; }

    /// <summary>How full the batch is.</summary>
    StorePressure Pressure { get; }

    /// <summary>Called on the reactor thread after <see cref="Kept"/> has grown.</summary>
    Action KeptChanged { set; }

    /// <summary>
    /// Called on the reactor thread with rooms whose lines have all expired, about once a minute
    /// while there are any. A line may have been appended since.
    /// </summary>
    Action<IReadOnlyList<EmptiedRoom>> RoomsEmptied { set; }

    /// <summary>
    /// Reads what the chat needs at its start. It blocks: call it before the loop runs.
    /// </summary>
    StoredState Load();

    /// <summary>
    /// Appends a message. The bytes are copied; nothing is allocated.
    /// </summary>
    /// <returns>False when the batch is full: refuse the request with StoreBusy.</returns>
    bool TryAppend(in StoredMessage message);

    /// <summary>
    /// Appends a change that is never refused: a part of the batch is reserved for these.
    /// </summary>
    void Append(StoreChange change);

    /// <summary>
    /// Hands the batch to the store's thread. Called once a turn, before the sends.
    /// </summary>
    void Persist();

    /// <summary>
    /// Starts a query on the store's reading thread. Its result is delivered through the mailbox.
    /// </summary>
    /// <returns>False when too many queries are open: refuse the request with StoreBusy.</returns>
    bool TryStart(StoreQuery query);

    /// <summary>The size and the lag of the store, for operators.</summary>
    StoreFigures Measure();

    /// <summary>
    /// Commits everything that was appended and marks the end as clean. It blocks, with a deadline:
    /// call it after the loop has ended.
    /// </summary>
    void Close();
}
