using System.Text;
using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Hostile;
using LoadTests.Scenarios;
using LoadTests.Staging;
using Protocol.Framing;
using UnitTests.Load.Scenarios;

namespace UnitTests.Load.Hostile;

/// <summary>The rooms and dialects of the clients in each scenario.</summary>
internal sealed class CrowdTests
{
    [TestCase(2)]
    [TestCase(24)]
    [TestCase(100)]
    public void Every_client_of_three_rooms_joins_and_sends_in_three(int people)
    {
        using Stage stage = StageSetting.Make(new RunSettings { Clients = people });
        new ThreeRooms().SetUp(stage);
        Assert.That(stage.Clients, Has.Count.EqualTo(people));
        Assert.That(stage.Flows, Has.Count.EqualTo(3 * people));
        foreach (ILoadClient person in stage.Clients)
        {
            Recipients[] rooms = [.. person.Listener.States.Select(static s => s.Recipients)];
            Assert.That(rooms, Is.Unique.And.Length.EqualTo(3));
            Assert.That(
                stage.Flows.Where(f => f.Sender == person.Listener).Select(static f => f.To),
                Is.EquivalentTo(rooms));
            Assert.That(((LoadClient)person).Rooms, Is.EqualTo(rooms.Select(r => r.NameBytes)));
        }
    }

    [Test]
    public void Every_client_of_three_rooms_sends_once_before_any_sends_twice()
    {
        using Stage stage = StageSetting.Make(new RunSettings { Clients = 50 });
        new ThreeRooms().SetUp(stage);
        Assert.That(stage.Flows.Take(50).Select(static f => f.Sender), Is.Unique);
    }

    [Test]
    public void Mixed_crowd_uses_the_dialects_of_programs_and_people_in_turn()
    {
        using Stage stage = StageSetting.Make(
            new RunSettings { Clients = 6, Dialects = DialectMix.Mixed });
        new EveryoneTalks().SetUp(stage);
        Assert.That(
            stage.Clients.Select(static p => p.Listener.Echoes),
            Is.EqualTo(new[] { true, false, true, true, false, true }));
        Assert.That(stage.Flows[0].To.CountFor(stage.Flows[0].Sender), Is.EqualTo(6));
        Assert.That(stage.Flows[1].To.CountFor(stage.Flows[1].Sender), Is.EqualTo(5));
    }

    [Test]
    public void Text_client_in_several_rooms_switches_to_the_target_room()
    {
        byte[] here = "here"u8.ToArray();
        byte[] there = "there"u8.ToArray();
        var dialect = new TextLoadDialect();
        DialectMemory memory = default;
        var space = new byte[1000];
        var writer = new ByteWriter(space);
        dialect.WriteOpening(ref writer, ref memory, "ann"u8.ToArray(), [here, there]);
        dialect.WriteMessage(ref writer, ref memory, there, "a"u8);
        dialect.WriteMessage(ref writer, ref memory, here, "b"u8);
        dialect.WriteMessage(ref writer, ref memory, here, "c"u8);
        Assert.That(
            Encoding.ASCII.GetString(space, 0, writer.Written),
            Is.EqualTo("ann\n/leave lobby\n/join here\n/join there\n/ping\na\n/join here\nb\nc\n"));
    }

    [Test]
    public void Single_client_is_measured_through_the_library_if_possible()
    {
        using Stage native = StageSetting.Make();
        new Echo().SetUp(native);
        Assert.That(native.Clients.Single(), Is.InstanceOf<LibraryClient>());
        using Stage text = StageSetting.Make(new RunSettings { Dialects = DialectMix.Text });
        new Echo().SetUp(text);
        Assert.That(text.Clients, Has.Count.EqualTo(2).And.All.InstanceOf<LoadClient>());
    }

    [TestCase(20)]
    [TestCase(100)]
    [TestCase(1000)]
    public void Output_for_a_slow_reader_exceeds_its_ring_and_kernel_buffers(int clients)
    {
        RunSettings settings = new SlowReader().Adapt(new RunSettings { Clients = clients });
        double messages = settings.Deliveries / clients
            * (settings.WarmUp + settings.Duration).TotalSeconds;
        Assert.That(messages * settings.MessageBytes, Is.GreaterThan(180_000 + 65_536));
        Assert.That(settings.MessageBytes, Is.InRange(1024, 4000));
    }

    [TestCase(20, 40)]
    [TestCase(100, 200)]
    [TestCase(1000, 200)]
    public void Hostile_connections_are_twice_the_honest_ones_up_to_200(int clients, int hostile)
    {
        var settings = new RunSettings { Clients = clients };
        var scenario = new HostileFlood();
        Assert.That(scenario.Connections(settings), Is.EqualTo(clients + hostile));
        Assert.That(scenario.KeepsLimits, Is.True);
        using Stage stage = StageSetting.Make(settings);
        scenario.SetUp(stage);
        Assert.That(stage.Clients, Has.Count.EqualTo(clients), "hostile connections do not count");
        Assert.That(stage.Checker.IgnoredPrefix, Is.EqualTo(HostileCatalog.NamePrefix.ToArray()));
        Assert.That(scenario.Hostile.Select(static f => f.Kind), Is.EqualTo(HostileCatalog.Names));
        Assert.That(scenario.MessagesPerSecond(stage) / clients, Is.LessThanOrEqualTo(5));
        using Stage quiet = StageSetting.Make(settings);
        Scenario without = scenario.Without!;
        without.SetUp(quiet);
        Assert.That(without.Hostile, Is.Empty);
        Assert.That(quiet.Checker.IgnoredPrefix, Is.Empty, "no ignored message is expected");
        Assert.That(quiet.Flows, Has.Count.EqualTo(stage.Flows.Count), "the same clients send");
        Assert.That(without.ServerArguments, Is.EqualTo(scenario.ServerArguments));
    }
}
