using System.Security.Authentication;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.Transport.Tls;

/// <summary>TLS on the shared port, turn by turn.</summary>
internal sealed class TlsTests
{
    private static readonly ServerOptions s_options = new() { Certificate = TestCertificate.Own };

    private SimServer _server = null!;
    private ServerLog _log = null!;

    [SetUp]
    public void Start()
    {
        _log = new ServerLog();
        _server = new SimServer(s_options, log: _log);
    }

    [TearDown]
    public void Stop()
    {
        _server.Server.Stop();
        _server.Settle();
        _server.Pass(s_options.DrainMs);
        _server.Settle();
        int connections = _server.Server.Connections;
        int slices = _server.Server.Slab.Rented;
        _server.Dispose();
        Assert.That(connections, Is.Zero, $"connections left:\n{_log.Tail()}");
        Assert.That(slices, Is.Zero.Or.EqualTo(_server.Server.ReceiveOperations), "slices left");
        Assert.That(_server.Server.Stats.Bugs, Is.Zero, _log.Tail());
    }

    [TestCase(SslProtocols.Tls12, int.MaxValue)]
    [TestCase(SslProtocols.Tls13, int.MaxValue, ExcludePlatform = "MacOsX")]
    [TestCase(SslProtocols.Tls12, 1)]
    [TestCase(SslProtocols.Tls13, 1, ExcludePlatform = "MacOsX")]
    [TestCase(SslProtocols.Tls12, 7)]
    [TestCase(SslProtocols.Tls13, 7, ExcludePlatform = "MacOsX")]
    public void A_client_talks_whatever_the_pieces_are(SslProtocols version, int pieceBytes)
    {
        SimTransport plain = Enter("bob");
        using TlsPeer ada = new TlsPeer(_server, pieceBytes).ShakeHands(version).EnterAs("ada");
        Assert.That(ada.Version, Is.EqualTo(version));
        ada.Say("hello");
        Assert.That(Text(plain), Does.EndWith($"{TextLine.Joined("ada")}\nada: hello\n"));
        plain.Write("hi\n"u8);
        Assert.That(ada.ReadLine(), Is.EqualTo("bob: hi"));
        Assert.That(_server.Server.Stats.TlsHandshakes, Is.EqualTo(1));
        Assert.That(_server.Server.Stats.TlsFaults, Is.Zero);
    }

    [Test]
    public void A_client_that_is_read_in_single_bytes_talks()
    {
        using var ada = new TlsPeer(_server);
        ada.Wire.ReadPiece = 1;
        ada.ShakeHands().EnterAs("ada");
    }

    [TestCase(3, true)]
    [TestCase(2, false)]
    [TestCase(1, false)]
    public void Nothing_older_than_TLS_1_2_is_taken(byte minor, bool isTaken)
    {
        // Record 3.1 around a hello with suites of TLS 1.0 and of 1.2, and nothing of 1.3.
        byte[] hello =
        [
            0x16, 0x03, 0x01, 0x00, 0x47, 0x01, 0x00, 0x00, 0x43, 0x03, minor,
            .. new byte[32],
            0x00, 0x00, 0x04, 0xC0, 0x2B, 0xC0, 0x09, 0x01, 0x00,
            0x00, 0x16,
            0x00, 0x0A, 0x00, 0x04, 0x00, 0x02, 0x00, 0x17, // P-256
            0x00, 0x0B, 0x00, 0x02, 0x01, 0x00, // points as they are
            0x00, 0x0D, 0x00, 0x04, 0x00, 0x02, 0x04, 0x03, // ECDSA with SHA-256
        ];
        SimTransport old = _server.Connect();
        old.Write(hello);
        _server.Settle();
        byte[] answer = old.TakeOutbound();
        if (isTaken)
        {
            Assert.That(answer[0], Is.EqualTo(0x16), "a handshake record");
            Assert.That(answer[9..11], Is.EqualTo(new byte[] { 3, 3 }), "the version of 1.2");
            Assert.That(old.IsShut, Is.False);
            return;
        }

        Assert.That(answer[0], Is.EqualTo(0x15), "an alert record");
        Assert.That(answer[5..], Is.EqualTo(new byte[] { 2, 70 }), "protocol_version, fatal");
        Assert.That(_server.Server.Stats.TlsFaults, Is.EqualTo(1));
        old.End();
        _server.Settle();
        Assert.That(
            _log.Tail().TrimEnd(),
            Does.EndWith(LogSentence.Of(nameof(Log.Closed), "", CloseReason.TlsFailed)));
    }

