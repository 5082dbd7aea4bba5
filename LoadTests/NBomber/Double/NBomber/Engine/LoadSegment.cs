namespace NBomber.Engine;

/// <summary>One load simulation.</summary>
/// <param name="Kind">The kind of load.</param>
/// <param name="Amount">Copies, or iterations per interval.</param>
/// <param name="Interval">The time between two injections.</param>
/// <param name="During">The duration.</param>
internal sealed record LoadSegment(
    LoadKind Kind, int Amount, TimeSpan Interval, TimeSpan During)
{
    /// <summary>The lower bound of a random amount.</summary>
    public int MinAmount { get; init; }
}
