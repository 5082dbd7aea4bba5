namespace UnitTests.Simulation.World;

/// <summary>
/// Whole worlds from seeds: nothing that always has to hold may break in any of them.
/// </summary>
internal sealed class WorldTests
{
    /// <summary>
    /// Some seconds of worlds of every size; in the last two output rings are full, and messages
    /// torn.
    /// </summary>
    private static readonly int[] s_seeds = [.. Enumerable.Range(12, 18), 61, 126];

    [TestCaseSource(nameof(s_seeds))]
    public void Everything_that_has_to_hold_holds(int seed)
    {
        WorldRun run = WorldRun.Of(seed);
        TestContext.Out.WriteLine($"{run.Turn} turns, {run.Events} events, {run.Hash:X16}");
        Assert.That(run.Fault, Is.Null, run.Report);
    }
}
