using System.Numerics;
using EventLoopServer.Connections;
using EventLoopServer.Observability;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// Limits the memory of some TLS connections for partial records. Above the limit, the connection
/// that holds the most is closed. If several hold the most, it is the one whose memory has not
/// changed for the longest time. So a connection that holds less than an equal share is never
/// closed.
/// </summary>
/// <remarks>
/// The pool's arrays have powers of two as their sizes. There is a list of connections for each
/// size, so no search is needed.
/// </remarks>
internal sealed class PartialRecordBudget(CloseQueue closeQueue, long limitBytes)
{
    private readonly LinkedList<TlsPipe>[] _bySize = MakeLists();
    private long _heldBytes;

    /// <summary>
    /// Updates the memory of a connection, and closes connections above the limit.
    /// </summary>
    public void Note(TlsPipe pipe)
    {
        if (pipe.NotedBytes == pipe.HeldBytes)
        {
            return;
        }

        Forget(pipe);
        if (pipe.HeldBytes > 0)
        {
            pipe.NotedBytes = pipe.HeldBytes;
            _heldBytes += pipe.NotedBytes;
            ListOf(pipe).AddLast(pipe.Place);
        }

        while (_heldBytes > limitBytes)
        {
            TlsPipe greediest = FindGreediest();
            Forget(greediest);
            greediest.Drop();
            closeQueue.RequestClose(greediest.Connection, CloseReason.OutOfBuffers);
        }
    }

    /// <summary>Removes a connection from the budget.</summary>
    public void Forget(TlsPipe pipe)
    {
        if (pipe.NotedBytes > 0)
        {
            ListOf(pipe).Remove(pipe.Place);
            _heldBytes -= pipe.NotedBytes;
            pipe.NotedBytes = 0;
        }
    }

    private TlsPipe FindGreediest()
    {
        int size = _bySize.Length - 1;
        while (_bySize[size].First is null)
        {
            size--;
        }

        return _bySize[size].First!.Value;
    }

    private LinkedList<TlsPipe> ListOf(TlsPipe pipe) =>
        _bySize[BitOperations.Log2((uint)pipe.NotedBytes)];

    private static LinkedList<TlsPipe>[] MakeLists()
    {
        var lists = new LinkedList<TlsPipe>[32];
        for (int i = 0; i < lists.Length; i++)
        {
            lists[i] = new LinkedList<TlsPipe>();
        }

        return lists;
    }
}
