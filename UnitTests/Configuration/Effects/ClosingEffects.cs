using Protocol.Messages;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Configuration.Effects;

/// <summary>What options about time and rates do to a client that is silent or too fast.</summary>
internal static class ClosingEffects
{
    public static bool ClosesFlood(OptionWorld world)
    {
        SimTransport alice = world.Enter("alice");
        for (int i = 0; i < 30; i++)
        {
            world.Write(alice, string.Concat(Enumerable.Repeat("/ping\n", 20)));
            world.Server.Pass(100);
        }

        return alice.IsShut;
    }

    public static bool ClosesBegunLine(OptionWorld world, int ms)
    {
        SimTransport alice = world.Arrive();
        world.Write(alice, "al");
        world.Server.Pass(2000);
        world.Server.Pass(ms);
        return alice.IsShut;
    }

    public static bool ClosesNameless(OptionWorld world, int ms)
    {
        NativePeer peer = world.EnterNative();
        world.Server.Pass(ms);
        return peer.Wire.IsShut;
    }

    /// <summary>The first event that a native client receives after this time of silence.</summary>
    public static EventKind? Silent(OptionWorld world, int ms)
    {
        NativePeer peer = world.EnterNative("alice");
        world.Server.Pass(ms);
        return peer.Take().Select(static e => (EventKind?)e.Kind).FirstOrDefault();
    }
}
