using EventLoopServer.Connections;
using EventLoopServer.Feeds;
using EventLoopServer.Observability;

namespace UnitTests.Reactor;

/// <summary>
/// Bytes that the kernel did not take are kept if the ring has room; otherwise the connection ends.
/// </summary>
internal sealed class PartialSendsTests
{
    private const int RingBytes = 1000;
    private const int Reserve = 512;

    private ConnectionBench _bench = null!;

    [SetUp]
    public void Start() => _bench = new ConnectionBench(ConnectionBench.NoLimits);

    [TearDown]
    public void Stop() => _bench.Dispose();

    [TestCase(RingBytes - 1, 0, false)]
    [TestCase(RingBytes, 0, false)]
    [TestCase(RingBytes + 1, 0, true)]
    [TestCase(RingBytes + 7, 7, false)]
    [TestCase(RingBytes + 8, 7, true)]
    public void Ring_keeps_as_much_as_it_has_room_for(int bytes, int sent, bool isTooMuch)
    {
        Connection reader = _bench.Connect(RingBytes);
        _bench.PartialSends.KeepAll(reader, Plan(reader, bytes), sent);
        Assert.That(reader.IsOpen, Is.EqualTo(!isTooMuch));
        Assert.That(reader.Ring.Count, Is.EqualTo(isTooMuch ? 0 : bytes - sent));
        Assert.That(reader.LostBytes, Is.EqualTo(isTooMuch ? bytes - sent : 0));
        Assert.That(_bench.Stats.DiscardedBytes, Is.EqualTo(reader.LostBytes));
        Assert.That(_bench.Stats.PartialSends, Is.EqualTo(isTooMuch ? 0 : 1));
        Assert.That(_bench.Poller.Writers, Has.Count.EqualTo(isTooMuch ? 0 : 1));
    }

    [TestCase(0, false, Description = "nothing of it was sent: a last sentence may follow")]
    [TestCase(1, true, Description = "a message was cut")]
    public void Output_counts_as_truncated_only_after_part_of_a_message_was_sent(
        int sent, bool isTorn)
    {
        Connection reader = _bench.Connect(RingBytes);
        _bench.PartialSends.KeepAll(reader, Plan(reader, RingBytes + 2), sent);
        Assert.That(reader.CloseReason, Is.EqualTo(CloseReason.TooSlow));
        Assert.That((reader.OutputTruncated, reader.OutputSkipped), Is.EqualTo((isTorn, !isTorn)));
    }

    [TestCase(Reserve - 1, false)]
    [TestCase(Reserve, false)]
    [TestCase(Reserve + 1, true)]
    public void Closing_connection_may_use_a_reserve_for_its_goodbye_text(
        int bytes, bool isTooMuch)
    {
        Connection reader = _bench.Connect(RingBytes);
        Assert.That(reader.Ring.TryWrite(new byte[RingBytes]), Is.True, "the ring is full");
        _bench.CloseQueue.RequestClose(reader, CloseReason.TooSlow);
        _bench.PartialSends.KeepAll(reader, Plan(reader, bytes), sent: 0);
        Assert.That(reader.Ring.Count, Is.EqualTo(RingBytes + (isTooMuch ? 0 : bytes)));
        Assert.That(reader.LostBytes, Is.EqualTo(isTooMuch ? bytes : 0));
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void Single_piece_is_kept_by_the_same_rule(int tooMany, bool isKept)
    {
        Connection reader = _bench.Connect(RingBytes);
        bool kept = _bench.PartialSends.Keep(reader, new byte[RingBytes + tooMany], torn: true);
        Assert.That(kept, Is.EqualTo(isKept));
        Assert.That(reader.OutputTruncated, Is.EqualTo(!isKept));
        Assert.That(reader.LostBytes, Is.EqualTo(isKept ? 0 : RingBytes + 1));
    }

    private PlanReader Plan(Connection reader, int bytes)
    {
        _bench.Output.Replies.Space(bytes);
        _bench.Output.Reply(reader.Plan, bytes);
        var plan = new PlanReader(_bench.Output);
        plan.Read(reader.Plan);
        return plan;
    }
}
