using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Timing;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// The deadline of a handshake, and afterwards of each record that has begun. A record without an
/// end would hold memory for as long as its sender likes.
/// </summary>
internal sealed class TlsDeadline(
    Connection connection, TlsServer server, TlsFilter channel) : LoopTimer
{
    private const long Never = long.MaxValue;

    /// <summary>Since when a record has been partial.</summary>
    private long _partSinceMs = Never;

    /// <summary>Starts the deadline of the handshake.</summary>
    public void Start() => WaitFrom(server.NowMs);

    /// <summary>
    /// Notes that bytes have arrived. A timer in the queue stays there: traffic that is split
    /// anywhere would move it each time.
    /// </summary>
    /// <param name="hasPart">The last record is partial.</param>
    /// <param name="isAnother">It is not the same record as before.</param>
    public void Watch(bool hasPart, bool isAnother)
    {
        if (!hasPart)
        {
            _partSinceMs = Never;
        }
        else if (isAnother || _partSinceMs == Never)
        {
            _partSinceMs = server.NowMs;
            if (!IsSet)
            {
                WaitFrom(_partSinceMs);
            }
        }
    }

    public override void Fire()
    {
        if (channel.IsOpening)
        {
            channel.GiveUp();
            server.CloseQueue.RequestClose(connection, CloseReason.TlsTooLate);
        }
        else if (_partSinceMs != Never && (connection.IsPaused || connection.IsReady))
        {
            // The server itself does not read the rest now: the client gets the full time again.
            _partSinceMs = server.NowMs;
            WaitFrom(_partSinceMs);
        }
        else if (server.NowMs - _partSinceMs >= server.Limits.UnfinishedMs)
        {
            server.CloseQueue.RequestClose(connection, CloseReason.Unfinished);
        }
        else if (_partSinceMs != Never)
        {
            WaitFrom(_partSinceMs);
        }
    }

    public override void Failed(Exception fault)
    {
        connection.Consumer.Failed(fault);
        server.CloseQueue.RequestClose(connection, CloseReason.Bug);
    }

    private void WaitFrom(long sinceMs)
    {
        if (server.Limits.UnfinishedMs > 0)
        {
            server.Timers.Set(this, sinceMs + server.Limits.UnfinishedMs);
        }
    }
}
