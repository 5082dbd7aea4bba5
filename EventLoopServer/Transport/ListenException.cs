namespace EventLoopServer.Transport;

/// <summary>
/// The server cannot listen on an address. The message is for the user who configured it.
/// </summary>
/// <param name="reason">What is wrong, without a full stop.</param>
/// <param name="advice">What to do about it.</param>
/// <param name="inner">The system's exception; null if there is none.</param>
internal sealed class ListenException(string reason, string advice, Exception? inner)
    : Exception($"{reason}: {advice}", inner)
{
    /// <summary>What is wrong, without a full stop.</summary>
    public string Reason { get; } = reason;
}
