namespace UnitTests.Simulation.Storage;

/// <summary>Stored conversations in random worlds, and the planted faults that they find.</summary>
internal sealed class StoreWorldTests
{
    private const int Turns = 1000;

    [Test]
    public void Stored_conversations_keep_every_invariant([Range(1, 8)] int seed)
    {
        using var store = new SimStore(seed, SimStoreFaults.Many) { Capacity = 16 };
        using var world = new StoreWorld(seed, store);
        world.Run(Turns);
        Assert.That(world.Kept, Is.GreaterThan(50), "the world tests nothing");
        Assert.That(store.TimesHigh, Is.Positive, "the world tests nothing");
        Assert.That(world.Pages, Is.GreaterThan(10), "the world tests nothing");
    }

    [Test]
    public void Confirmation_before_the_commit_is_found() => AssertFound(
        static seed => new SimStore(seed, SimStoreFaults.Many) { ReportsEarly = true });

    [Test]
    public void Same_incarnation_after_a_crash_is_found() => AssertFound(
        static seed => new SimStore(seed, SimStoreFaults.Many) { HidesCrash = true });

    [Test]
    public void Speakers_that_are_not_held_are_found() => AssertFound(static seed =>
        new SimStore(seed, SimStoreFaults.Many) { Capacity = 24, HidesPressure = true });

    [Test]
    public void Speakers_that_are_never_released_are_found() => AssertFound(static seed =>
        new SimStore(seed, SimStoreFaults.Many) { Capacity = 24, StaysHigh = true });

    private static void AssertFound(Func<int, SimStore> plant)
    {
        int found = 0;
        for (int seed = 1; seed <= 5; seed++)
        {
            using SimStore store = plant(seed);
            using var world = new StoreWorld(seed, store);
            try
            {
                world.Run(Turns);
            }
            catch (StoreFault)
            {
                found++;
            }
        }

        Assert.That(found, Is.Positive, "no seed has found the fault");
    }
}
