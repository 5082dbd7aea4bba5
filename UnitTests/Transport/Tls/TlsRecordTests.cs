using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Transport.Tls;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.Transport.Tls;

/// <summary>
/// Records that a TLS library would allocate memory for, or work on for long, before it finds out
/// that they mean nothing.
/// </summary>
internal sealed class TlsRecordTests
{
    private static readonly byte[] s_hello = TlsPeer.Hello()[5..];

    private SimServer _server = null!;
    private ServerLog _log = null!;

    [SetUp]
    public void Start()
    {
        _log = new ServerLog();
        _server = new SimServer(
            new ServerOptions { Certificate = TestCertificate.Own }, log: _log);
    }

    [TearDown]
    public void Stop()
    {
        _server.Dispose();
        Assert.That(_server.Server.Stats.Bugs, Is.Zero, _log.Tail());
    }

    public static IEnumerable<TestCaseData> Refused()
    {
        foreach (int length in new[]
        {
            0, HandshakeSizeCheck.MinHelloBytes - 1, HandshakeSizeCheck.MaxHelloBytes + 1, 16_384,
            16_385,
            65_535, 65_536, 131_000, 131_396, 131_397, 0xFF_FFFF,
        })
        {
            byte[] header = Message(1, length, []);
            yield return Case($"hello of {length}", TlsAlert.DecodeError, Record(22, header));
            yield return Case(
                $"hello of {length}, header in records of 1 byte",
                TlsAlert.DecodeError,
                [.. header.SelectMany(static b => Record(22, [b]))]);
            yield return Case(
                $"hello of {length}, header in two records and a body",
                TlsAlert.DecodeError,
                [.. Record(22, header[..2]), .. Record(22, [.. header[2..], .. new byte[100]])]);
        }

        foreach (byte kind in new byte[] { 0, 2, 4, 8, 11, 12, 14, 15, 16, 20, 22, 24, 254 })
        {
            yield return Case(
                $"message {kind} first", TlsAlert.UnexpectedMessage,
                Record(22, Message(kind, 100, [])));
        }

        foreach (byte kind in new byte[] { 20, 21, 23, 24, 80 })
        {
            byte[] payload = kind == 21 ? [1, 0] : [1];
            yield return Case(
                $"record {kind} inside a hello",
                TlsAlert.UnexpectedMessage,
                [.. Record(22, s_hello[..50]), .. Record(kind, payload)]);
        }

        yield return Case(
            "an empty record inside a hello",
            TlsAlert.UnexpectedMessage,
            [.. Record(22, s_hello[..50]), .. Record(22, [])]);
        yield return Case(
            "a second message in the record of the hello",
            TlsAlert.UnexpectedMessage,
            Record(22, [.. s_hello, .. Message(16, 66, [])]));
        yield return Case(
            "a second hello in the last record of a hello",
            TlsAlert.UnexpectedMessage,
            [.. Record(22, s_hello[..50]), .. Record(22, [.. s_hello[50..], .. s_hello])]);
        yield return Case(
            "a version that is none inside a hello",
            TlsAlert.UnexpectedMessage,
            [.. Record(22, s_hello[..50]), 22, 2, 3, 0, 1, 1]);
    }

    [TestCaseSource(nameof(Refused))]
    public void A_hello_that_no_client_sends_gets_an_alert_and_reaches_no_library(
        byte[] bytes, byte alert)
    {
        foreach (int piece in new[] { int.MaxValue, 1 })
        {
            SimTransport wire = _server.Connect();
            foreach (byte[] part in bytes.Chunk(piece))
            {
                wire.Write(part);
                _server.Settle();
            }

            Assert.That(wire.TakeOutbound(), Is.EqualTo(new byte[] { 21, 3, 3, 0, 2, 2, alert }));
            Assert.That(wire.IsShut, Is.True, $"in pieces of {piece}");
            wire.End();
            _server.Settle();
            Assert.That(
                _log.Tail().TrimEnd(),
                Does.EndWith(LogSentence.Of(nameof(Log.Closed), "", CloseReason.TlsFailed)));
        }
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(100)]
    public void A_hello_in_many_records_is_answered_in_one_step(int recordBytes)
    {
        SimTransport wire = _server.Connect();
        byte[] records = [.. s_hello.Chunk(recordBytes).SelectMany(static c => Record(22, c))];
        wire.Write(records.AsSpan(0, records.Length - 1));
        _server.Settle();
        Assert.That(wire.TakeOutbound(), Is.Empty, "the library has seen nothing");
        wire.Write(records.AsSpan(records.Length - 1));
        _server.Settle();
        byte[] answer = wire.TakeOutbound();
        Assert.That((answer[0], answer[5]), Is.EqualTo(((byte)22, (byte)2)), "ServerHello");
    }

