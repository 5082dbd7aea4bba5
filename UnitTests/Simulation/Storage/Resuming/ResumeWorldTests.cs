namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>Sessions in random worlds, and the planted faults that they find.</summary>
internal sealed class ResumeWorldTests
{
    private const int Turns = 1500;

    [Test]
    public void Resumed_sessions_keep_every_invariant([Range(1, 8)] int seed)
    {
        using var store = new SimStore(seed, SimStoreFaults.Many) { Capacity = 200 };
        using var world = new ResumeWorld(seed, store);
        world.Run(Turns);
        Assert.That(world.Kept, Is.GreaterThan(50), "the world tests nothing");
        Assert.That(world.Resumed, Is.GreaterThan(20), "the world tests nothing");
    }

    [Test]
    public void Missing_counter_is_found_because_a_line_is_said_twice() => AssertFound(
        "said twice",
        static seed => new SimStore(seed, SimStoreFaults.Many) { ForgetsRequests = true });

    [Test]
    public void Confirmation_before_the_commit_is_found_because_a_line_is_lost() => AssertFound(
        "is lost",
        static seed => new SimStore(seed, SimStoreFaults.Many) { ReportsEarly = true });

    [Test]
    public void Same_incarnation_after_a_crash_is_found() => AssertFound(
        "", static seed => new SimStore(seed, SimStoreFaults.Many) { HidesCrash = true });

    private static void AssertFound(string what, Func<int, SimStore> plant)
    {
        var found = new List<string>();
        for (int seed = 1; seed <= 6; seed++)
        {
            using SimStore store = plant(seed);
            using var world = new ResumeWorld(seed, store);
            try
            {
                world.Run(Turns);
            }
            catch (StoreFault fault)
            {
                found.Add(fault.Message);
            }
        }

        Assert.That(found, Has.Some.Contains(what), "no seed has found the fault");
    }
}
