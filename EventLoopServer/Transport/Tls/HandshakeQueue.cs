using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// The queue of TLS handshakes that can make a step, and the list of those that hold memory of a
/// TLS library. A step costs up to a millisecond, a thousand times as much as a message, so a turn
/// has a time budget for steps. A handshake that waits for its peer is not in the queue.
/// </summary>
/// <remarks>
/// Steps of begun handshakes come first, so that few are unfinished at the same time. Of the new
/// ones, the oldest and the newest are taken alternately. A queue in the order of arrival was
/// rejected. If hellos (the first messages of clients) arrived faster than the server answers, it
/// would serve every client after its deadline.
/// </remarks>
/// <param name="clock">Measures the turn's budget.</param>
/// <param name="limits">The budget, and how many handshakes may be unfinished.</param>
/// <param name="read">Reads a connection and passes its bytes to its filter.</param>
internal sealed class HandshakeQueue(
    IClock clock, TlsLimits limits, Action<Connection> read)
{
    private readonly LinkedList<TlsHandshake> _begun = [];
    private readonly LinkedList<TlsHandshake> _new = [];
    private readonly LinkedList<TlsHandshake> _unfinished = [];
    private bool _takesNewest = true;

    /// <summary>True when a step can be made. The next wait must then not sleep.</summary>
    public bool HasWork => _begun.Count + _new.Count > 0;

    /// <summary>Handshakes that hold the memory of a TLS library.</summary>
    public int Unfinished => _unfinished.Count;

    /// <summary>Makes steps until the turn's budget is used up.</summary>
    public void Run()
    {
        if (!HasWork)
        {
            return;
        }

        long endNs = clock.NowNs + limits.HandshakeNsPerTurn;
        do
        {
            TlsHandshake handshake = Dequeue();
            handshake.MayStep = true;
            read(handshake.Connection);
            handshake.MayStep = false;
        }
        while (HasWork && clock.NowNs < endNs);
    }

    /// <summary>Adds a handshake that can make a step.</summary>
    public void Enqueue(TlsHandshake handshake)
    {
        if (handshake.Turn.List is null)
        {
            (handshake.Stream is not null ? _begun : _new).AddLast(handshake.Turn);
        }
    }

    /// <summary>
    /// Adds a handshake that makes its first step, and holds memory from now on. If too many are
    /// unfinished, it evicts the oldest.
    /// </summary>
    public void Begin(TlsHandshake handshake)
    {
        _unfinished.AddLast(handshake.Age);
        while (_unfinished.Count > limits.Handshakes)
        {
            TlsHandshake oldest = _unfinished.First!.Value;
            _unfinished.RemoveFirst();
            oldest.Evict();
        }
    }

    /// <summary>Removes a handshake that has ended, successfully or not.</summary>
    public void Remove(TlsHandshake handshake)
    {
        handshake.Turn.List?.Remove(handshake.Turn);
        handshake.Age.List?.Remove(handshake.Age);
    }

    private TlsHandshake Dequeue()
    {
        LinkedListNode<TlsHandshake> next;
        if (_begun.First is { } begun)
        {
            next = begun;
        }
        else
        {
            _takesNewest = !_takesNewest;
            next = _takesNewest ? _new.Last! : _new.First!;
        }

        next.List!.Remove(next);
        return next.Value;
    }
}
