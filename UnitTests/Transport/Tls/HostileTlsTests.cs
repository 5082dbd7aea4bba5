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

/// <summary>TLS input that no library sends affects only its sender.</summary>
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
    public void Unknown_warning_is_ignored()
    {
        using RawTls eve = Enter();
        eve.Send(eve.Seal(RawTls.Alert, [1, 90]));
        eve.Say("/ping\n");
        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
    }

    [Test]
    public void A_few_empty_records_are_ignored()
    {
        using RawTls eve = Enter();
        eve.Send(Empty(eve, 30));
        eve.Say("/ping\n");
        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
    }

    [Test]
    public void Endless_empty_records_close_the_connection()
    {
        using RawTls eve = Enter();
        eve.Send(Empty(eve, 1000));
        AssertFailed(eve);
    }

    [TestCase(256, true)]
    [TestCase(257, false)]
    public void Records_without_text_are_counted_even_with_others_between(int records, bool isTaken)
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
    public void Records_with_text_are_not_counted_however_they_are_split()
    {
        using RawTls eve = Enter();
        SendInPieces(eve, Blank(eve, 600), new Random(1));
        eve.Send(Blank(eve, 600));
        eve.Say("/ping\n");
        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
    }

    [Test]
    public void Line_may_have_a_record_for_each_letter()
    {
        using RawTls eve = Enter();
        foreach (char letter in "/ping\n")
        {
            eve.Say($"{letter}");
        }

        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
    }

    [Test]
    public void Longest_record_is_read_and_a_longer_one_closes_the_connection()
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
    public void Renegotiation_is_refused()
    {
        using RawTls eve = Enter();
        eve.Send(eve.Seal(RawTls.Handshake, eve.Hello()));
        AssertFailed(eve);
        Assert.That(_server.Server.Stats.TlsHandshakes, Is.EqualTo(1));
    }

    [Test]
    public void Replayed_record_closes_the_connection()
    {
        using RawTls eve = Enter();
        byte[] ping = eve.Seal(RawTls.ApplicationText, "/ping\n"u8);
        eve.Send(ping);
        Assert.That(eve.Read(), Is.EqualTo($"{TextLine.Pong()}\n"));
        eve.Send(ping);
        AssertFailed(eve);
    }

    [Test]
    public void Unencrypted_record_after_the_handshake_closes_the_connection(
        [Values(RawTls.Alert, RawTls.Handshake, RawTls.ApplicationText, 24)] byte kind)
    {
        using RawTls eve = Enter();
        eve.Send(RawTls.Record(kind, "/ping\n"u8));
        AssertFailed(eve);
    }

    [TestCase(0)]
    [TestCase(20)]
    public void Connection_may_end_without_a_close_notify(int bytesOfRecord)
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
    public void Slow_handshake_ends_after_20_s()
    {
        using var eve = new RawTls(_server, new Random(1));
        byte[] hello = RawTls.Record(RawTls.Handshake, eve.Hello());
        int sent = 0;
        for (; !eve.Wire.IsShut && sent < hello.Length; sent++)
        {
            eve.Send([hello[sent]]);
            _server.Pass(1000);
        }

        // It was recognised as TLS at its second byte, after one second.
        Assert.That(sent, Is.EqualTo(21));
        Assert.That(eve.Wire.TakeOutbound(), Is.Empty, "no text that is not TLS");
        AssertClosed(eve, CloseReason.TlsTooLate);
    }

    [Test]
    public void Slow_record_ends_after_20_s()
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
    public void Incomplete_records_at_the_end_of_each_turn_are_allowed()
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
    public void Mangled_handshake_closes_only_its_connection([Range(1, 60)] int seed)
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

    /// <summary>Removes, duplicates, inserts and changes bytes.</summary>
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
