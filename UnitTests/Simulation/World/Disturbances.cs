using EventLoopServer.Transport;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.World.Audit;

namespace UnitTests.Simulation.World;

/// <summary>Faults and changes that affect the whole server, drawn from the seed.</summary>
internal sealed class Disturbances(
    int seed, SimNetwork network, MailAudit mail, Trace trace)
{
    /// <summary>The client number of draws that belong to no client.</summary>
    private const int Nobody = -3;

    /// <summary>
    /// The client number of draws about the wall clock, so that they change no others.
    /// </summary>
    private const int Wall = -4;

    /// <summary>The farthest that the wall clock is set forward or back, in ms.</summary>
    private const long YearMs = 365L * 24 * 3600 * 1000;

    /// <summary>
    /// Advances the clock, sets the wall clock, posts from other threads, and makes accepts fail.
    /// </summary>
    public void Apply(int turn)
    {
        SeededRandom random = new SeededRandom(seed, Nobody, turn);
        network.SimClock.Advance(random.Below(1000) switch
        {
            // Not twice in a row: a client that is pinged needs a turn to answer.
            < 20 when turn % 8 == 0 => 40_000,
            < 10 => random.Below(6000),
            < 100 => random.Below(400),
            < 600 => random.Below(12),
            _ => 0,
        });
        SeededRandom wall = new SeededRandom(seed, Wall, turn);
        if (wall.Chance(20))
        {
            // Relative to the original time, so that each draw is independent.
            network.SimClock.WallShiftMs = (long)(wall.Next() % (2 * YearMs)) - YearMs;
            trace.Add("world", "sets the clock", network.SimClock.WallShiftMs);
        }

        mail.Post(random.Chance(100) ? random.Below(4) : 0);
        mail.StartJobs(turn);
        if (random.Chance(10))
        {
            SimListener[] all = [.. network.Listeners];
            all[random.Below(all.Length)].NextFault =
                random.Pick(AcceptStatus.PeerFault, AcceptStatus.OutOfResources);
        }
    }
}
