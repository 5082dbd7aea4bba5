namespace UnitTests.Simulation.World;

/// <summary>One world, run to its end or to its first fault.</summary>
internal sealed record WorldRun(
    int Seed, int Turn, int Events, int Actions, ulong Hash, WorldFault? Fault)
{
    /// <summary>Messages that were confirmed as kept.</summary>
    public int Kept { get; private init; }

    /// <summary>The text that explains how to repeat the run.</summary>
    public string Report { get; private init; } = string.Empty;

    public static WorldRun Of(int seed) => Of(WorldSetting.FromSeed(seed));

    public static WorldRun Of(WorldSetting setting)
    {
        using var memory = new WorldMemory(setting);
        WorldFault? fault = null;
        int events = 0;
        int deeds = 0;
        int servers = memory.Store is null ? 1 : 2;
        for (int i = 0; i < servers && fault is null; i++)
        {
            using var world = new SimWorld(setting, memory);
            try
            {
                world.Run(i == servers - 1 ? WorldEnd.Stop : setting.FirstEnd);
            }
            catch (WorldFault found)
            {
                fault = found;
            }

            events += world.Events;
            deeds += world.Audit.Count;
        }

        Trace trace = memory.Trace;
        return new WorldRun(setting.Seed, trace.Turn, events, deeds, trace.Hash, fault)
        {
            Kept = memory.Kept,
            Report = $"Seed {setting.Seed}, turn {trace.Turn}: {fault?.Message}\n"
                + $"The last events:\n{trace}"
                + "To see it again: dotnet run --project UnitTests -- --seeds "
                + $"{setting.Seed}",
        };
    }
}
