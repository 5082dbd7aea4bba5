using System.Text;
using EventLoopServer.Buffers;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using UnitTests.Sentences;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support.Recording;

namespace UnitTests.Reactor;

/// <summary>
/// Slow readers: how much may wait for one and how long, and how much for all together.
/// </summary>
internal sealed class SlowReaderClosingTests
{
    private const int SlowMs = 30_000;
    private const int StallMs = 60_000;
    private const int SlowBytes = 64 * 1024;

    /// <summary>The kernel's part of a reader for whom something waits.</summary>
    private const int KernelBytes = 2 * 4096;

    private static readonly string s_line = new('x', 1000);

    private ServerLog _log = null!;
    private SimServer _server = null!;
    private SimTransport _speaker = null!;

    [SetUp]
    public void Start() => Open(new ServerOptions { SlowBytes = SlowBytes });

    [TearDown]
    public void Stop()
    {
        _server.Dispose();
        _speaker.Dispose();
    }

    [TestCase(StallMs - 1, false)]
    [TestCase(StallMs, true)]
    [TestCase(StallMs + 1, true)]
    public void Who_takes_nothing_of_a_single_line_is_closed(int ms, bool isClosed)
    {
        SimTransport slow = Stalled("slow");
        Say(1);
        _server.Pass(ms);
        Assert.That(
            Text(_speaker).Contains(TextLine.Left("slow", GoodbyeSentences.OthersTooSlow)),
            Is.EqualTo(isClosed));
        _server.Pass(5000);
        _server.Pass(5000);
        Assert.That(slow.IsDisposed, Is.True, "a little later it is over in any case");
        Assert.That(slow.EndsWithReset, Is.True, "the kernel lets its part go too");
    }

    [Test]
    public void Who_takes_a_byte_now_and_then_of_little_may_stay()
    {
        SimTransport slow = Stalled("slow");
        Say(3);
        for (int minute = 0; minute < 60; minute++)
        {
            slow.Window = 1;
            _server.Pass(StallMs - 1);
        }

        Assert.That(slow.IsShut, Is.False);
    }

    [TestCase(SlowBytes - 1, false)]
    [TestCase(SlowBytes, true)]
    [TestCase(SlowBytes + 1, true)]
    public void Too_much_for_thirty_seconds_closes_even_who_reads(int bytes, bool isClosed)
    {
        SimTransport slow = Stalled("slow");
        WaitFor(slow, bytes);
        _server.Pass(SlowMs - 1);
        Assert.That(slow.IsShut, Is.False);
        _server.Pass(1);
        _server.Pass(5000);
        Assert.That(slow.IsDisposed, Is.EqualTo(isClosed));
    }

    [Test]
    public void Below_it_for_a_moment_the_thirty_seconds_begin_anew()
    {
        SimTransport slow = Stalled("slow");
        WaitFor(slow, SlowBytes);
        _server.Pass(SlowMs - 1);
        slow.Window = 100;
        _server.Settle();
        WaitFor(slow, SlowBytes);
        _server.Pass(SlowMs - 1);
        Assert.That(slow.IsShut, Is.False);
        _server.Pass(1);
        _server.Pass(5000);
        Assert.That(slow.IsDisposed, Is.True);
    }

    [Test]
    public void What_a_slow_reader_never_got_is_counted_and_logged()
    {
        SimTransport slow = Stalled("slow");
        WaitFor(slow, 5000);
        _server.Pass(StallMs);
        _server.Pass(5000);
        long lost = _server.Server.Stats.DiscardedBytes;
        Assert.That(lost, Is.EqualTo(5000 + Goodbye.Length));
        Assert.That(
            _log.Lines.Single(static l => l.Number == ServerLog.ClosedWithLoss).Text,
            Does.EndWith(LogSentence.Of(
                nameof(Log.ClosedWithLoss), "", CloseReason.TooSlow, lost)));
    }

    [Test]
    public void What_a_reader_lost_whose_message_was_torn_is_counted_too()
    {
        Stop();
        Open(new ServerOptions { RingBytes = SlowBytes });
        SimTransport slow = Stalled("slow");
        WaitFor(slow, SlowBytes - 10);
        Assert.That(_server.Server.Stats.DiscardedBytes, Is.Zero);
        slow.Window = 5;
        _server.Settle();
        int line = "speaker: ".Length + s_line.Length + 1;
        Say(1);
        slow.Window = 0;
        _server.Pass(5000);
        Assert.That(slow.IsDisposed, Is.True);
        Assert.That(
            _server.Server.Stats.DiscardedBytes,
            Is.EqualTo(SlowBytes - 15 + line + Goodbye.Length));
    }

    [TestCase(4, 0)]
    [TestCase(5, 0)]
    [TestCase(6, 1)]
    [TestCase(40, 35)]
    public void All_together_hold_so_much_and_the_slowest_goes_first(int readers, int closed)
    {
        // Five readers with a slice each, and what the kernel holds for them.
        Stop();
        var options = new ServerOptions { SendBufferBytes = KernelBytes / 2 };
        int each = options.SliceBytes + KernelBytes;
        Open(options with { BacklogBytes = 5 * each });
        List<SimTransport> slow = [];
        for (int i = 0; i < readers; i++)
        {
            slow.Add(Stalled($"slow{i}"));
        }

        _speaker.TakeOutbound();
        Say(1);
        Assert.That(_server.Server.SlowReaders.HeldBytes, Is.LessThanOrEqualTo(5 * each));
        Assert.That(slow.Count(static w => w.IsShut), Is.EqualTo(closed));
        Assert.That(slow.Count(static w => w.EndsWithReset), Is.EqualTo(closed));
        Assert.That(_speaker.IsShut, Is.False);
        _server.Pass(5000);
        Assert.That(
            _server.Server.Slab.RentedBy(SliceHolder.Ring), Is.EqualTo(Math.Min(readers, 5)));
    }

