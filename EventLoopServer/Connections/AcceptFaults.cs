using EventLoopServer.Observability;
using EventLoopServer.Readiness;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Connections;

/// <summary>
/// Connections that failed before they were served: counted, and logged at a limited rate, because
/// a peer can cause any number of them.
/// </summary>
internal sealed class AcceptFaults(ServerStats stats, TurnClock clock, ILogger log)
{
    /// <summary>
    /// Milliseconds between two lines of the log, as for connections that are turned away.
    /// </summary>
    private const long QuietMs = 10_000;

    /// <summary>
    /// Accepts that threw before the garbage is collected. The runtime drops the descriptor of such
    /// a connection without closing it, and only its finalizer does: on macOS a peer could use up
    /// all descriptors of an otherwise idle server. Half of the spare ones of
    /// <see cref="DescriptorTable"/>.
    /// </summary>
    private const int ThrowsBeforeCollection = 64;

    private long _quietUntilMs = long.MinValue;
    private long _unlogged;
    private int _throws;

    /// <summary>Counts one for which the kernel had an ordinary error.</summary>
    public void Count() => stats.AcceptFaults++;

    /// <summary>Counts one that threw, and logs it unless a line was written lately.</summary>
    /// <param name="address">The listener's.</param>
    /// <param name="exception">What was thrown.</param>
    /// <param name="isAccept">The accept itself threw: there is no wire to close.</param>
    public void Count(string address, Exception exception, bool isAccept)
    {
        stats.AcceptFaults++;
        if (clock.NowMs < _quietUntilMs)
        {
            _unlogged++;
        }
        else
        {
            Log.AcceptFailed(
                log, exception, address, SocketErrors.Describe(exception), _unlogged);
            _quietUntilMs = clock.NowMs + QuietMs;
            _unlogged = 0;
        }

        if (isAccept && ++_throws >= ThrowsBeforeCollection)
        {
            _throws = 0;
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        }
    }
}
