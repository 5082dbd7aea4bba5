namespace EventLoopServer.Chat.Storage;

/// <summary>
/// A question to the store. It runs on the store's reading thread; then the store calls
/// <see cref="Complete"/> on the reactor thread, also when it was cancelled or has failed.
/// </summary>
internal abstract class StoreQuery
{
    private volatile bool _isCancelled;

    /// <summary>Why it failed, for the log; null: it did not.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Nobody waits for the answer: the store may skip the work.</summary>
    public bool IsCancelled => _isCancelled;

    /// <summary>Called on the reactor thread.</summary>
    public Action<StoreQuery> Answered { get; set; } = static _ => { };

    public void Cancel() => _isCancelled = true;

    public void Complete() => Answered(this);
}