    [Test]
    public void A_client_of_TLS_1_2_may_cut_its_messages_into_records_of_any_length(
        [Values(1, 2, 5, 60)] int recordBytes)
    {
        using var eve = new RawTls(_server, new Random(1));
        eve.Send([.. eve.Hello().Chunk(recordBytes).SelectMany(static c => Record(22, c))]);
        byte[] flight = eve.SecondFlight();
        int key = 5 + (flight[3] << 8) + flight[4];
        eve.Send(
        [
            .. flight[5..key].Chunk(recordBytes).SelectMany(static c => Record(22, c)),
            .. flight[key..],
        ]);
        eve.Say("eve\n");
        Assert.That(eve.Read(), Does.StartWith(TextLine.Welcome("eve")));
    }

    public static IEnumerable<TestCaseData> RefusedAfterHello()
    {
        foreach (int length in new[] { 2049, 16_384, 65_535, 131_000, 0xFF_FFFF })
        {
            yield return new TestCaseData(Record(22, Message(16, length, [])))
                .SetArgDisplayNames($"a key of {length}");
        }

        foreach (byte kind in new byte[] { 1, 2, 11, 15, 20, 24 })
        {
            yield return new TestCaseData(Record(22, Message(kind, 131_000, [])))
                .SetArgDisplayNames($"message {kind} of 131,000");
        }

        yield return new TestCaseData((byte[])[.. Repeat(Record(20, [1]), 3)])
            .SetArgDisplayNames("three changes of keys");
        yield return new TestCaseData(Record(20, [2])).SetArgDisplayNames("a change of 2");
        yield return new TestCaseData(Record(20, [1, 1])).SetArgDisplayNames("a long change");
        yield return new TestCaseData(Record(21, [1])).SetArgDisplayNames("half an alert");
        yield return new TestCaseData((byte[])[.. Repeat(Record(21, [1, 90]), 40)])
            .SetArgDisplayNames("40 warnings");
        yield return new TestCaseData((byte[])[.. Repeat(Record(23, [1]), 40)])
            .SetArgDisplayNames("40 records of text");
        yield return new TestCaseData((byte[])[.. Repeat(Record(23, []), 40)])
            .SetArgDisplayNames("40 empty records of text");
    }

    [TestCaseSource(nameof(RefusedAfterHello))]
    public void What_may_not_follow_a_hello_ends_the_connection(byte[] bytes)
    {
        using var eve = new RawTls(_server, new Random(1));
        eve.Send(RawTls.Record(RawTls.Handshake, eve.Hello()));
        Assert.That(eve.Wire.IsShut, Is.False);
        eve.Send(bytes);
        Assert.That(eve.Wire.IsShut, Is.True);
        Assert.That(_server.Server.Stats.TlsFaults, Is.EqualTo(1));
    }

