using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using Protocol.Dialects.Native;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;

namespace UnitTests.Transport.Tls;

/// <summary>
/// How long a client that encrypts may take, and that words for people are never in its way.
/// </summary>
internal sealed class TlsDeadlineTests
{
    private SimServer _server = null!;

    [SetUp]
    public void Start() =>
        _server = new SimServer(new ServerOptions { Certificate = TestCertificate.Own });

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void Silence_after_the_handshake_is_greeted_in_it()
    {
        using TlsPeer ada = new TlsPeer(_server).ShakeHands();
        _server.Pass(1200);
        Assert.That(
            ada.ReadLine(),
            Is.EqualTo(Encoding.UTF8.GetString(ChatSentences.Greeting).TrimEnd('\n')));
    }

    [Test]
    public void A_greeting_waits_for_the_end_of_the_handshake()
    {
        byte[] hello = TlsPeer.Hello();
        SimTransport wire = _server.Connect();
        wire.Write(hello.AsSpan(0, 100));
        _server.Settle();
        _server.Pass(2000);
        Assert.That(wire.TakeOutbound(), Is.Empty, "words before the handshake");
        wire.Write(hello.AsSpan(100));
        _server.Settle();
        Assert.That(wire.TakeOutbound()[0], Is.EqualTo(0x16), "a handshake record");
    }

    [Test]
    public void The_beginning_of_a_hello_finds_no_words_in_its_way()
    {
        byte[] hello = TlsPeer.Hello();
        SimTransport wire = _server.Connect();
        wire.Write(hello.AsSpan(0, 1));
        _server.Settle();
        _server.Pass(2000);
        Assert.That(wire.TakeOutbound(), Is.Empty);
        wire.Write(hello.AsSpan(1));
        _server.Settle();
        Assert.That(wire.TakeOutbound()[0], Is.EqualTo(0x16), "a handshake record");
    }

    [Test]
    public void A_handshake_has_20_seconds()
    {
        SimTransport late = _server.Connect();
        late.Write(TlsPeer.Hello().AsSpan(0, 50));
        _server.Settle();
        using TlsPeer ada = new TlsPeer(_server).ShakeHands();
        _server.Pass(19_999);
        Assert.That(late.IsShut, Is.False);
        ada.EnterAs("ada");
        _server.Pass(1);
        Assert.That(late.IsShut, Is.True);
        Assert.That(late.TakeOutbound(), Is.Empty);
        Assert.That(ada.Wire.IsShut, Is.False);
    }

    /// <summary>
    /// A turn fires 256 timers. With so many others due, the deadline of the name may fire a turn
    /// before that of the handshake, and the handshake may be finished in between.
    /// </summary>
    [Test]
    public void A_handshake_that_ends_at_its_deadline_does_not_lift_the_deadline_of_the_name()
    {
        for (int others = 60; others <= 300; others += 12)
        {
            Stop();
            Start();
            byte[] part = TlsPeer.Hello()[..50];
            List<SimTransport> wires =
                [.. Enumerable.Range(0, others).Select(_ => _server.Connect())];
            using var ada = new RawTls(_server, new Random(1));
            wires.ForEach(w => w.Write(part));
            ada.Send(RawTls.Record(RawTls.Handshake, ada.Hello()));
            byte[] flight = ada.SecondFlight();
            _server.Network.SimClock.Advance(20_000);
            _server.RunOneTurn();
            ada.Wire.Write(flight);
            _server.Settle();
            _server.Pass(1000);
            _server.Pass(1000);
            Assert.That(ada.Wire.IsShut, Is.True, $"{others} others");
        }
    }

    [Test]
    public void Silence_behind_the_handshake_lasts_20_seconds()
    {
        using TlsPeer ada = new TlsPeer(_server).ShakeHands();
        _server.Pass(19_999);
        Assert.That(ada.Wire.IsShut, Is.False);
        _server.Pass(1);
        Assert.That(ada.ReadLine(), Is.EqualTo(
            Encoding.UTF8.GetString(ChatSentences.Greeting).TrimEnd('\n')));
        Assert.That(ada.ReadLine(), Is.EqualTo($"-- {GoodbyeSentences.TooLate}"));
        Assert.That(ada.ReadLine(), Is.Null);
    }

