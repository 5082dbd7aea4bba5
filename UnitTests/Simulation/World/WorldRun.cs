namespace UnitTests.Simulation.World;

/// <summary>One world, run to its end or to its first fault.</summary>
internal sealed record WorldRun(
    int Seed, int Turn, int Events, int Actions, ulong Hash, WorldFault? Fault)
{
    /// <summary>The text that explains how to repeat the run.</summary>
    public string Report { get; private init; } = string.Empty;

    public static WorldRun Of(int seed) => Of(WorldSetting.FromSeed(seed));

    public static WorldRun Of(WorldSetting setting)
    {
        using var world = new SimWorld(setting);
        WorldFault? fault = null;
        try
        {
            world.Run();
        }
        catch (WorldFault found)
        {
            fault = found;
        }

        Trace trace = world.Trace;
        return new WorldRun(
            setting.Seed, trace.Turn, world.Events, world.Audit.Count, trace.Hash, fault)
        {
            Report = $"Seed {setting.Seed}, turn {trace.Turn}: {fault?.Message}\n"
                + $"The last events:\n{trace}"
                + "To see it again: dotnet run --project UnitTests -- --seeds "
                + $"{setting.Seed}",
        };
    }
}
