using EventLoopServer;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sessions;
using UnitTests.Simulation.Storage;
using UnitTests.Simulation.World.Audit;

namespace UnitTests.Simulation.World.Faulty;

/// <summary>
/// A world with one faulty part, which has to be found by the invariant that it breaks.
/// </summary>
internal sealed class FaultyPartsTests
{
    /// <summary>The maximum number of worlds tried.</summary>
    private const int Seeds = 8;

    [Test]
    public void Reply_that_overtakes_a_feed_is_found() => Find(
        Invariant.OneOrder,
        static s => s with
        {
            Faults = 0,
            HasChannels = false,
            MakeWire = static (peer, network) => new OvertakingTransport(peer, network),
        });

    [Test]
    public void Operation_that_is_reused_too_early_is_found() => Find(
        Invariant.UnderWayUntouched,
        static s => s with
        {
            Faults = 100,
            MakeWire = static (peer, network) => new HastyTransport(peer, network),
        });

    [Test]
    public void Stale_generation_is_found() => Find(
        Invariant.AskedThenActed,
        static s => s with
        {
            MakePoller = static (rule, stats, seed, ledger) =>
                new StalePoller(rule, stats, seed, ledger),
        });

    [Test]
    public void Input_left_undecoded_after_a_budget_is_found() => Find(
        Invariant.NothingLeft,
        static s => s with
        {
            Options = s.Options with { CommandsPerTurn = 1 },
            AfterTurn = MakeForgetful,
        });

    [Test]
    public void Feed_range_cut_too_late_on_leaving_is_found() => Find(
        Invariant.ExactlyOnce,
        static s => s with
        {
            Commands = [WrongRange.TooLong],
            LeaveVerb = WrongRange.Verb,
            LeaveWord = "/slip",
        });

    [Test]
    public void Feed_range_cut_too_early_on_leaving_is_found() => Find(
        Invariant.ExactlyOnce,
        static s => s with
        {
            Commands = [WrongRange.TooShort],
            LeaveVerb = WrongRange.Verb,
            LeaveWord = "/slip",
        });

    [Test]
    public void Kick_without_effect_is_found() => Find(
        Invariant.WhatWasRuled,
        static s => s.Ruled(operators: 2, hasEntry: false) with
        {
            Commands = [WeakKick.Row],
            KickVerb = WeakKick.Verb,
            KickWord = "/shoo",
        });

    [Test]
    public void Mute_that_ends_early_is_found() => Find(
        Invariant.WhatWasRuled,
        static s => s.Ruled(operators: 2, hasEntry: false) with { AfterTurn = Unmute });

    [Test]
    public void Entry_without_the_password_is_found() => Find(
        Invariant.WhatWasRuled,
        static s => s.Ruled(operators: 0, hasEntry: true) with { AfterTurn = LetIn });

    [Test]
    public void Rooms_above_their_limit_are_found() => Find(
        Invariant.Limits, static s => s.WithLimits(10_000, 32) with { Rooms = 5 });

    [Test]
    public void Too_many_rooms_of_one_member_are_found() => Find(
        Invariant.Limits, static s => s.WithLimits(10_000, 32) with { RoomsPerMember = 4 });

    [Test]
    public void Event_applied_twice_is_found() => Find(
        Invariant.ExactlyOnce,
        static s => s with { MakeSequencer = static seed => new WrongTimes(seed, times: 2) });

    [Test]
    public void Event_never_applied_is_found() => Find(
        Invariant.NothingLeft,
        static s => s with { MakeSequencer = static seed => new WrongTimes(seed, times: 0) });

    [Test]
    public void Message_confirmed_before_it_is_on_disk_is_found() => Find(
        Invariant.KeptIsOnDisk,
        static s => s.Stored(capacity: 300) with
        {
            MakeStore = static seed =>
                new SimStore(seed, SimStoreFaults.Many) { ReportsEarly = true },
        });

    [Test]
    public void Number_with_two_contents_after_a_power_cut_is_found() => Find(
        Invariant.OneOrder,
        static s => s.Stored(capacity: 300) with
        {
            FirstEnd = WorldEnd.PowerCut,
            MakeStore = static seed =>
                new SimStore(seed, SimStoreFaults.Many) { HidesCrash = true },
        });

    [Test]
    public void Answer_of_the_store_that_is_never_delivered_is_found() => Find(
        Invariant.ComesToRest,
        static s => s.Stored(capacity: 300) with
        {
            MakeStore = static seed =>
                new SimStore(seed, new SimStoreFaults(Late: 100)) { Capacity = 300 },
        });

    private static void Unmute(ChatServer server)
    {
        foreach (Member member in server.Directory.Named)
        {
            member.MutedUntilMs = 0;
        }
    }

    private static void LetIn(ChatServer server)
    {
        for (int slot = 0; slot < server.Table.SlotsUsed; slot++)
        {
            if (server.Table[slot] is { Consumer: Session session })
            {
                session.Member.PasswordAccepted = true;
            }
        }
    }

    private static void MakeForgetful(ChatServer server)
    {
        // The reference client has the first slot.
        for (int slot = 1; slot < server.Table.SlotsUsed; slot++)
        {
            if (server.Table[slot] is { Consumer: Session session } connection)
            {
                connection.Consumer = new ForgetfulConsumer(session);
            }
        }
    }

    private static void Find(Invariant invariant, Func<WorldSetting, WorldSetting> spoil)
    {
        var found = new List<string>();
        for (int seed = 1; seed <= Seeds; seed++)
        {
            WorldSetting setting = WorldSetting.FromSeed(seed);
            if (setting.Clients > 100)
            {
                continue;
            }

            WorldRun run = WorldRun.Of(spoil(setting));
            found.Add($"seed {seed}, turn {run.Turn}: {run.Fault?.Message}");
            if (run.Fault?.Invariant == invariant)
            {
                TestContext.Out.WriteLine(found[^1]);
                return;
            }
        }

        Assert.Fail($"{invariant} has not spoken:\n{string.Join('\n', found)}");
    }
}
