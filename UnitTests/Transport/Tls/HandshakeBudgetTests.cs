using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.Transport.Tls;

/// <summary>
/// Many simultaneous handshakes: how many steps a turn makes, and which handshakes end.
/// </summary>
internal sealed class HandshakeBudgetTests
{
    private static readonly ServerOptions s_options = new() { Certificate = TestCertificate.Own };

    private static readonly byte[] s_hello = TlsPeer.Hello();

    /// <summary>
    /// Each reading of the clock takes this long. There is one before and one after a step.
    /// </summary>
    [TestCase(500, 4)]
    [TestCase(700, 3)]
    [TestCase(1000, 2)]
    [TestCase(1999, 2)]
    [TestCase(2000, 1)]
    [TestCase(50_000, 1)]
    public void Turn_starts_no_handshake_step_after_2_ms_but_makes_at_least_one(
        long stepMicroseconds, int stepsPerTurn)
    {
        using SimServer server = Start(s_options, stepMicroseconds);
        List<SimTransport> wires = SayHello(server, 9);
        var answered = new List<int>();
        while (answered.Sum() < wires.Count && answered.Count < 40)
        {
            server.RunOneTurn();
            answered.Add(wires.Count(static w => w.Sends > 0) - answered.Sum());
        }

        List<int> busy = [.. answered.SkipWhile(static a => a == 0)];
        int turns = (wires.Count + stepsPerTurn - 1) / stepsPerTurn;
        Assert.That(busy, Has.Count.EqualTo(turns), string.Join(' ', answered));
        Assert.That(busy[..^1], Is.All.EqualTo(stepsPerTurn), string.Join(' ', answered));
        Assert.That(answered.Sum(), Is.EqualTo(wires.Count));
        Assert.That(
            server.Server.Stats.BusyNs,
            Is.GreaterThanOrEqualTo(stepMicroseconds * 1000 * wires.Count),
            "what the poller looks at is in proportion to it");
    }

    [Test]
    public void Waiting_handshake_is_not_read()
    {
        using SimServer server = Start(s_options, 5000);
        List<SimTransport> wires = SayHello(server, 4);
        while (wires.TrueForAll(static w => w.Sends == 0))
        {
            server.RunOneTurn();
        }

        wires.ForEach(static w => w.Write(new byte[5000]));
        server.RunOneTurn();
        Assert.That(wires.Count(static w => w.Unread == 5000), Is.EqualTo(2).Or.EqualTo(1));
        server.Settle();
        Assert.That(wires.TrueForAll(static w => w.IsShut), "5,000 zero bytes are not a record");
    }

    [Test]
    public void No_step_is_made_for_a_closed_peer()
    {
        using SimServer server = Start(s_options, 5000);
        List<SimTransport> wires = SayHello(server, 10);
        while (wires.TrueForAll(static w => w.Sends == 0))
        {
            server.RunOneTurn();
        }

        wires.ForEach(static w => w.End());
        server.Settle();
        Assert.That(wires.Count(static w => w.Sends > 0), Is.LessThan(3));
        Assert.That(wires.TrueForAll(static w => w.IsShut));
        Assert.That(server.Server.Connections, Is.Zero);
    }

    /// <summary>
    /// A waiting handshake is not read. After its deadline, its input is read and discarded again:
    /// a readable socket that is never read would keep the loop busy.
    /// </summary>
    [TestCase(true)]
    [TestCase(false)]
    public void Waiting_handshake_is_drained_after_its_deadline(bool peerEnds)
    {
        using SimServer server = Start(s_options, 5000);
        List<SimTransport> wires = SayHello(server, 6);
        while (wires.TrueForAll(static w => w.Sends == 0))
        {
            server.RunOneTurn();
        }

        // The turn of the deadline starts with one more step, whose answer is sent a turn later.
        server.Network.SimClock.Advance(new ServerOptions().ClientLimits.ProgramMs);
        server.RunOneTurn();
        server.RunOneTurn();
        int served = wires.Count(static w => w.Sends > 0);
        Assert.That(served, Is.LessThan(4), "the others wait");
        wires.ForEach(static w => w.Write(new byte[100]));
        if (peerEnds)
        {
            wires.ForEach(static w => w.End());
        }

        server.Settle();
        Assert.That(wires.Select(static w => w.Unread), Is.All.Zero);
        Assert.That(wires.TrueForAll(static w => w.IsShut));
        Assert.That(server.Server.Connections, Is.EqualTo(peerEnds ? 0 : wires.Count));
        Assert.That(wires.Count(static w => w.Sends > 0), Is.EqualTo(served), "no further step");
    }

