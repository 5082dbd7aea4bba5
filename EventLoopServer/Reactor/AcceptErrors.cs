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
    /// Accepts that threw before the garbage is collected. The runtime drops the descriptor of such
    /// a connection without closing it, and only its finalizer does: on macOS a peer could use up
    /// all descriptors of an otherwise idle server. Half of the spare ones of
    /// <see cref="DescriptorTable"/>.
    /// </summary>
    private const int ThrowsBeforeCollection = 64;

    private int _throws;

    /// <summary>Counts one for which the kernel had an ordinary error.</summary>
    public void Count() => stats.AcceptFaults++;

    /// <summary>Counts and logs one that threw.</summary>
    /// <param name="address">The listener's.</param>
    /// <param name="exception">What was thrown.</param>
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
