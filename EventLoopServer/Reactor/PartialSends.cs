using EventLoopServer.Connections;
using EventLoopServer.Feeds;
using EventLoopServer.Observability;

namespace EventLoopServer.Reactor;

/// <summary>
/// Puts what a kernel did not take into the connection's ring, or ends a connection whose ring has
/// no room for it.
/// </summary>
internal sealed class PartialSends(LoopServices services, SlowReaderMonitor slowReaders)
{
    /// <summary>Keeps what is left of the plan after the bytes that were sent.</summary>
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

    /// <summary>Keeps one stretch.</summary>
    /// <returns>False when there was no room for it.</returns>
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

    /// <summary>There is no room for what it is to be told.</summary>
    public void TooSlow(Connection connection, bool torn, int lost)
    {
        services.Stats.DiscardedBytes += lost;
        connection.LostBytes += lost;
        if (torn)
        {
            // In the middle of a message: nothing that is sent now could be understood.
            services.CloseQueue.Abort(connection, CloseReason.TooSlow);
        }
        else
        {
            connection.OutputSkipped = true;
            services.CloseQueue.RequestClose(connection, CloseReason.TooSlow);
        }
    }
}
