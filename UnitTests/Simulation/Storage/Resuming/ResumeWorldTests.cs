using EventLoopServer.Chat.Storage;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>
/// Sessions in random worlds, and the planted faults that they find. The worlds have a million
/// turns together. There are many of them, because a world gets slower as its disk fills.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class ResumeWorldTests
{
    private const int Turns = 2500;
    private const int Worlds = 100;
    private const int Cases = 4;
    private const int FaultTurns = 1500;
    private const int MaxFaultSeeds = 60;

    [Test]
    public void Resumed_sessions_keep_every_invariant([Range(0, Cases - 1)] int part)
    {
        long turns = 0;
        int exact = 0;
        for (int seed = 1 + (part * Worlds); seed <= (part + 1) * Worlds; seed++)
        {
            using var store = new SimStore(seed, SimStoreFaults.Many) { Capacity = 200 };
            using var world = new ResumeWorld(seed, store);
            world.Run(Turns);
            Assert.That(world.Kept, Is.GreaterThan(500), $"world {seed} tests too little");
            Assert.That(world.Resumed, Is.GreaterThan(50), $"world {seed} tests too little");
            turns += world.Turns;
            exact += world.Exact;
        }

        Assert.That(exact, Is.GreaterThan(Worlds / 2), "too few private lines are checked");
        Assert.That(turns * Cases, Is.EqualTo(1_000_000));
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

    [Test]
    public void Numbers_of_private_lines_that_are_not_stored_are_found() => AssertFound(
        "private lines",
        static seed => new SimStore(seed, SimStoreFaults.Many) { ForgetsPrivate = true });

    [Test]
    public void Answers_that_are_not_stored_are_found_because_a_sender_learns_nothing() =>
        AssertFound("does not learn", static seed => Spoiled(seed, static _ => []));

    [Test]
    public void Answer_without_its_latest_request_is_found_because_the_request_is_on_disk() =>
        AssertFound(
            "was refused (RequestNotStored) and is on disk",
            static seed => Spoiled(seed, static answers => [.. answers.SkipLast(1)]));

    [Test]
    public void Wrong_number_in_an_answer_is_found() => AssertFound(
        "is stored as",
        static seed => Spoiled(seed, static answers =>
            [.. answers.Select(static a => a with { Sequence = a.Sequence + 1 })]));

    /// <summary>A store that reads other answers at a start than it has stored.</summary>
    private static SimStore Spoiled(
        int seed, Func<IReadOnlyList<StoredAnswer>, IReadOnlyList<StoredAnswer>> spoil) =>
        new(seed, SimStoreFaults.Many)
        {
            Spoil = state => state with
            {
                Sessions =
                [
                    .. state.Sessions.Select(s => s with { Answers = spoil(s.Answers) }),
                ],
            },
        };

    private static void AssertFound(string what, Func<int, SimStore> plant)
    {
        var found = new List<string>();
        for (int seed = 1; seed <= MaxFaultSeeds && !found.Exists(f => f.Contains(what)); seed++)
        {
            using SimStore store = plant(seed);
            using var world = new ResumeWorld(seed, store);
            try
            {
                world.Run(FaultTurns);
            }
            catch (StoreFault fault)
            {
                found.Add(fault.Message);
            }
        }

        Assert.That(found, Has.Some.Contains(what), "no seed has found the fault");
    }
}
