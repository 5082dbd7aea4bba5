namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// A set of mostly consecutive numbers, stored as ranges, so that a set of any size is small. A set
/// with too many ranges forgets the oldest one.
/// </summary>
internal sealed class SequenceSet
{
    /// <summary>The most ranges; a skipped number begins a new range.</summary>
    public const int MaxStretches = 1_000;

    private readonly List<(ulong From, ulong To)> _stretches = [];

    /// <summary>Adds a number.</summary>
    public void Add(ulong number)
    {
        if (_stretches.Count > 0 && number == _stretches[^1].To + 1)
        {
            _stretches[^1] = (_stretches[^1].From, number);
        }
        else if (!Contains(number))
        {
            if (_stretches.Count == MaxStretches)
            {
                _stretches.RemoveAt(0);
            }

            _stretches.Add((number, number));
        }
    }

    /// <summary>True for a number that was added.</summary>
    public bool Contains(ulong number) =>
        _stretches.Exists(one => number >= one.From && number <= one.To);

    /// <summary>Removes all numbers.</summary>
    public void Clear() => _stretches.Clear();
}
