using System.Buffers.Binary;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Reactor;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Support.Recording;
using UnitTests.Transport.Tls;

namespace UnitTests.Reactor;

/// <summary>
/// A client that sends bytes without requests is read at a limited rate and delays no other client.
/// </summary>
internal sealed class ReadPacingTests
{
    private const int StepMs = 10;
    private const int Seconds = 5;

    /// <summary>The default of <c>--rate</c>.</summary>
    private const int UnitsPerSecond = 10;

    private SimServer _server = null!;
    private ServerLog _log = null!;

    [SetUp]
    public void Start() => Open(new ServerOptions { Certificate = TestCertificate.Own });

    [TearDown]
    public void Stop()
    {
        _server.Dispose();
        Assert.That(_server.Server.Stats.Bugs, Is.Zero, _log.Tail());
    }

    public static IEnumerable<TestCaseData> Garbage()
    {
        byte[] name = "eve\n"u8.ToArray();
        yield return Case("an endless line without a name", [], Filled('x', 1024));
        yield return Case("an endless line", name, Filled('x', 1024));
        yield return Case("an endless line in large pieces", name, Filled('x', 8192));
        yield return Case("a line in single bytes", name, Filled('x', 1));
        yield return Case("a line in single bytes without a name", [], Filled('x', 1));
        yield return Case("a line of blanks in single bytes", name, Filled(' ', 1));
        yield return Case("single line breaks", name, Filled('\n', 1));
        yield return Case("many line breaks", name, Filled('\n', 512));
        yield return Case("blank lines", name, [.. Filled(' ', 20), (byte)'\n']);
        yield return Case("a frame in single bytes", Entry(4000), Filled('x', 1));
        yield return Case("a hello in single bytes", Hello(), Filled('x', 1));
        yield return Case("an announced frame", Entry(1_000_000), Filled('x', 1024));
        yield return Case("a long TLS record", [0x16, 3, 1, 0x3F, 0xFF], Filled('x', 16));
    }

    [TestCaseSource(nameof(Garbage))]
    public void Bytes_without_a_request_are_read_at_a_limited_rate(byte[] opening, byte[] piece)
    {
        SimTransport eve = _server.Connect();
        eve.Write(opening);
        _server.Settle();
        int reads = CountReads(eve, () => eve.Write(piece));
        Assert.That(reads, Is.LessThanOrEqualTo(MaxReads(opening)));
        Assert.That(_server.Server.Stats.ReadPauses, Is.Positive);
    }

    [TestCase(1)]
    [TestCase(31)]
    [TestCase(300)]
    public void Short_TLS_records_are_decrypted_at_a_limited_rate(int recordsEach)
    {
        using var eve = new RawTls(_server, new Random(1));
        eve.ShakeHands();
        eve.Say("eve\n");
        _server.Settle();
        long before = Records();
        long skipped = _server.Server.Stats.Requests;
        CountReads(eve.Wire, () =>
        {
            for (int i = 0; i < recordsEach && eve.Wire.Unread < 16 * 1024; i++)
            {
                eve.Wire.Write(eve.Seal(RawTls.ApplicationText, "x"u8));
            }
        });
        Assert.That(_server.Server.Stats.Requests, Is.LessThanOrEqualTo(skipped + 1));
        Assert.That(
            Records() - before,
            Is.LessThanOrEqualTo(
                ReadPacing.BurstUnits + 32 + (Seconds * UnitsPerSecond) + UnitsPerSecond));

        long Records() => _server.Server.Table[0]!.Filter!.Records;
    }

    [Test]
    public void Line_in_single_bytes_arrives_whole_while_other_clients_are_served_at_once()
    {
        SimTransport eve = Named("eve");
        SimTransport ada = Named("ada");
        string text = new('y', 300);
        foreach (byte key in Encoding.ASCII.GetBytes(text + "\n"))
        {
            eve.Write([key]);
            _server.Pass(StepMs);
        }

        string heard = Read(ada);
        ada.Write("/ping\n"u8);
        _server.Settle();
        Assert.That(Read(ada), Does.Contain(TextLine.Pong()));
        _server.Pass(1000);
        Assert.That(heard + Read(ada), Does.Contain($"eve: {text}\n"));
        Assert.That(_server.Server.Stats.ReadPauses, Is.Positive);
    }

    /// <summary>A program may write the head, body and line end of a message separately.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Messages_in_a_few_pieces_are_never_delayed(int pieces)
    {
        SimTransport ada = Named("ada");
        for (int i = 0; i < 200; i++)
        {
            for (int piece = 1; piece < pieces; piece++)
            {
                ada.Write("/ping "u8[(piece - 1)..piece]);
                _server.Settle();
            }

            ada.Write("/ping\n"u8[(pieces - 1)..]);
            _server.Settle();
            Assert.That(Read(ada), Does.Contain(TextLine.Pong()), $"message {i}");
            _server.Pass(100);
        }

        Assert.That(_server.Server.Stats.ReadPauses, Is.Zero);
    }

