namespace LoadTests.Comparing;

/// <summary>
/// Which load a ladder tries next: doubled while it holds, then halved towards the place where it
/// broke. All loads are whole numbers.
/// </summary>
/// <param name="first">The first one.</param>
/// <param name="most">More is never tried.</param>
internal sealed class LadderSearch(double first, double most)
{
    /// <summary>How close the capacity is told: to an eighth of itself.</summary>
    private const double Closeness = 1.125;

    private double _broke = double.PositiveInfinity;
    private bool _isOver;

    /// <summary>What is to be tried.</summary>
    public double Next { get; private set; } = Math.Min(first, most);

    /// <summary>The highest load that held; 0 while none did.</summary>
    public double Capacity { get; private set; }

    /// <summary>True when <see cref="Capacity"/> is the answer and nothing is left to try.
    /// </summary>
    public bool IsOver => _isOver;

    /// <summary>Takes down how <see cref="Next"/> went and goes on to another.</summary>
    public void Tell(bool hasHeld)
    {
        if (hasHeld)
        {
            Capacity = Next;
        }
        else
        {
            _broke = Next;
        }

        _isOver = Capacity >= most
            || _broke <= Capacity * Closeness
            || _broke - Capacity < 2;
        Next = Math.Round(double.IsInfinity(_broke)
            ? Math.Min(2 * Capacity, most)
            : (Capacity + _broke) / 2);
    }
}
