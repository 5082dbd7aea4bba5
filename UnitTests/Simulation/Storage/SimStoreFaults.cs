namespace UnitTests.Simulation.Storage;

/// <summary>The faults that a simulated store draws, as percentages of its steps.</summary>
/// <param name="Stall">A step does no work.</param>
/// <param name="Full">The disk becomes full.</param>
/// <param name="Freed">A full disk is freed again.</param>
/// <param name="FailedSync">The written entries are not on disk, and are written again.</param>
/// <param name="Late">An answer is not delivered in this step.</param>
internal sealed record SimStoreFaults(
    int Stall = 0, int Full = 0, int Freed = 0, int FailedSync = 0, int Late = 0)
{
    public static SimStoreFaults None { get; } = new();

    public static SimStoreFaults Many { get; } = new(30, 3, 15, 10, 40);
}
