using EventLoopServer.Configuration;

namespace UnitTests.Simulation.Files;

/// <summary>Shared files in random worlds, and the planted faults that they find.</summary>
internal sealed class FileWorldTests
{
    private const int Steps = 500;

    [Test]
    public void Shared_files_keep_every_invariant([Range(1, 6)] int seed)
    {
        using var world = new FileWorld(seed, new SimFolder());
        world.Run(Steps);
        TestContext.Out.WriteLine(
            $"seed {seed}: {world.Shared} shared, {world.Fetched} fetched, {world.Broken} broken, "
            + $"{world.Refusals} refused, {world.Starts} starts");
        Assert.That(world.Shared, Is.GreaterThan(5), "the world tests nothing");
        Assert.That(world.Fetched, Is.GreaterThan(3), "the world tests nothing");
        Assert.That(world.Broken, Is.Positive, "the world tests nothing");
        Assert.That(world.Refusals, Is.Positive, "the world tests nothing");
        Assert.That(world.Starts, Is.GreaterThan(2), "the world tests nothing");
    }

    [Test]
    public void Flaw_of_the_folder_is_found(
        [Values(
            FolderFlaw.DeletesNothing,
            FolderFlaw.SyncsNothing,
            FolderFlaw.ChangesBytes,
            FolderFlaw.HidesDrafts,
            FolderFlaw.ReadsShort)]
        FolderFlaw flaw) =>
        AssertFound(seed => new FileWorld(seed, new SimFolder { Flaw = flaw }));

    [Test]
    public void Quota_that_is_too_large_is_found() => AssertFound(
        static seed => Adapted(seed, static o => o with { DayBytes = 2 * o.DayBytes }));

    [Test]
    public void Quota_that_is_too_small_is_found() => AssertFound(
        static seed => Adapted(seed, static o => o with { DayBytes = o.DayBytes / 2 }));

    [Test]
    public void Space_that_is_too_large_is_found() => AssertFound(
        static seed => Adapted(seed, static o => o with { TotalBytes = 2 * o.TotalBytes }));

    [Test]
    public void Files_that_expire_too_early_are_found() => AssertFound(
        static seed => Adapted(seed, static o => o with { Keep = TimeSpan.FromHours(1) }));

    private static FileWorld Adapted(int seed, Func<SharingOptions, SharingOptions> adapt) =>
        new(seed, new SimFolder(), adapt);

    private static void AssertFound(Func<int, FileWorld> plant)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            try
            {
                using FileWorld world = plant(seed);
                world.Run(Steps);
            }
            catch (FileWorldFault fault)
            {
                TestContext.Out.WriteLine($"seed {seed}: {fault.Message}");
                return;
            }
        }

        Assert.Fail("no seed has found the fault");
    }
}
