using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Timing;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// The deadline of a handshake. After the handshake, it is the deadline of each partial record. A
/// record without an end would hold memory for as long as the client likes.
/// </summary>
internal sealed class TlsDeadline(
    Connection connection, TlsServer server, TlsFilter channel) : LoopTimer
{
    private const long Never = long.MaxValue;

    /// <summary>
    /// The time since when the last record has been partial; <see cref="Never"/> if it is whole.
    /// </summary>
    private long _partSinceMs = Never;

    /// <summary>Starts the deadline of the handshake.</summary>
    public void Start() => WaitFrom(server.NowMs);

    /// <summary>
    /// Notes that bytes have arrived. A timer that is in the queue is not moved. If traffic is
    /// split inside records, it would be moved each time.
    /// </summary>
    /// <param name="hasPart">True if the last record is partial.</param>
    /// <param name="isAnother">True if the last record is another one than before.</param>
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
            // The server itself does not read the rest of the record now. So the client gets the
            // full time again.
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
