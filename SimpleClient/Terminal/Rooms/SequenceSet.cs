namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// A set of mostly consecutive numbers. They are stored as ranges, so that even a large set takes
/// little memory. A set with too many ranges drops the oldest one.
/// </summary>
internal sealed class SequenceSet
{
    /// <summary>The most ranges; a skipped number begins a new range.</summary>
    public const int MaxStretches = 1_000;

    private readonly List<(ulong From, ulong To)> _stretches = [];

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

    public bool Contains(ulong number) =>
        _stretches.Exists(one => number >= one.From && number <= one.To);

    public void Clear() => _stretches.Clear();
}
