using System.Numerics;
using EventLoopServer.Connections;
using EventLoopServer.Observability;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// Memory in which what came of some TLS connections waits for the rest of its record. There is
/// only so much of it; over that the one that holds most goes, and of several like it the one that
/// has held something longest. So nobody goes who holds less than an equal share.
/// </summary>
/// <remarks>
/// They are kept by size, in powers of two as the pool's arrays are: nobody has to be looked for.
/// </remarks>
internal sealed class PartialRecordBudget(CloseQueue closeQueue, long limitBytes)
{
    private readonly LinkedList<TlsPipe>[] _bySize = MakeLists();
    private long _heldBytes;

    /// <summary>What a connection holds may have changed.</summary>
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

    /// <summary>A connection holds nothing here any more.</summary>
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
