namespace EventLoopServer.Chat.Storage;

/// <summary>
/// A query to the store, which runs on the store's reading thread. After that, the store calls
/// <see cref="Complete"/> on the reactor thread, also when the query was cancelled or has failed.
/// </summary>
internal abstract class StoreQuery
{
    private volatile bool _isCancelled;

    /// <summary>Why the query failed, for the log; null when it did not.</summary>
    public Exception? Fault { get; set; }

    /// <summary>
    /// True when the answer is no longer needed. The store may then skip the work.
    /// </summary>
    public bool IsCancelled => _isCancelled;

    /// <summary>Called on the reactor thread when the query ends.</summary>
    public Action<StoreQuery> Answered { get; set; } = static _ => { };

    public void Cancel() => _isCancelled = true;

    public void Complete() => Answered(this);
}