    [TestCase(7)]
    [TestCase(10)]
    public void Single_keystrokes_are_never_delayed(int keysPerSecond)
    {
        SimTransport ada = Named("ada");
        for (int key = 0; key < 100; key++)
        {
            ada.Write("k"u8);
            _server.Pass(1000 / keysPerSecond);
            Assert.That(ada.Unread, Is.Zero);
        }

        Assert.That(_server.Server.Stats.ReadPauses, Is.Zero);
    }

    [Test]
    public void Reading_is_not_paused_without_a_rate()
    {
        Stop();
        Open(new ServerOptions().WithoutLimits());
        SimTransport eve = Named("eve");
        Assert.That(
            CountReads(eve, () => eve.Write(Filled('x', 1024))),
            Is.EqualTo(Seconds * 1000 / StepMs));
    }

    [Test]
    public void Paused_client_that_disconnects_is_closed_and_leaves_no_timer()
    {
        SimTransport eve = Named("eve");
        CountReads(eve, () => eve.Write(Filled('x', 1024)));
        eve.Reset();
        _server.Pass(5000);
        Assert.That(_server.Server.Connections, Is.Zero);
        SimTransport bob = Named("bob");
        CountReads(bob, () => bob.Write(Filled('x', 1024)));
        _server.Server.Stop();
        _server.Settle();
        Assert.That(bob.IsShut, Is.True);
    }

    [Test]
    public void Paused_clients_share_a_limited_read_rate()
    {
        Stop();
        Open(new ServerOptions { MaxClients = 2000 });
        const int clients = 4 * ReadPacing.FullRateConnections;
        List<SimTransport> crowd = [.. Enumerable.Range(0, clients).Select(_ => _server.Connect())];
        for (int i = 0; i < 6; i++)
        {
            crowd.ForEach(static w => w.Write(Filled('x', 8192)));
            _server.Pass(StepMs);
        }

        long before = _server.Server.Stats.BytesIn;
        for (int ms = 0; ms < 10_000; ms += 100)
        {
            crowd.ForEach(static w => w.Write(w.Unread > 0 ? [] : Filled('x', 1024)));
            _server.Pass(100);
        }

        Assert.That(
            (_server.Server.Stats.BytesIn - before) / 1024,
            Is.LessThanOrEqualTo(2 * 10 * ReadPacing.FullRateConnections * UnitsPerSecond));
    }

    private static TestCaseData Case(string name, byte[] opening, byte[] piece) =>
        new TestCaseData(opening, piece).SetArgDisplayNames(name);

    private static byte[] Filled(char c, int count) =>
        [.. Enumerable.Repeat((byte)c, count)];

    /// <summary>The bytes of a native client's login and the header of a frame.</summary>
    private static byte[] Entry(int bodyBytes)
    {
        using var nowhere = new SimServer();
        SimTransport wire = nowhere.Connect();
        var peer = new NativePeer(wire);
        peer.Hello();
        peer.Request(RequestVerb.Name, 1, "eve");
        byte[] space = new byte[1024];
        int bytes = wire.Receive(space, out _);
        return [.. space[..bytes], .. Frame(RequestVerb.Say, bodyBytes)];
    }

    private static byte[] Hello() =>
        [.. NativeWire.Magic, .. Frame(RequestVerb.Hello, 1000)];

    /// <summary>The header of a frame whose body follows later.</summary>
    private static byte[] Frame(RequestVerb verb, int bodyBytes)
    {
        byte[] header = new byte[FrameHeader.Bytes];
        BinaryPrimitives.WriteUInt32LittleEndian(
            header, new FrameHeader((byte)verb, bodyBytes).Bits);
        return header;
    }

    private static int MaxReads(byte[] opening) => ReadPacing.BurstUnits
        + (Seconds * UnitsPerSecond) + (opening.Length > 0 ? ReadPacing.UnitsPerRequest : 0);

    /// <returns>How many times all received bytes were read.</returns>
    private int CountReads(SimTransport wire, Action write)
    {
        int reads = 0;
        for (int ms = 0; ms < Seconds * 1000; ms += StepMs)
        {
            write();
            _server.Pass(StepMs);
            reads += wire.Unread == 0 ? 1 : 0;
        }

        return reads;
    }

    private void Open(ServerOptions options)
    {
        _log = new ServerLog();
        _server = new SimServer(options, log: _log, isPaced: true);
    }

    private SimTransport Named(string name)
    {
        SimTransport wire = _server.Connect();
        wire.Write(Encoding.ASCII.GetBytes($"{name}\n"));
        _server.Settle();
        Read(wire);
        return wire;
    }

    private static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
