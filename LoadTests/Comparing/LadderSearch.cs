namespace LoadTests.Comparing;

/// <summary>
/// Which load a ladder tries next: doubled while it holds, then halved towards the place where it
/// broke. The load that is found is tried once more: one run that held may have been luck. When it
/// breaks, the next lower one that had held is repeated. All loads are whole numbers.
/// </summary>
/// <param name="first">The first one.</param>
/// <param name="most">More is never tried.</param>
internal sealed class LadderSearch(double first, double most)
{
    /// <summary>How close the capacity is told: to an eighth of itself.</summary>
    private const double Closeness = 1.125;

    /// <summary>Loads that held, the highest on top.</summary>
    private readonly Stack<double> _held = new();

    private double _broke = double.PositiveInfinity;

    /// <summary>What is to be tried.</summary>
    public double Next { get; private set; } = Math.Min(first, most);

    /// <summary>The highest load that held; 0 while none did.</summary>
    public double Capacity => _held.TryPeek(out double load) ? load : 0;

    /// <summary>True when <see cref="Next"/> has held before.</summary>
    public bool IsRepeating { get; private set; }

    /// <summary>True when <see cref="Capacity"/> has held twice.</summary>
    public bool IsRepeated { get; private set; }

    /// <summary>True when <see cref="Capacity"/> is the answer and nothing is left to try.
    /// </summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes down how <see cref="Next"/> went and goes on to another.</summary>
    public void Report(bool hasHeld)
    {
        if (IsRepeating)
        {
            EndRepeat(hasHeld);
            return;
        }

        if (hasHeld)
        {
            _held.Push(Next);
        }
        else
        {
            _broke = Next;
        }

        bool isFound = Capacity >= most
            || _broke <= Capacity * Closeness
            || _broke - Capacity < 2;
        if (isFound)
        {
            Repeat();
            return;
        }

        Next = Math.Round(double.IsInfinity(_broke)
            ? Math.Min(2 * Capacity, most)
            : (Capacity + _broke) / 2);
    }

    private void EndRepeat(bool hasHeld)
    {
        if (hasHeld)
        {
            IsRepeated = IsOver = true;
            return;
        }

        _held.Pop();
        Repeat();
    }

    private void Repeat()
    {
        IsOver = Capacity == 0;
        IsRepeating = !IsOver;
        Next = Capacity;
    }
}
