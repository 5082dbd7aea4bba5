namespace EventLoopServer.Transport;

/// <summary>An address that cannot be listened on, told to the person who gave it.</summary>
/// <param name="reason">What is wrong, without a full stop.</param>
/// <param name="advice">What to do about it.</param>
/// <param name="inner">What the system said; null: nothing.</param>
internal sealed class ListenException(string reason, string advice, Exception? inner)
    : Exception($"{reason}: {advice}", inner)
{
    /// <summary>What is wrong, without a full stop.</summary>
    public string Reason { get; } = reason;
}
