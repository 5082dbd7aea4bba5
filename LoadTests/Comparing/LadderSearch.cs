namespace LoadTests.Comparing;

/// <summary>
/// Chooses the next load of a ladder. The load doubles while the objective holds. Then the search
/// bisects between the highest load that held and the lowest that failed. The result is repeated,
/// because a single success may be luck. When the repetition fails, the next lower load that held
/// is repeated. All loads are whole numbers.
/// </summary>
/// <param name="first">The first load.</param>
/// <param name="most">The highest load.</param>
internal sealed class LadderSearch(double first, double most)
{
    /// <summary>The capacity is found to within an eighth.</summary>
    private const double Closeness = 1.125;

    /// <summary>Loads that held, the highest on top.</summary>
    private readonly Stack<double> _held = new();

    private double _broke = double.PositiveInfinity;

    /// <summary>The load to run next.</summary>
    public double Next { get; private set; } = Math.Min(first, most);

    /// <summary>The highest load that held; 0 while none did.</summary>
    public double Capacity => _held.TryPeek(out double load) ? load : 0;

    /// <summary>True when <see cref="Next"/> has held before.</summary>
    public bool IsRepeating { get; private set; }

    /// <summary>True when <see cref="Capacity"/> has held twice.</summary>
    public bool IsRepeated { get; private set; }

    /// <summary>True when the search has ended with <see cref="Capacity"/>.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Records the result of <see cref="Next"/> and chooses the next load.</summary>
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
