using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.Transport.Tls;

/// <summary>What no TLS library sends: it may cost its sender, and nobody else.</summary>
internal sealed class HostileTlsTests
{
    private static readonly ServerOptions s_options = new() { Certificate = TestCertificate.Own };

    private SimServer _server = null!;
    private ServerLog _log = null!;
    private SimTransport _witness = null!;

    [SetUp]
    public void Start()
    {
        _log = new ServerLog();
        _server = new SimServer(s_options, log: _log);
        _witness = _server.Connect();
        _witness.Write("witness\n"u8);
        _server.Settle();
    }

    [TearDown]
    public void Stop()
    {
        _witness.TakeOutbound();
        _witness.Write("/ping\n"u8);
        _server.Settle();
        string pong = Encoding.UTF8.GetString(_witness.TakeOutbound());
        _server.Server.Stop();
        _server.Settle();
        _server.Pass(s_options.DrainMs);
        _server.Settle();
        int connections = _server.Server.Connections;
        int slices = _server.Server.Slab.Rented;
        _server.Dispose();
        _witness.Dispose();
        Assert.That(pong, Is.EqualTo($"{TextLine.Pong()}\n"), $"the witness:\n{_log.Tail()}");
        Assert.That(connections, Is.Zero, $"connections left:\n{_log.Tail()}");
        Assert.That(slices, Is.Zero.Or.EqualTo(_server.Server.ReceiveOperations), "slices left");
        Assert.That(_server.Server.Stats.Bugs, Is.Zero, _log.Tail());
    }

    [Test]
    public void A_warning_that_asks_for_nothing_changes_nothing()
    {
        using RawTls eve = Enter();
        eve.Send(eve.Seal(RawTls.Alert, [1, 90]));
        eve.Say("/ping\n");
        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
    }

    [Test]
    public void A_few_empty_records_say_nothing()
    {
        using RawTls eve = Enter();
        eve.Send(Empty(eve, 30));
        eve.Say("/ping\n");
        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
    }

    [Test]
    public void Endless_empty_records_end_their_connection()
    {
        using RawTls eve = Enter();
        eve.Send(Empty(eve, 1000));
        AssertFailed(eve);
    }

    [TestCase(256, true)]
    [TestCase(257, false)]
    public void Records_without_text_are_counted_whatever_comes_between(int records, bool isTaken)
    {
        using RawTls eve = Enter();
        for (int left = records; left > 0; left -= 20)
        {
            eve.Send(Empty(eve, Math.Min(left, 20)));
            eve.Say(" \n");
        }

        if (isTaken)
        {
            eve.Say("/ping\n");
            Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
        }
        else
        {
            AssertFailed(eve);
        }
    }

    [Test]
    public void Records_with_text_are_not_counted_wherever_they_are_cut()
    {
        using RawTls eve = Enter();
        SendInPieces(eve, Blank(eve, 600), new Random(1));
        eve.Send(Blank(eve, 600));
        eve.Say("/ping\n");
        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
    }

    [Test]
    public void A_line_may_come_in_a_record_for_each_letter()
    {
        using RawTls eve = Enter();
        foreach (char letter in "/ping\n")
        {
            eve.Say($"{letter}");
        }

        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
    }

    [Test]
    public void The_longest_record_is_read_and_a_longer_one_ends_its_connection()
    {
        using RawTls eve = Enter();
        eve.Say(new string(' ', (16 * 1024) - 6) + "/ping\n");
        Assert.That(
            eve.Read(),
            Does.StartWith($"-- {Refusal.For(RefusalCode.MessageTooLong, "4096").Sentence}"));
        eve.Say("/ping\n");
        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
        eve.Say(new string(' ', (16 * 1024) + 1));
        AssertFailed(eve);
    }

    [Test]
    public void Another_handshake_is_refused()
    {
        using RawTls eve = Enter();
        eve.Send(eve.Seal(RawTls.Handshake, eve.Hello()));
        AssertFailed(eve);
        Assert.That(_server.Server.Stats.TlsHandshakes, Is.EqualTo(1));
    }

    [Test]
    public void A_record_that_comes_twice_ends_its_connection()
    {
        using RawTls eve = Enter();
        byte[] ping = eve.Seal(RawTls.ApplicationText, "/ping\n"u8);
        eve.Send(ping);
        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
        eve.Send(ping);
        AssertFailed(eve);
    }

    [Test]
    public void Bare_words_between_encrypted_ones_end_their_connection(
        [Values(RawTls.Alert, RawTls.Handshake, RawTls.ApplicationText, 24)] byte kind)
    {
        using RawTls eve = Enter();
        eve.Send(RawTls.Record(kind, "/ping\n"u8));
        AssertFailed(eve);
    }

    [TestCase(0)]
    [TestCase(20)]
    public void A_connection_may_end_without_a_word(int bytesOfRecord)
    {
        using RawTls eve = Enter();
        _witness.TakeOutbound();
        byte[] record = eve.Seal(RawTls.ApplicationText, "/ping\n"u8);
        eve.Send(record[..bytesOfRecord]);
        eve.Wire.End();
        _server.Settle();
        Assert.That(
            Encoding.UTF8.GetString(_witness.TakeOutbound()), Is.EqualTo(
                $"{TextLine.Left("eve")}\n"));
    }

