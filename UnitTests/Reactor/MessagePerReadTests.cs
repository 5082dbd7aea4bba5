using EventLoopServer.Connections;
using EventLoopServer.Transport.Legacy;

namespace UnitTests.Reactor;

/// <summary>The pause after each send to a peer that treats each receive as one message.</summary>
internal sealed class MessagePerReadTests
{
    private const int ReceiveBytes = 1024;
    private const int BehindBytes = 8 * 1024;

    private ConnectionBench _bench = null!;
    private Connection _peer = null!;

    [SetUp]
    public void Start()
    {
        _bench = new ConnectionBench(ConnectionBench.NoLimits);
        _peer = _bench.Connect(peerReceiveBytes: ReceiveBytes);
    }

    [TearDown]
    public void Stop() => _bench.Dispose();

    [TestCase(BehindBytes - 1, 50)]
    [TestCase(BehindBytes, 50)]
    [TestCase(BehindBytes + 1, 5)]
    public void Pause_is_shorter_for_a_peer_that_has_fallen_behind(int waiting, int pauseMs)
    {
        _bench.Wait(_peer, waiting);
        _bench.Flusher.SendPending(_peer);
        var filter = (LegacyFilter)_peer.Filter!;
        Assert.That(filter.DueMs - _bench.Clock.NowMs, Is.EqualTo(pauseMs));
        Assert.That(filter.SentMs, Is.EqualTo(_bench.Clock.NowMs));
    }

    [Test]
    public void Nothing_is_sent_during_a_pause_even_to_a_writable_peer()
    {
        _bench.Wait(_peer, 3000);
        _bench.Flusher.SendPending(_peer);
        int sent = ConnectionBench.WireOf(_peer).TakeOutbound().Length;
        Assert.That(sent, Is.EqualTo(ReceiveBytes));
        _bench.Output.Reset();
        _bench.Flusher.Drain(_peer);
        Assert.That(ConnectionBench.WireOf(_peer).TakeOutbound(), Is.Empty);
        _bench.Pass(49);
        Assert.That(ConnectionBench.WireOf(_peer).TakeOutbound(), Is.Empty);
        _bench.Pass(1);
        Assert.That(
            ConnectionBench.WireOf(_peer).TakeOutbound(), Has.Length.EqualTo(ReceiveBytes));
    }

    [TestCase(ReceiveBytes - 1)]
    [TestCase(ReceiveBytes)]
    [TestCase(ReceiveBytes + 1)]
    public void Send_is_never_longer_than_a_receive_of_the_peer(int bytes)
    {
        _bench.Wait(_peer, bytes);
        _bench.Flusher.SendPending(_peer);
        int first = ConnectionBench.WireOf(_peer).TakeOutbound().Length;
        Assert.That(first, Is.EqualTo(Math.Min(bytes, ReceiveBytes)));
        Assert.That(_peer.Ring.Count, Is.EqualTo(bytes - first));
    }

    [TestCase("aaaa\nbbbb\n", 5, "aaaa\n", Description = "a break stands right behind the limit")]
    [TestCase("aaaa\nbbbb\n", 4, "aaaa", Description = "the break is the byte more that is read")]
    [TestCase("aaaa\nbbbb", 9, "aaaa\nbbbb", Description = "all of it")]
    [TestCase("\naaaaaaa", 4, "\naaa", Description = "a break in front ends no line")]
    public void Send_ends_between_two_lines_if_possible(string waiting, int most, string sent)
    {
        _peer = _bench.Connect(peerReceiveBytes: most);
        Assert.That(_peer.Ring.TryWrite(System.Text.Encoding.ASCII.GetBytes(waiting)), Is.True);
        _bench.Flusher.SendPending(_peer);
        Assert.That(
            System.Text.Encoding.ASCII.GetString(ConnectionBench.WireOf(_peer).TakeOutbound()),
            Is.EqualTo(sent.TrimEnd('\n')));
    }
}
