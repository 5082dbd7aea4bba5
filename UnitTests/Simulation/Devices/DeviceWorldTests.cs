using EventLoopServer.Configuration;
using Protocol.Messages;
using UnitTests.Simulation.Storage;

namespace UnitTests.Simulation.Devices;

/// <summary>
/// Users with several devices talk in random order, over connections that break, to a server that
/// stops and crashes. Every device gets each event of its rooms once and in order, with the content
/// that all others get.
/// </summary>
internal sealed class DeviceWorldTests
{
    private const int Users = 3;

    private const int Turns = 600;

    private static readonly string[] s_rooms = ["lobby", "den", "attic"];

    [Test]
    public void Devices_of_a_user_see_the_same([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        using var store = new SimStore(seed);
        var ledger = new DeviceLedger(seed);
        List<DeviceClient> devices =
        [
            .. Enumerable.Range(0, Users * 2).Select(
                i => new DeviceClient($"user{i / 2}", ledger)),
        ];
        int starts = 0;
        SimServer server = Start();
        try
        {
            Register(server);
            for (int turn = 0; turn < Turns; turn++)
            {
                Act(server, devices[random.Next(devices.Count)], random, turn);
                server.Network.SimClock.Advance(random.Next(50) == 0 ? 31_000 : random.Next(200));
                server.Settle();
                devices.ForEach(static device => device.Read());
                Assert.That(server.Server.Stats.Bugs, Is.Zero, $"seed {seed}, turn {turn}");
                CheckMembers(server, devices, seed);
                if (random.Next(150) == 0)
                {
                    End(server, devices, random.Next(3));
                    server = Start();
                }
            }

            Assert.That(ledger.Events, Is.GreaterThan(Turns / 4), "they have talked");
        }
        finally
        {
            server.Dispose();
        }

        SimServer Start() => new(
            new ServerOptions { Accounts = new AccountOptions { IsPlainAllowed = true } },
            network: new(seed + (1000 * starts++)),
            store: store);
    }

    [Test]
    public void Event_that_is_missing_or_different_is_found()
    {
        var ledger = new DeviceLedger(seed: 1);
        ledger.Take("a", ("lobby", 1), 5, "hi");
        Assert.That(
            () => ledger.Take("b", ("lobby", 1), 5, "ho"), Throws.InstanceOf<StoreFault>());
        var device = new DeviceClient("user0", ledger);
        device.Expect("lobby", 1, 6);
        Assert.That(
            () => device.TakeEvent("lobby", 7, "gap"), Throws.InstanceOf<StoreFault>());
    }

    private static void Register(SimServer server)
    {
        for (int i = 0; i < Users; i++)
        {
            var peer = new NativePeer(server.Connect());
            peer.Hello();
            peer.Request(RequestVerb.Name, 1, $"user{i}");
            peer.Request(RequestVerb.Register, 2, "", DeviceClient.Password);
            server.Settle();
            peer.Request(RequestVerb.Quit, 3);
            server.Settle();
        }
    }

    private static void Act(SimServer server, DeviceClient device, Random random, int turn)
    {
        string room = s_rooms[random.Next(s_rooms.Length)];
        switch (random.Next(12))
        {
            case 0 when device.IsConnected:
                device.Break();
                break;
            case 1 when device.IsConnected:
                device.Request(RequestVerb.Join, room);
                break;
            case 2 when device.IsConnected && random.Next(4) == 0:
                device.Request(RequestVerb.Leave, room);
                break;
            case 3:
                device.Request(RequestVerb.Tell, $"user{random.Next(Users)}", $"told {turn}");
                break;
            case 4:
                device.Request(RequestVerb.Topic, room, $"topic {turn}");
                break;
            case 5:
                device.Request(RequestVerb.Read, room, number: (ulong)random.Next(turn + 1));
                break;
            case var _ when !device.IsConnected:
                device.Connect(new NativePeer(server.Connect()));
                break;
            default:
                device.Request(RequestVerb.Say, room, $"said {turn}");
                break;
        }
    }

    /// <summary>A user is one member, with as many connected devices as there are.</summary>
    private static void CheckMembers(SimServer server, List<DeviceClient> devices, int seed)
    {
        foreach (IGrouping<string, DeviceClient> user in devices.GroupBy(static d => d.User))
        {
            int connected = user.Count(static device => device.IsIn);
            int there = 0;
            foreach (var member in server.Server.Directory.Named.Where(
                member => $"{member.Name}" == user.Key))
            {
                foreach (var device in member.Devices)
                {
                    there += device.Output.IsAway ? 0 : 1;
                }
            }

            Assert.That(there, Is.EqualTo(connected), $"seed {seed}: devices of {user.Key}");
        }
    }

    private static void End(SimServer server, List<DeviceClient> devices, int how)
    {
        if (how == 0)
        {
            server.Stop();
        }
        else
        {
            server.Crash(powerCut: how == 1);
        }

        devices.ForEach(static device => device.Drop());
    }
}