    [TestCase("\u0016\u0003\u0001\uFFFF", "a record that nobody may send")]
    [TestCase("\u0016\u0003\u0001\u0000\u0004abcd", "a hello that is none")]
    [TestCase("\u0016\u0003\u0001\u0000\u0000", "a record without anything")]
    [TestCase("\u0016\u0003\u0001\u0000\u0001\u0001", "the first byte of a hello, again")]
    public void Bytes_that_are_no_TLS_end_their_connection_alone(string bytes, string what)
    {
        using TlsPeer ada = new TlsPeer(_server).ShakeHands().EnterAs("ada");
        SimTransport stranger = _server.Connect();
        byte[] sent = Encoding.Latin1.GetBytes(bytes.Replace("\uFFFF", "\u00FF\u00FF"));
        stranger.Write(sent);
        stranger.Write(sent);
        _server.Settle();
        _server.Pass(20_000);
        Assert.That(stranger.IsShut, Is.True, what);
        ada.Say("/ping");
        Assert.That(ada.ReadLine(), Is.EqualTo(TextLine.Pong()));
    }

    [Test]
    public void Short_records_of_every_kind_end_their_connection_alone(
        [Values] bool afterHello, [Range(19, 25)] byte kind)
    {
        using TlsPeer ada = new TlsPeer(_server).ShakeHands().EnterAs("ada");
        byte[] hello = TlsPeer.Hello();
        for (byte length = 0; length < 12; length++)
        {
            foreach (byte filling in new byte[] { 0, 1, 2, 0xFF })
            {
                SimTransport wire = _server.Connect();
                byte[] text = [.. Enumerable.Repeat(filling, length)];
                byte[] rest = [kind, 3, 3, 0, length, .. text];
                wire.Write(afterHello ? hello : [22, 3, 3, 0, length, .. text]);
                wire.Write(rest);
                _server.Settle();
                wire.End();
                _server.Settle();
                Assert.That(wire.IsShut, Is.True, $"{length} bytes of {filling}");
            }
        }

        ada.Say("/ping");
        Assert.That(ada.ReadLine(), Is.EqualTo(TextLine.Pong()));
    }

    [Test]
    public void Junk_after_the_handshake_ends_its_connection_alone()
    {
        using TlsPeer ada = new TlsPeer(_server).ShakeHands().EnterAs("ada");
        using TlsPeer eve = new TlsPeer(_server).ShakeHands().EnterAs("eve");
        eve.Wire.Write("junk that is no record\n"u8);
        _server.Settle();
        Assert.That(eve.Wire.IsShut, Is.True);
        Assert.That(ada.ReadLine(), Is.EqualTo(TextLine.Joined("eve")));
        Assert.That(
            ada.ReadLine(), Is.EqualTo(TextLine.Left("eve", GoodbyeSentences.OthersClosed)));
        Assert.That(_server.Server.Stats.TlsFaults, Is.EqualTo(1));
    }