    [TestCase(100, true, ExcludePlatform = "MacOsX")]
    [TestCase(131_000, false, ExcludePlatform = "MacOsX")]
    [TestCase(0xFF_FFFF, false, ExcludePlatform = "MacOsX")]
    public void A_second_hello_that_the_server_asks_for_has_the_limit_of_the_first(
        int bytes, bool mayBeOne)
    {
        SimTransport wire = _server.Connect();
        wire.Write(Record(22, HelloWithoutKey()));
        _server.Settle();
        byte[] answer = wire.TakeOutbound();
        Assert.That(
            answer[11..15], Is.EqualTo(new byte[] { 0xCF, 0x21, 0xAD, 0x74 }), "asks for another");
        wire.Write([.. Record(20, [1]), .. Record(22, Message(1, bytes, []))]);
        _server.Settle();
        Assert.That(wire.IsShut, Is.EqualTo(!mayBeOne));
    }

    [Test]
    [Platform(Exclude = "MacOsX", Reason = "TLS 1.2 asks for no second hello")]
    public void A_client_that_is_asked_for_another_hello_gets_in()
    {
        SimTransport wire = _server.Connect();
        wire.Write(Record(22, HelloWithoutKey()));
        _server.Settle();
        wire.TakeOutbound();
        byte[] again = HelloWithoutKey(withKey: true);
        wire.Write([.. Record(20, [1]), .. Record(22, again[..60]), .. Record(22, again[60..])]);
        _server.Settle();
        byte[] answer = wire.TakeOutbound();
        Assert.That((answer[0], answer[5]), Is.EqualTo(((byte)22, (byte)2)), "ServerHello");
        Assert.That(answer[11..15], Is.Not.EqualTo(new byte[] { 0xCF, 0x21, 0xAD, 0x74 }));
    }

    [Test]
    public void A_client_that_has_shaken_hands_is_decrypted_in_several_turns()
    {
        using RawTls eve = new RawTls(_server, new Random(1)).ShakeHands();
        eve.Say("eve\n");
        eve.Read();
        byte[] blanks = [.. Enumerable.Range(0, 200)
            .SelectMany(_ => eve.Seal(RawTls.ApplicationText, " "u8))];
        eve.Wire.Sends = 0;
        eve.Wire.Write([.. blanks, .. eve.Seal(RawTls.ApplicationText, "\n/ping\n"u8)]);
        int turns = 0;
        for (; eve.Wire.Sends == 0 && turns < 100; turns++)
        {
            _server.RunOneTurn();
        }

        Assert.That(turns, Is.InRange(7, 9), "32 records a turn");
        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
    }

    private static TestCaseData Case(string what, TlsAlert alert, byte[] bytes) =>
        new TestCaseData(bytes, (byte)alert).SetArgDisplayNames(what);

    private static IEnumerable<byte> Repeat(byte[] record, int times) =>
        Enumerable.Repeat(record, times).SelectMany(static r => r);

    private static byte[] Record(byte kind, byte[] payload) => RawTls.Record(kind, payload);

    private static byte[] Message(byte kind, int length, byte[] body) =>
        [kind, (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. body];

    /// <summary>
    /// A hello of TLS 1.3 that names P-256 and brings no key for it, or brings one: the curve's
    /// base point.
    /// </summary>
    private static byte[] HelloWithoutKey(bool withKey = false)
    {
        byte[] point = Convert.FromHexString(
            "046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"
            + "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5");
        byte[] share = withKey
            ? [0x00, 0x33, 0x00, 0x47, 0x00, 0x45, 0x00, 0x17, 0x00, 0x41, .. point]
            : [0x00, 0x33, 0x00, 0x02, 0x00, 0x00];
        byte[] extensions =
        [
            0x00, 0x2B, 0x00, 0x03, 0x02, 0x03, 0x04, // TLS 1.3
            0x00, 0x0A, 0x00, 0x04, 0x00, 0x02, 0x00, 0x17, // P-256
            0x00, 0x0D, 0x00, 0x04, 0x00, 0x02, 0x04, 0x03, // ECDSA with SHA-256
            .. share,
        ];
        byte[] body =
        [
            3, 3, .. new byte[32], 32, .. new byte[32], 0, 2, 0x13, 0x01, 1, 0,
            (byte)(extensions.Length >> 8), (byte)extensions.Length, .. extensions,
        ];
        return Message(1, body.Length, body);
    }
}