    [Test]
    public void The_slowest_is_the_one_for_whom_most_is_held()
    {
        Stop();
        var options = new ServerOptions { SendBufferBytes = KernelBytes / 2 };
        int each = options.SliceBytes + KernelBytes;
        Open(options with { BacklogBytes = (3 * each) + options.SliceBytes });
        SimTransport most = Stalled("most");
        Say(8);
        SimTransport[] others = [Stalled("a"), Stalled("b"), Stalled("c")];
        Say(1);
        Assert.That(most.IsShut, Is.True);
        Assert.That(others.Any(static w => w.IsShut), Is.False);
    }

    [Test]
    public void What_waits_for_a_pause_to_be_over_fills_no_kernel()
    {
        using FakeOldServer server =
            new FakeOldServer(new ServerOptions { BacklogBytes = 64 * 1024 });
        List<LegacyPeer> old = [.. "abc".Select(c => server.Enter("nickname", $"old-{c}"))];
        LegacyPeer speaker = server.Enter("chat", "speaker");
        speaker.Write("one\n");
        server.Settle();
        speaker.Write("two\n");
        server.Settle();
        Assert.That(
            server.Server.SlowReaders.HeldBytes, Is.EqualTo(3 * new ServerOptions().SliceBytes));
        server.Pass(50);
        foreach (LegacyPeer client in old)
        {
            Assert.That(
                client.Take(), Is.EqualTo(new[] { "speaker: one", "speaker: two" }));
        }
    }

    [Test]
    public void Ten_thousand_stalled_readers_are_held_to_the_cap()
    {
        Stop();
        const long cap = 16 * 1024 * 1024;
        Open(new ServerOptions().WithoutLimits() with
        {
            BacklogBytes = cap,
            MaxClients = 10_001,
            AcceptsPerTurn = 1000,
        });

        // Each with a line that it does not take: telling all of all others is not what is tested.
        for (int i = 0; i < 10_000; i++)
        {
            SimTransport wire = _server.Connect();
            wire.Window = 0;
            wire.Write("/ping\n"u8);
        }

        do
        {
            _server.RunOneTurn();
            Assert.That(_server.Server.SlowReaders.HeldBytes, Is.LessThanOrEqualTo(cap));
        }
        while (!_server.Network.Poller.WasIdle);

        Assert.That(_server.Server.Stats.Accepted, Is.EqualTo(10_001));
        Assert.That(_server.Server.SlowReaders.HeldBytes, Is.GreaterThan(cap / 2), "it is used");
        Assert.That(_server.Server.Connections, Is.LessThan(200));
        Write(_speaker, "/ping\n");
        Assert.That(Text(_speaker), Does.EndWith($"{TextLine.Pong()}\n"));
    }

    [Test]
    public void The_kernels_part_counts_when_a_pause_ends_and_nobody_speaks()
    {
        const int slice = 8192;
        using FakeOldServer server = new FakeOldServer(new ServerOptions
        {
            SendBufferBytes = KernelBytes / 2,
            BacklogBytes = 6 * slice,
        });
        LegacyPeer speaker = server.Enter("chat", "speaker");
        LegacyPeer[] readers =
            [.. Enumerable.Range(0, 5).Select(i => server.Enter("nick", $"n{i}"))];
        speaker.Write("one\n");
        foreach (LegacyPeer reader in readers)
        {
            reader.Wire.Window = 0;
        }

        speaker.Write("two\n");
        Assert.That(server.Server.SlowReaders.HeldBytes, Is.EqualTo(5 * slice), "they pause");
        server.Pass(60);
        Assert.That(server.Server.SlowReaders.HeldBytes, Is.LessThanOrEqualTo(6 * slice));
        Assert.That(readers.Count(static r => r.Wire.IsShut), Is.EqualTo(2), "no more than needed");
    }

    private static string Goodbye =>
        $"-- {GoodbyeSentences.TooSlow}\n";

    /// <summary>Says lines until exactly so much waits for the only one that is stalled.</summary>
    private void WaitFor(SimTransport slow, int bytes)
    {
        Assert.That(slow.Window, Is.Zero);
        int head = "speaker: \n".Length;
        while (Waiting < bytes)
        {
            int left = bytes - (int)Waiting;
            int text = Math.Min(left, 3000) - head;
            text = left - text - head is > 0 and < 100 ? text - 100 : text;
            Write(_speaker, $"{new string('x', text)}\n");
        }

        Assert.That(Waiting, Is.EqualTo(bytes));
    }

    private long Waiting => _server.Server.SlowReaders.WaitingBytes;

    private void Say(int lines)
    {
        for (int i = 0; i < lines; i++)
        {
            Write(_speaker, $"{s_line}\n");
        }
    }

    private void Open(ServerOptions options)
    {
        _log = new ServerLog();
        _server = new SimServer(options, log: _log);
        _speaker = Named("speaker");
    }

    private SimTransport Stalled(string name)
    {
        SimTransport wire = Named(name);
        wire.Window = 0;
        return wire;
    }

    private SimTransport Named(string name)
    {
        SimTransport wire = _server.Connect();
        Write(wire, $"{name}\n");
        return wire;
    }

    private void Write(SimTransport wire, string text)
    {
        wire.Write(Encoding.UTF8.GetBytes(text));
        _server.Settle();
    }

    private static string Text(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
