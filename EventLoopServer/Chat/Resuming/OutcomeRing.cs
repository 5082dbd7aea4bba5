namespace EventLoopServer.Chat.Resuming;

/// <summary>
/// The latest answers of a session, in the order of the requests. A client that resumes gets the
/// answers that it missed. A repeated request gets the same answer again.
/// </summary>
internal sealed class OutcomeRing
{
    /// <summary>
    /// Most answers that are kept: more than the requests that a client sends before it waits for
    /// an answer. The array grows on demand, and takes 3 KB at most.
    /// </summary>
    public const int Capacity = 64;

    private const int FirstCapacity = 4;

    private Outcome[] _items = [];
    private int _first;

    public int Count { get; private set; }

    /// <summary>Index 0 is the oldest answer.</summary>
    public ref readonly Outcome this[int index] => ref _items[(_first + index) % _items.Length];

    /// <summary>
    /// Adds an answer. Its request id is higher than those of all earlier answers.
    /// </summary>
    public void Add(in Outcome outcome)
    {
        if (Count == _items.Length && Count < Capacity)
        {
            Grow();
        }

        if (Count == Capacity)
        {
            _first = (_first + 1) % Capacity;
            Count--;
        }

        _items[(_first + Count) % _items.Length] = outcome;
        Count++;
    }

    public bool TryFind(ulong requestId, out Outcome outcome)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            outcome = this[i];
            if (outcome.RequestId <= requestId)
            {
                return outcome.RequestId == requestId;
            }
        }

        outcome = default;
        return false;
    }

    /// <summary>
    /// True when the ring has the answers of all requests since one before this request. After a
    /// restart, these are the answers of the requests that were accepted and stored.
    /// </summary>
    public bool Covers(ulong requestId) => Count > 0 && this[0].RequestId < requestId;

    private void Grow()
    {
        var larger = new Outcome[Math.Max(FirstCapacity, _items.Length * 2)];
        for (int i = 0; i < Count; i++)
        {
            larger[i] = this[i];
        }

        (_items, _first) = (larger, 0);
    }
}
