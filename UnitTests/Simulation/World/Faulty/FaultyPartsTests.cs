using EventLoopServer;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sessions;
using UnitTests.Simulation.World.Audit;

namespace UnitTests.Simulation.World.Faulty;

/// <summary>
/// A world with one part that does wrong: it has to be found, by the invariant that it breaks.
/// </summary>
internal sealed class FaultyPartsTests
{
    /// <summary>Worlds that may be tried until one finds it.</summary>
    private const int Seeds = 8;

    [Test]
    public void A_reply_that_overtakes_a_feed_is_found() => Find(
        Invariant.OneOrder,
        static s => s with
        {
            Faults = 0,
            HasChannels = false,
            MakeWire = static (peer, network) => new OvertakingTransport(peer, network),
        });

    [Test]
    public void An_operation_that_is_used_again_too_early_is_found() => Find(
        Invariant.UnderWayUntouched,
        static s => s with
        {
            Faults = 100,
            MakeWire = static (peer, network) => new HastyTransport(peer, network),
        });

    [Test]
    public void A_stale_generation_is_found() => Find(
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
    public void A_range_that_is_cut_too_late_on_leaving_is_found() => Find(
        Invariant.ExactlyOnce,
        static s => s with
        {
            Commands = [WrongRange.TooLong],
            LeaveVerb = WrongRange.Verb,
            LeaveWord = "/slip",
        });

    [Test]
    public void A_range_that_is_cut_too_early_on_leaving_is_found() => Find(
        Invariant.ExactlyOnce,
        static s => s with
        {
            Commands = [WrongRange.TooShort],
            LeaveVerb = WrongRange.Verb,
            LeaveWord = "/slip",
        });

    [Test]
    public void A_kick_that_lets_its_target_stay_is_found() => Find(
        Invariant.WhatWasRuled,
        static s => s.Ruled(operators: 2, hasEntry: false) with
        {
            Commands = [WeakKick.Row],
            KickVerb = WeakKick.Verb,
            KickWord = "/shoo",
        });

    [Test]
    public void A_mute_that_does_not_last_is_found() => Find(
        Invariant.WhatWasRuled,
        static s => s.Ruled(operators: 2, hasEntry: false) with { AfterTurn = Unmute });

    [Test]
    public void A_door_that_is_open_without_the_password_is_found() => Find(
        Invariant.WhatWasRuled,
        static s => s.Ruled(operators: 0, hasEntry: true) with { AfterTurn = LetIn });

    [Test]
    public void Rooms_above_their_limit_are_found() => Find(
        Invariant.Limits, static s => s.WithLimits(10_000, 32) with { Rooms = 5 });

    [Test]
    public void Too_many_rooms_of_one_member_are_found() => Find(
        Invariant.Limits, static s => s.WithLimits(10_000, 32) with { RoomsPerMember = 4 });

    [Test]
    public void An_event_that_is_applied_twice_is_found() => Find(
        Invariant.ExactlyOnce,
        static s => s with { MakeSequencer = static seed => new WrongTimes(seed, times: 2) });

    [Test]
    public void An_event_that_is_never_applied_is_found() => Find(
        Invariant.NothingLeft,
        static s => s with { MakeSequencer = static seed => new WrongTimes(seed, times: 0) });

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
        // The witness sits in the first place.
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
