using Protocol.Messages;

namespace UnitTests.Simulation.World.Clients;

/// <summary>
/// A native client with a perfect connection that is in every room, sends nothing and misses
/// nothing.
/// </summary>
internal sealed class ReferenceClient(SimWorld world) : NativeClient(world, 0)
{
    public static readonly string[] Rooms = ["lobby", "tea", "den", "attic"];

    protected override bool HasFaults => false;

    protected override bool MayForgetThePassword => false;

    protected override void Begin()
    {
        base.Begin();
        foreach (string room in Rooms.Skip(1))
        {
            Ask(RequestVerb.Join, room);
        }
    }

    protected override void Behave(ref SeededRandom random)
    {
    }

    protected override void Happened(SeenEvent e) => World.EventRecord.Add(e);

    protected override void Announced(SeenEvent e) => World.EventRecord.Announce(e);
}