    [Test]
    public void New_handshake_does_not_wait_for_all_earlier_ones()
    {
        using SimServer server = Start(s_options, 2000);
        List<SimTransport> flood = SayHello(server, 100);
        for (int turn = 0; turn < 10; turn++)
        {
            server.RunOneTurn();
        }

        SimTransport late = server.Connect();
        late.Write(s_hello);
        int turns = 0;
        for (; late.Sends == 0 && turns < 1000; turns++)
        {
            server.RunOneTurn();
        }

        Assert.That(turns, Is.InRange(3, 8));
        Assert.That(flood.Count(static w => w.Sends > 0), Is.LessThan(20));
        server.Settle();
        Assert.That(flood.Count(static w => w.Sends > 0), Is.EqualTo(100), "all are answered");
    }

    [Test]
    public void Handshake_in_progress_precedes_new_ones()
    {
        using SimServer server = Start(s_options, 2000);
        using var ada = new RawTls(server, new Random(1));
        ada.Send(RawTls.Record(RawTls.Handshake, ada.Hello()));
        List<SimTransport> flood = SayHello(server, 100);
        for (int turn = 0; turn < 5; turn++)
        {
            server.RunOneTurn();
        }

        ada.Wire.Write(ada.SecondFlight());
        int turns = 0;
        for (; server.Server.Stats.TlsHandshakes == 0 && turns < 1000; turns++)
        {
            server.RunOneTurn();
        }

        Assert.That(turns, Is.InRange(3, 5), "key, change of keys, Finished");
        Assert.That(flood.Count(static w => w.Sends > 0), Is.LessThan(10));
    }

    [TestCase(7, 0)]
    [TestCase(8, 0)]
    [TestCase(9, 1)]
    [TestCase(30, 22)]
    public void Oldest_unfinished_handshake_is_closed_above_the_cap(int handshakes, int ended)
    {
        var log = new ServerLog();
        using SimServer server = Start(
            s_options with { HandshakeBytes = 8 * 64 * 1024 }, stepMicroseconds: 0, log);
        using TlsPeer ada = new TlsPeer(server).ShakeHands().EnterAs("ada");
        var wires = new List<SimTransport>();
        for (int i = 0; i < handshakes; i++)
        {
            wires.AddRange(SayHello(server, 1));
            server.Settle();
        }

        Assert.That(
            wires.Select(static w => w.IsShut),
            Is.EqualTo(Enumerable.Range(0, handshakes).Select(i => i < ended)));
        wires.ForEach(static w => w.End());
        server.Settle();
        string reason = LogSentence.Of(nameof(Log.Closed), "", CloseReason.TooManyHandshakes);
        Assert.That(
            log.Lines.Count(l => l.Text.EndsWith(reason, StringComparison.Ordinal)),
            Is.EqualTo(ended));
        ada.Say("/ping");
        Assert.That(ada.ReadLine(), Is.EqualTo(TextLine.Pong()));
        using TlsPeer eve = new TlsPeer(server).ShakeHands().EnterAs("eve");
        Assert.That(server.Server.Stats.Bugs, Is.Zero, log.Tail());
    }

    [Test]
    public void Finished_handshakes_do_not_count_as_unfinished()
    {
        using SimServer server = Start(
            s_options with { HandshakeBytes = 2 * 64 * 1024 }, stepMicroseconds: 0);
        var peers = new List<TlsPeer>();
        for (int i = 0; i < 6; i++)
        {
            peers.Add(new TlsPeer(server).ShakeHands().EnterAs($"ada{i}"));
        }

        Assert.That(peers.TrueForAll(static p => !p.Wire.IsShut));
        peers.ForEach(static p => p.Dispose());
    }

    private static SimServer Start(
        ServerOptions options, long stepMicroseconds, ServerLog? log = null) => new(
            options,
            network: new SimNetwork
            {
                SimClock = new SimClock { PhasesNs = [stepMicroseconds * 1000] },
            },
            log: log);

    private static List<SimTransport> SayHello(SimServer server, int count)
    {
        var wires = new List<SimTransport>();
        for (int i = 0; i < count; i++)
        {
            wires.Add(server.Connect());
            wires[i].Write(s_hello);
        }

        return wires;
    }
}