    /// <summary>The timer of the handshake is due after 20 s, whatever has come by then.</summary>
    [TestCase(5_000, Description = "before the timer of the handshake fires")]
    [TestCase(19_999)]
    [TestCase(20_000)]
    [TestCase(60_000, Description = "long after it")]
    public void A_part_of_a_record_has_20_seconds_whenever_it_begins(long afterMs)
    {
        using RawTls eve = Enter();
        _server.Pass(afterMs);
        byte[] record = eve.Seal(RawTls.ApplicationText, "/ping\n"u8);
        eve.Send(record[..10]);
        _server.Pass(19_999);
        Assert.That(eve.Wire.IsShut, Is.False);
        _server.Pass(1);
        Assert.That(eve.Wire.IsShut, Is.True);
    }

    [Test]
    public void A_client_that_the_server_does_not_read_has_time_for_the_rest_of_a_record()
    {
        // Three hundred lines take 28 s at ten a second, and meanwhile nothing is read.
        _server.Dispose();
        _server = new SimServer(
            new ServerOptions { Certificate = TestCertificate.Own }, isPaced: true);
        using RawTls eve = Enter();
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("/ping\n", 300)));
        byte[] record = eve.Seal(RawTls.ApplicationText, lines);
        byte[] next = eve.Seal(RawTls.ApplicationText, "/ping\n"u8);
        eve.Send([.. record, .. next[..10]]);
        for (int i = 0; i < 27; i++)
        {
            _server.Pass(1000);
        }

        Assert.That(eve.Wire.IsShut, Is.False, "the server had not read the rest");
        _server.Pass(3000);
        eve.Send(next[10..]);
        Assert.That(eve.Read(), Does.EndWith($"{TextLine.Pong()}\n"));
        Assert.That(eve.Wire.IsShut, Is.False);
    }

    [Test]
    public void A_part_that_begins_when_another_ends_has_20_seconds_of_its_own()
    {
        using RawTls eve = Enter();
        byte[] ping = eve.Seal(RawTls.ApplicationText, "/ping\n"u8);
        byte[] next = eve.Seal(RawTls.ApplicationText, "/ping\n"u8);
        for (int i = 0; i < 3; i++)
        {
            eve.Send(ping[..10]);
            _server.Pass(15_000);
            eve.Send([.. ping[10..], .. next[..10]]);
            _server.Pass(15_000);
            eve.Send(next[10..]);
            Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n{TextLine.Pong()}\n"));
            ping = eve.Seal(RawTls.ApplicationText, "/ping\n"u8);
            next = eve.Seal(RawTls.ApplicationText, "/ping\n"u8);
        }

        eve.Send([.. ping, .. next[..10]]);
        _server.Pass(19_999);
        Assert.That(eve.Wire.IsShut, Is.False);
        _server.Pass(1);
        Assert.That(eve.Wire.IsShut, Is.True);
    }

    [Test]
    public void A_person_who_types_behind_the_handshake_has_three_minutes()
    {
        using TlsPeer ada = new TlsPeer(_server).ShakeHands();
        _server.Pass(19_999);
        ada.Send("a"u8.ToArray());
        _server.Pass(160_000);
        Assert.That(ada.Wire.IsShut, Is.False);
        _server.Pass(1);
        Assert.That(ada.Wire.IsShut, Is.True);
    }

    [Test]
    public void A_program_behind_the_handshake_has_20_seconds([Values(1, 4)] int magicBytes)
    {
        using TlsPeer ada = new TlsPeer(_server).ShakeHands();
        _server.Pass(10_000);
        ada.Send(NativeWire.Magic[..magicBytes].ToArray());
        _server.Pass(19_999);
        Assert.That(ada.Wire.IsShut, Is.False);
        _server.Pass(1);
        Assert.That(ada.Wire.IsShut, Is.True);
    }

    private RawTls Enter()
    {
        RawTls eve = new RawTls(_server, new Random(1)).ShakeHands();
        eve.Say("eve\n");
        Assert.That(eve.Read(), Does.StartWith(TextLine.Welcome("eve")));
        return eve;
    }
}
