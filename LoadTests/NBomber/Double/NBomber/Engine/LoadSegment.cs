namespace NBomber.Engine;

/// <summary>One load simulation.</summary>
/// <param name="Kind">What is scheduled.</param>
/// <param name="Amount">Copies at once, or iterations that begin in each interval.</param>
/// <param name="Interval">Between two injections.</param>
/// <param name="During">How long.</param>
internal sealed record LoadSegment(
    LoadKind Kind, int Amount, TimeSpan Interval, TimeSpan During)
{
    /// <summary>Of a random amount.</summary>
    public int LeastAmount { get; init; }
}
