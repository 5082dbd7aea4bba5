using UnitTests.Simulation.World.Clients;

namespace UnitTests.Simulation.World;

/// <summary>Draws the kind of each client from the seed.</summary>
internal sealed class ClientFactory(SimWorld world, ScrambledClients scrambled)
{
    /// <summary>The client number of the first draw about web clients.</summary>
    private const int Web = -3000;

    private int _inCharge;

    /// <summary>All clients except the reference client.</summary>
    public IEnumerable<WorldClient> Make() =>
        Enumerable.Range(1, world.Setting.Clients).Select(MakeClient);

    private WorldClient MakeClient(int index)
    {
        SeededRandom random = new SeededRandom(world.Setting.Seed, index, 0);
        int kind = random.Below(100);
        if (kind >= 90)
        {
            return new HostileClient(world, index, random.Below(100));
        }

        if (kind >= 65)
        {
            (string set, string dialect) = random.Pick(
                ("username", "username"),
                ("prompt", "prompt"),
                ("prompt+name-first", "prompt"),
                ("prompt+name-first", "name-first"),
                ("name-first", "name-first"),
                ("nick", "nick"),
                ("nickname", "nickname"));
            return new LegacyClient(world, index, set, dialect);
        }

        bool isInCharge = _inCharge < world.Setting.Operators;
        _inCharge += isInCharge ? 1 : 0;

        // Separate draws: the other clients of a world stay the same.
        bool isWeb = new SeededRandom(world.Setting.Seed, Web - index, 0).Chance(400);
        WorldClient client = kind < 35
            ? isWeb
                ? new WebClient(world, index) { IsInCharge = isInCharge }
                : new NativeClient(world, index) { IsInCharge = isInCharge }
            : new TextClient(world, index) { IsInCharge = isInCharge };
        if (world.Setting.HasChannels && random.Chance(300))
        {
            scrambled.Add(client);
        }

        return client;
    }
}