    [Test]
    public void A_byte_a_second_shakes_no_hands_for_long()
    {
        using var eve = new RawTls(_server, new Random(1));
        byte[] hello = RawTls.Record(RawTls.Handshake, eve.Hello());
        int sent = 0;
        for (; !eve.Wire.IsShut && sent < hello.Length; sent++)
        {
            eve.Send([hello[sent]]);
            _server.Pass(1000);
        }

        // It was TLS with its second byte, after a second.
        Assert.That(sent, Is.EqualTo(21));
        Assert.That(eve.Wire.TakeOutbound(), Is.Empty, "no words that are no TLS");
        AssertClosed(eve, CloseReason.TlsTooLate);
    }

    [Test]
    public void A_byte_a_second_keeps_no_record_open_for_long()
    {
        using RawTls eve = Enter();
        _server.Pass(60_000);
        eve.Say("/ping\n");
        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
        byte[] record = eve.Seal(RawTls.ApplicationText, new byte[1000]);
        int sent = 0;
        for (; !eve.Wire.IsShut && sent < record.Length; sent++)
        {
            eve.Send([record[sent]]);
            _server.Pass(1000);
        }

        Assert.That(sent, Is.EqualTo(20));
        Assert.That(eve.Read(), Does.StartWith(
            $"-- {GoodbyeSentences.Unfinished}"));
        AssertClosed(eve, CloseReason.Unfinished);
    }

    [Test]
    public void Records_that_are_never_whole_at_the_end_of_a_turn_are_no_hurry()
    {
        using RawTls eve = Enter();
        byte[] left = [];
        for (int second = 0; second < 60; second++)
        {
            byte[] bytes = [.. left, .. eve.Seal(RawTls.ApplicationText, "/ping\n"u8)];
            eve.Send(bytes[..^9]);
            left = bytes[^9..];
            _server.Pass(1000);
        }

        eve.Send(left);
        Assert.That(eve.Read().Split(TextLine.Pong()), Has.Length.EqualTo(61));
    }

    [Test]
    public void A_mangled_handshake_ends_its_connection_alone([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        using var eve = new RawTls(_server, random);
        int flight = random.Next(3);
        SendInPieces(
            eve, Mangle(RawTls.Record(RawTls.Handshake, eve.Hello()), flight == 0, random), random);
        if (flight > 0)
        {
            SendInPieces(eve, Mangle(eve.SecondFlight(), flight == 1, random), random);
            byte[] words = [.. eve.Seal(RawTls.ApplicationText, "eve\n"u8), .. Empty(eve, 3)];
            SendInPieces(eve, Mangle(words, flight == 2, random), random);
        }

        switch (random.Next(3))
        {
            case 0:
                eve.Wire.End();
                _server.Settle();
                break;
            case 1:
                eve.Wire.Reset();
                _server.Settle();
                break;
            default:
                _server.Pass(20_000);
                break;
        }

        bool mayTalk = flight == 2;
        Assert.That(eve.Wire.IsShut || eve.Wire.IsDisposed || mayTalk, Is.True, $"seed {seed}");
    }

    private static byte[] Empty(RawTls eve, int records) =>
        [.. Enumerable.Range(0, records).SelectMany(_ => eve.Seal(RawTls.ApplicationText, []))];

    private static byte[] Blank(RawTls eve, int records) => [.. Enumerable.Range(0, records)
        .SelectMany(_ => eve.Seal(RawTls.ApplicationText, " \n"u8))];

    /// <summary>Cuts out, doubles, puts in and changes bytes.</summary>
    private static byte[] Mangle(byte[] bytes, bool really, Random random)
    {
        var mangled = new List<byte>(bytes);
        for (int i = really ? random.Next(1, 4) : 0; i > 0; i--)
        {
            int from = random.Next(mangled.Count);
            int count = random.Next(1, 1 + Math.Min(40, mangled.Count - from));
            byte[] part = [.. mangled.Slice(from, count)];
            switch (random.Next(4))
            {
                case 0:
                    mangled.RemoveRange(from, count == mangled.Count ? count - 1 : count);
                    break;
                case 1:
                    mangled.InsertRange(from, part);
                    break;
                case 2:
                    random.NextBytes(part);
                    mangled.InsertRange(from, part);
                    break;
                default:
                    mangled[from] ^= (byte)random.Next(1, 256);
                    break;
            }
        }

        return [.. mangled];
    }

    private static void SendInPieces(RawTls eve, byte[] bytes, Random random)
    {
        for (int at = 0; at < bytes.Length;)
        {
            int count = Math.Min(random.Next(1, 200), bytes.Length - at);
            eve.Send(bytes[at..(at + count)]);
            at += count;
        }
    }

    private void AssertFailed(RawTls eve)
    {
        Assert.That(eve.Wire.IsShut, Is.True);
        Assert.That(_server.Server.Stats.TlsFaults, Is.EqualTo(1));
        AssertClosed(eve, CloseReason.TlsFailed);
    }

    private void AssertClosed(RawTls eve, CloseReason reason)
    {
        eve.Wire.End();
        _server.Settle();
        Assert.That(
            _log.Tail().TrimEnd(), Does.EndWith(LogSentence.Of(nameof(Log.Closed), "", reason)));
    }

    private RawTls Enter()
    {
        RawTls eve = new RawTls(_server, new Random(1)).ShakeHands();
        eve.Say("eve\n");
        Assert.That(eve.Read(), Does.StartWith(TextLine.Welcome("eve")));
        return eve;
    }
}
