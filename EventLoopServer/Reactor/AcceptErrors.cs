using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Transport;

namespace EventLoopServer.Reactor;

/// <summary>
/// Counts connections that failed before they were served. A peer can cause any number of them.
/// </summary>
internal sealed class AcceptErrors(ServerStats stats, ClientLog log)
{
    /// <summary>
    /// The number of exceptions of accept after which the server collects garbage. After such an
    /// exception the runtime does not close the connection's descriptor. Only a finalizer closes
    /// it. On macOS, a peer could use up all descriptors of an idle server in this way. The number
    /// is half of the spare descriptors of <see cref="DescriptorTable"/>.
    /// </summary>
    private const int ThrowsBeforeCollection = 64;

    private int _throws;

    /// <summary>Counts a connection for which the kernel reported an ordinary error.</summary>
    public void Count() => stats.AcceptFaults++;

    /// <summary>Counts and logs a connection whose accept or setup threw.</summary>
    /// <param name="address">The listener's address.</param>
    /// <param name="exception">The exception that was thrown.</param>
    /// <param name="isAccept">
    /// True if the accept itself threw. Then there is no transport to close.
    /// </param>
    public void Count(string address, Exception exception, bool isAccept)
    {
        stats.AcceptFaults++;
        log.AcceptFailed(address, exception);
        if (isAccept && ++_throws >= ThrowsBeforeCollection)
        {
            _throws = 0;
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        }
    }
}