    [Test]
    public void A_spoiled_byte_anywhere_ends_its_connection_alone([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        SslProtocols version = seed % 2 == 0 ? SslProtocols.Tls12 : SslProtocols.None;
        SimTransport witness = Enter("bob");
        using var eve = new TlsPeer(_server);
        int countdown = random.Next(500);
        byte mask = (byte)random.Next(1, 256);
        eve.Inner.Spoil = b => countdown-- == 0 ? (byte)(b ^ mask) : b;
        try
        {
            eve.ShakeHands(version);
            eve.Say("eve");
            eve.Say("hello");
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // Which of the two notices first depends on the byte.
        }

        _server.Pass(20_000);
        witness.Write("/ping\n"u8);
        _server.Settle();
        Assert.That(Text(witness), Does.EndWith($"{TextLine.Pong()}\n"), $"seed {seed}");
    }

    [Test]
    public void More_than_a_record_takes_is_split()
    {
        using var server = new SimServer(s_options with { MessageBytes = 32 * 1024 });
        using TlsPeer ada = new TlsPeer(server).ShakeHands().EnterAs("ada");
        using TlsPeer eve = new TlsPeer(server).ShakeHands().EnterAs("eve");
        string text = string.Join(',', Enumerable.Range(0, 5000))[..20_000];
        ada.Say(text);
        Assert.That(eve.ReadLine(), Is.EqualTo($"ada: {text}"));
    }

    [Test]
    public void A_reader_that_is_too_slow_is_told_so_and_loses_nothing_before_it()
    {
        using var server = new SimServer(s_options with { RingBytes = 64 * 1024 });
        using TlsPeer slow = new TlsPeer(server).ShakeHands().EnterAs("slow");
        using TlsPeer ada = new TlsPeer(server).ShakeHands().EnterAs("ada");
        Assert.That(slow.ReadLine(), Is.EqualTo(TextLine.Joined("ada")));
        slow.Wire.Window = 0;
        string text = new('x', 1000);
        int said = 0;
        while (server.Server.Directory.People == 2)
        {
            ada.Say($"{said++} {text}");
        }

        Assert.That(said, Is.InRange(55, 66), "messages of 1,000 bytes that 64 KiB hold");
        slow.Wire.Window = long.MaxValue;
        for (int i = 0; i < said - 1; i++)
        {
            Assert.That(slow.ReadLine(), Does.StartWith($"ada: {i} x"));
        }

        Assert.That(
            slow.ReadLine(),
            Is.EqualTo($"-- {GoodbyeSentences.TooSlow}"));
        Assert.That(slow.ReadLine(), Is.Null, "the end");
    }

    [TestCase(SslProtocols.Tls12)]
    [TestCase(SslProtocols.Tls13, ExcludePlatform = "MacOsX")]
    public void What_came_before_a_clients_last_word_counts(SslProtocols version)
    {
        SimTransport bob = Enter("bob");
        using TlsPeer ada = new TlsPeer(_server).ShakeHands(version);

        // Late enough that all of it arrives at once, more than a turn's commands.
        byte[] lines = Encoding.UTF8.GetBytes(
            "ada\n" + string.Concat(Enumerable.Range(0, 100).Select(static i => $"{i}\n")));
        ada.Send(lines);
        ada.SayEnd();
        _server.Settle();
        Assert.That(Text(bob), Does.EndWith($"ada: 98\nada: 99\n{TextLine.Left("ada")}\n"));
        Assert.That(ada.Wire.IsShut, Is.True, "it waits for the server's end");
    }

    [Test]
    public void The_servers_last_word_is_a_close_notify()
    {
        using TlsPeer ada = new TlsPeer(_server).ShakeHands(SslProtocols.Tls12).EnterAs("ada");
        ada.Say("/quit");
        Assert.That(ada.ReadLine(), Is.EqualTo($"-- {GoodbyeSentences.QuitNamed("ada")}"));
        Assert.That(ada.ReadLine(), Is.Null);
        List<byte> came = ada.Inner.Came;

        // From record to record: what is encrypted may have any bytes in it.
        int last = 0;
        for (int at = 0; at < came.Count; at += 5 + (came[at + 3] << 8) + came[at + 4])
        {
            last = at;
        }

        Assert.That(
            came.Skip(last).Take(3), Is.EqualTo(new byte[] { 0x15, 3, 3 }), "a record of alerts");
    }

    [Test]
    public void TLS_inside_TLS_is_sent_away()
    {
        using TlsPeer ada = new TlsPeer(_server).ShakeHands();
        ada.Send(TlsPeer.Hello());
        _server.Settle();
        Assert.That(ada.Wire.IsShut, Is.True);
    }

    [Test]
    public void A_connection_that_breaks_in_the_handshake_leaves_nothing()
    {
        byte[] hello = TlsPeer.Hello();
        for (int bytes = 2; bytes <= hello.Length; bytes += 40)
        {
            SimTransport wire = _server.Connect();
            wire.Write(hello.AsSpan(0, bytes));
            _server.Settle();
            wire.Reset();
            SimTransport other = _server.Connect();
            other.Write(hello.AsSpan(0, bytes));
            other.End();
            _server.Settle();
            Assert.That(other.IsShut, Is.True);
        }

        Assert.That(_server.Server.Connections, Is.Zero);
    }

    private SimTransport Enter(string name)
    {
        SimTransport wire = _server.Connect();
        wire.Write(Encoding.UTF8.GetBytes(name + "\n"));
        _server.Settle();
        return wire;
    }

    private string Text(SimTransport wire)
    {
        _server.Settle();
        return Encoding.UTF8.GetString(wire.TakeOutbound());
    }
}
