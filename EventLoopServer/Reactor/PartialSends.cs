using EventLoopServer.Connections;
using EventLoopServer.Feeds;
using EventLoopServer.Observability;

namespace EventLoopServer.Reactor;

/// <summary>
/// Puts bytes that the kernel did not take into the connection's ring. If the ring has no room for
/// them, it closes the connection.
/// </summary>
internal sealed class PartialSends(LoopServices services, SlowReaderMonitor slowReaders)
{
    /// <summary>
    /// Puts the plan's bytes into the ring, except the bytes that were sent already.
    /// </summary>
    public void KeepAll(Connection connection, PlanReader plan, int sent)
    {
        int free = connection.IsOpen ? connection.Ring.Free : connection.Ring.FreeForGoodbye;
        if (plan.TotalBytes - sent > free)
        {
            TooSlow(connection, sent > 0, plan.TotalBytes - sent);
            return;
        }

        bool torn = sent > 0;
        foreach (ArraySegment<byte> segment in plan.Segments)
        {
            int part = Math.Min(sent, segment.Count);
            sent -= part;
            if (part < segment.Count && !Keep(connection, segment[part..], torn))
            {
                return;
            }

            torn = true;
        }
    }

    /// <summary>
    /// Puts one segment into the ring. If bytes before it were sent or kept,
    /// <paramref name="torn"/> is true.
    /// </summary>
    /// <returns>False when the ring had no room for it.</returns>
    public bool Keep(Connection connection, ArraySegment<byte> rest, bool torn)
    {
        bool kept = connection.IsOpen
            ? connection.Ring.TryWrite(rest)
            : connection.Ring.TryWriteGoodbye(rest);
        if (!kept)
        {
            TooSlow(connection, torn, rest.Count);
            return false;
        }

        slowReaders.Note(connection);
        if (!connection.IsSendPaused)
        {
            services.Stats.PartialSends++;
            services.Poller.WantWrite(connection.Slot, true);
        }

        return true;
    }

    /// <summary>Closes a connection whose ring has no room for its output.</summary>
    public void TooSlow(Connection connection, bool torn, int lost)
    {
        services.Stats.DiscardedBytes += lost;
        connection.LostBytes += lost;
        if (torn)
        {
            // The output may end inside a message. The client could not decode later bytes.
            services.CloseQueue.Abort(connection, CloseReason.TooSlow);
        }
        else
        {
            connection.OutputSkipped = true;
            services.CloseQueue.RequestClose(connection, CloseReason.TooSlow);
        }
    }
}
