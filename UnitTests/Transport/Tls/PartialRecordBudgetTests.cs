using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.Transport.Tls;

/// <summary>
/// The memory of partial records, and which connection is closed above the budget.
/// </summary>
internal sealed class PartialRecordBudgetTests
{
    /// <summary>The memory of a part of 6,000 bytes.</summary>
    private const int PartBytes = 8 * 1024;

    /// <summary>
    /// The parts that unauthenticated clients may hold. Clients after the handshake may hold as
    /// many more.
    /// </summary>
    private const int Parts = 4;

    private ServerLog _log = null!;
    private SimServer _server = null!;

    [SetUp]
    public void Start()
    {
        _log = new ServerLog();
        _server = new SimServer(
            new ServerOptions
            {
                Certificate = TestCertificate.Own,
                TlsBytes = 2 * Parts * PartBytes,
            },
            log: _log);
    }

    [TearDown]
    public void Stop()
    {
        _server.Dispose();
        Assert.That(_server.Server.Stats.Bugs, Is.Zero, _log.Tail());
    }

    [TestCase(Parts - 1, 0)]
    [TestCase(Parts, 0)]
    [TestCase(Parts + 1, 1)]
    [TestCase(5 * Parts, 4 * Parts)]
    public void Unauthenticated_clients_share_a_budget_and_the_oldest_part_is_closed(
        int clients, int closed)
    {
        List<SimTransport> wires = Unauthenticated(clients);
        Assert.That(
            wires.Select(static w => w.IsShut),
            Is.EqualTo(Enumerable.Range(0, clients).Select(i => i < closed)));
        AssertClosed(closed);
    }

    [Test]
    public void Unauthenticated_parts_never_close_a_client_after_the_handshake()
    {
        using TlsPeer ada = new TlsPeer(_server).ShakeHands().EnterAs("ada");
        using RawTls eve = Enter("eve");
        Assert.That(ada.ReadLine(), Is.EqualTo(TextLine.Joined("eve")));
        byte[] record = eve.Seal(RawTls.ApplicationText, "/ping\n"u8);
        eve.Send(record[..20]);
        List<SimTransport> wires = Unauthenticated(5 * Parts);
        ada.Say("/ping");
        Assert.That(ada.ReadLine(), Is.EqualTo(TextLine.Pong()));
        eve.Send(record[20..]);
        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
        Assert.That(wires.Count(static w => !w.IsShut), Is.EqualTo(Parts));
        AssertClosed(4 * Parts);
    }

    [Test]
    public void Small_part_is_not_the_first_to_be_closed()
    {
        SimTransport little = _server.Connect();
        little.Write(TlsPeer.Hello().AsSpan(0, 100));
        _server.Settle();
        Unauthenticated(5 * Parts);
        using TlsPeer ada = new TlsPeer(_server).ShakeHands().EnterAs("ada");
        Assert.That(little.IsShut, Is.False);
    }

    [Test]
    public void Closed_connection_holds_no_part()
    {
        foreach (SimTransport wire in Unauthenticated(2 * Parts))
        {
            wire.Reset();
        }

        _server.Settle();
        Assert.That(Unauthenticated(Parts).Exists(static w => w.IsShut), Is.False);
    }

    [Test]
    public void Largest_part_after_the_handshake_is_closed_with_a_goodbye_text()
    {
        using RawTls ada = Enter("ada");
        byte[] record = ada.Seal(RawTls.ApplicationText, "/ping\n"u8);
        ada.Send(record[..20]);
        var greedy = new List<RawTls>();
        for (int i = 0; i < Parts; i++)
        {
            greedy.Add(Enter($"eve{i}"));
            greedy[i].Send(greedy[i].Seal(RawTls.ApplicationText, new byte[16_000])[..6000]);
            greedy[i].Read();
        }

        Assert.That(
            greedy.Select(static g => g.Wire.IsShut),
            Is.EqualTo(Enumerable.Range(0, Parts).Select(static i => i == 0)));
        AssertClosed(1);
        ada.Send(record[20..]);
        Assert.That(ada.Read(), Does.EndWith($"{TextLine.Pong()}\n"));
        List<SimTransport> wires = Unauthenticated(Parts);
        Assert.That(wires.Exists(static w => w.IsShut), Is.False, "their budget is separate");
        greedy.ForEach(static g => g.Dispose());
    }

    [Test]
    public void Client_closed_for_its_part_gets_the_reason()
    {
        var all = new List<RawTls>();
        for (int i = 0; i <= Parts; i++)
        {
            all.Add(Enter($"eve{i}"));
            all[i].Send(all[i].Seal(RawTls.ApplicationText, new byte[16_000])[..6000]);
        }

        Assert.That(
            all[0].Read(), Does.EndWith($"-- {GoodbyeSentences.OutOfBuffers}\n"));
        all.ForEach(static one => one.Dispose());
    }

    /// <summary>Each client starts a hello and never completes it.</summary>
    private List<SimTransport> Unauthenticated(int count)
    {
        byte[] half = [0x16, 3, 1, 0x40, 0, .. new byte[5995]];
        var wires = new List<SimTransport>();
        for (int i = 0; i < count; i++)
        {
            wires.Add(_server.Connect());
            wires[i].Write(half);
            _server.Settle();
        }

        return wires;
    }

    private RawTls Enter(string name)
    {
        RawTls one = new RawTls(_server, new Random(1)).ShakeHands();
        one.Say($"{name}\n");
        Assert.That(one.Read(), Does.StartWith(TextLine.Welcome(name)));
        return one;
    }

    private void AssertClosed(int outOfBuffers)
    {
        _server.Pass(5000);
        Assert.That(
            _log.Lines.Count(static l =>
                l.Text.EndsWith(
                    LogSentence.Of(nameof(Log.Closed), "", CloseReason.OutOfBuffers),
                    StringComparison.Ordinal)),
            Is.EqualTo(outOfBuffers),
            _log.Tail());
    }
}
