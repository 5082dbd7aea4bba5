using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// Handshakes: those that can make a step, and those that hold the memory of a TLS library. A step
/// costs up to a millisecond, a thousand times what a message costs, so a turn has a budget of time
/// for them. A handshake that waits for its peer is in no list that is walked.
/// </summary>
/// <remarks>
/// Steps of begun handshakes come first, so that few are unfinished at a time. Of new ones the
/// oldest and the newest are taken in turn. In a flood of hellos that is faster than the processor,
/// a queue in order of arrival would serve everybody after the deadline, and that is nobody.
/// </remarks>
/// <param name="clock">For the turn's budget.</param>
/// <param name="limits">The budget, and how many may be unfinished.</param>
/// <param name="goOn">Reads a connection on and shows its bytes to its filter.</param>
internal sealed class HandshakeQueue(
    IClock clock, TlsLimits limits, Action<Connection> goOn)
{
    private readonly LinkedList<TlsHandshake> _begun = [];
    private readonly LinkedList<TlsHandshake> _new = [];
    private readonly LinkedList<TlsHandshake> _unfinished = [];
    private bool _takesNewest = true;

    /// <summary>True when a step can be made: the next wait must not sleep.</summary>
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
            goOn(handshake.Connection);
            handshake.MayStep = false;
        }
        while (HasWork && clock.NowNs < endNs);
    }

    /// <summary>A handshake can make a step.</summary>
    public void Enqueue(TlsHandshake handshake)
    {
        if (handshake.Turn.List is null)
        {
            (handshake.Stream is not null ? _begun : _new).AddLast(handshake.Turn);
        }
    }

    /// <summary>A handshake makes its first step, and holds memory from now on.</summary>
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

    /// <summary>A handshake is over, in whatever way.</summary>
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
