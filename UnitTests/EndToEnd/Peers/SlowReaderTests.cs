using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.EndToEnd.Peers;

/// <summary>
/// A client that stops reading is closed as too slow, and no other client loses a message or waits.
/// </summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class SlowReaderTests(ServerParking parking)
{
    private const int RingBytes = 64 * 1024;

    /// <summary>Messages between two reads of the readers: half of the ring.</summary>
    private const int Batch = 64;

    private static readonly string s_filler = new('x', 400);

    private int _said;

    [SetUp]
    public void Begin() => _said = 0;

    [Test]
    public void Client_that_stops_reading_is_closed_as_too_slow_and_others_get_everything()
    {
        using var server = new ServerUnderTest(parking, Small);
        using NativeTestClient speaker = server.Native("speaker");
        using TestClient text = server.Text("text");
        using NativeTestClient slow = server.Native("slow", receiveBufferBytes: 4096);
        speaker.SkipTo(EventKind.Entered);
        speaker.SkipTo(EventKind.Entered);
        text.Expect(TextLine.Joined("slow"));

        SayUntilOneIsClosed(speaker, text);
        Assert.That(SayBatch(speaker, text, "never"), Is.False);
        AssertReadsWithoutHoles(slow);
        slow.Dispose();
        server.Log.WaitFor("a slow reader", 1, static line =>
            line.Number is ServerLog.Closed or ServerLog.ClosedWithLoss
            && line.Text.Contains("TooSlow", StringComparison.Ordinal));
        Assert.That(
            server.Ask(s => s.Stats.DiscardedBytes), Is.Positive, "what it never got is counted");
    }

    [Test]
    public void Disconnected_slow_reader_does_not_affect_others()
    {
        using var server = new ServerUnderTest(parking, Small);
        using NativeTestClient speaker = server.Native("speaker");
        using TestClient text = server.Text("text");
        using NativeTestClient slow = server.Native("slow", receiveBufferBytes: 4096);
        speaker.SkipTo(EventKind.Entered);
        speaker.SkipTo(EventKind.Entered);
        text.Expect(TextLine.Joined("slow"));
        SayUntilOneIsClosed(speaker, text);

        // It never reads its goodbye text. The reset ends it before that deadline.
        slow.Reset();
        server.WaitUntil("two connections", s => s.Connections == 2);
        Assert.That(SayBatch(speaker, text, "never"), Is.False);
    }

    [Test]
    public void Reader_that_pauses_below_the_limit_gets_everything()
    {
        using var server = new ServerUnderTest(parking, Small);
        using NativeTestClient speaker = server.Native("speaker");
        using TestClient text = server.Text("text");
        using NativeTestClient pausing = server.Native("pausing", receiveBufferBytes: 4096);
        speaker.SkipTo(EventKind.Entered);
        speaker.SkipTo(EventKind.Entered);
        text.Expect(TextLine.Joined("pausing"));
        ulong sequence = 4;
        for (int pause = 0; pause < 10; pause++)
        {
            SayBatch(speaker, text, "never");
            SayBatch(speaker, text, "never");
            for (int i = 0; i < 2 * Batch; i++)
            {
                TestClientEvent e = pausing.Expect(EventKind.Said);
                Assert.That(e.Sequence, Is.EqualTo(sequence++), $"a hole or a repeat at {e}");
            }
        }

        Assert.That(
            server.Ask(s => s.Stats.PartialSends),
            Is.Positive,
            "nothing ever waited: the test tests nothing");
        Assert.That(server.Ask(s => s.Stats.DiscardedBytes), Is.Zero);
        pausing.Ping();
    }

    /// <summary>
    /// One command per turn, so that the turn that closes a reader also has a message.
    /// </summary>
    private static ServerOptions Small(ServerOptions options) => options with
    {
        RingBytes = RingBytes,
        SendBufferBytes = 8 * 1024,
        CommandsPerTurn = 1,
        HistoryLines = 0,
    };

    private static void AssertReadsWithoutHoles(NativeTestClient slow)
    {
        ulong sequence = 4;
        TestClientEvent? e;
        while (slow.TryReadEvent(out e) && e!.Kind == EventKind.Said)
        {
            Assert.That(
                e.Sequence,
                Is.EqualTo(sequence++),
                $"a hole at {e}: after a drop only the goodbye text may follow");
        }

        Assert.That(e?.Kind, Is.EqualTo(EventKind.Goodbye), $"the last event that {slow.Name} got");
        Assert.That(e!.Number, Is.EqualTo((ulong)GoodbyeReason.TooSlow), $"{e}");
        slow.ExpectEnd();
    }

    private void SayUntilOneIsClosed(NativeTestClient speaker, TestClient text)
    {
        string closed = TextLine.Left("slow", GoodbyeSentences.OthersTooSlow);
        for (int batches = 0; !SayBatch(speaker, text, closed); batches++)
        {
            Assert.That(
                batches,
                Is.LessThan(100),
                "far more was said than the ring holds, and nobody was closed");
        }
    }

    /// <summary>Sends a batch in one burst and reads all of it back.</summary>
    /// <returns>Whether the text client saw <paramref name="notice"/> in between.</returns>
    private bool SayBatch(NativeTestClient speaker, TestClient text, string notice)
    {
        var burst = new List<byte>();
        for (int i = 0; i < Batch; i++)
        {
            burst.AddRange(speaker.RequestBytes(RequestVerb.Say, text: $"{_said + i} {s_filler}"));
        }

        speaker.Send([.. burst]);
        bool seen = false;
        for (int i = 0; i < Batch; i++)
        {
            string expected = $"{_said + i} {s_filler}";
            Assert.That(speaker.SkipTo(EventKind.Said).Text, Is.EqualTo(expected));
            string line = text.ReadLine();
            if (line == notice)
            {
                seen = true;
                line = text.ReadLine();
            }

            Assert.That(line, Is.EqualTo($"speaker: {expected}"));
        }

        speaker.SkipTo(EventKind.Done);
        _said += Batch;
        return seen;
    }
}
