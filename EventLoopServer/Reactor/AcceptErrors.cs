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
    /// Exceptions of accept after which the garbage is collected. The runtime drops the descriptor
    /// of such a connection without closing it, and only a finalizer closes it. On macOS a peer
    /// could use up all descriptors of an otherwise idle server. The number is half of the spare
    /// descriptors of <see cref="DescriptorTable"/>.
    /// </summary>
    private const int ThrowsBeforeCollection = 64;

    private int _throws;

    /// <summary>Counts a connection for which the kernel reported an ordinary error.</summary>
    public void Count() => stats.AcceptFaults++;

    /// <summary>Counts and logs a connection whose accept or setup threw.</summary>
    /// <param name="address">The listener's address.</param>
    /// <param name="exception">The exception that was thrown.</param>
    /// <param name="isAccept">The accept itself threw: there is no transport to close.</param>
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
