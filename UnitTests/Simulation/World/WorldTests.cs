namespace UnitTests.Simulation.World;

/// <summary>Whole worlds from seeds: no invariant may fail in any of them.</summary>
internal sealed class WorldTests
{
    /// <summary>
    /// Some seconds of worlds of every size. In the last two, output rings are full and messages
    /// are truncated.
    /// </summary>
    private static readonly int[] s_seeds = [.. Enumerable.Range(12, 18), 61, 126];

    [Test]
    public void Some_worlds_have_operators_a_password_and_few_rooms()
    {
        WorldSetting[] all = [.. s_seeds.Select(WorldSetting.FromSeed)];
        Assert.That(all, Has.Some.Property(nameof(WorldSetting.Operators)).Zero);
        Assert.That(all, Has.Some.Property(nameof(WorldSetting.Operators)).EqualTo(2));
        Assert.That(all, Has.Some.Property(nameof(WorldSetting.HasEntry)).True);
        Assert.That(all, Has.Some.Property(nameof(WorldSetting.Rooms)).LessThan(8));
        Assert.That(all, Has.Some.Property(nameof(WorldSetting.RoomsPerMember)).LessThan(8));
    }

    [Test]
    public void Some_worlds_keep_the_chat_and_restart_in_every_way()
    {
        WorldSetting[] stored =
            [.. s_seeds.Select(WorldSetting.FromSeed).Where(static s => s.MakeStore is not null)];
        Assert.That(
            stored.Select(static s => s.FirstEnd).Distinct(),
            Is.EquivalentTo(Enum.GetValues<WorldEnd>()));
        Assert.That(
            stored.Max(static s => WorldRun.Of(s).Kept),
            Is.GreaterThan(50),
            "no world has many confirmed messages");
    }

    [TestCaseSource(nameof(s_seeds))]
    public void Every_invariant_holds_in_every_world(int seed)
    {
        WorldRun run = WorldRun.Of(seed);
        TestContext.Out.WriteLine(
            $"{run.Turn} turns, {run.Events} events, {run.Actions} actions, {run.Hash:X16}");
        Assert.That(run.Fault, Is.Null, run.Report);
    }
}
