using EventLoopServer.Feeds;

namespace UnitTests.Feeds;

/// <summary>The state of a turn's output within a turn and across turns.</summary>
internal sealed class TurnOutputTests
{
    private const int MaxTurnBytes = 100;

    private readonly TurnOutput _output = new(MaxTurnBytes);
    private readonly TurnFeed _feed = new();
    private OutputPlan _alice = null!;
    private OutputPlan _bob = null!;

    [SetUp]
    public void Start() => (_alice, _bob) = (new OutputPlan(0), new OutputPlan(1));

    [TearDown]
    public void Stop() => _output.Reset();

    [TestCase(MaxTurnBytes - 1, false)]
    [TestCase(MaxTurnBytes, true)]
    [TestCase(MaxTurnBytes + 1, true)]
    public void Turn_output_is_full_at_its_limit_and_empty_after_a_reset(int bytes, bool isFull)
    {
        Say(bytes);
        Assert.That(_output.IsFull, Is.EqualTo(isFull));
        _output.Reset();
        Assert.That(_output.IsFull, Is.False, "it begins anew");
        _output.Replies.Space(bytes);
        _output.Reply(_alice, bytes);
        Assert.That(_output.IsFull, Is.EqualTo(isFull), "replies count too");
    }

    [Test]
    public void Buffer_is_returned_after_each_turn_and_empty_when_reused()
    {
        _output.Subscribe(_alice, _feed);
        for (int turn = 0; turn < 3; turn++)
        {
            Say(10);
            Assert.That(_output.BuffersInUse, Is.EqualTo(1));
            Assert.That(Read(_alice), Is.EqualTo(10));
            _output.Reset();
            Assert.That(_output.BuffersInUse, Is.Zero);
        }
    }

    [Test]
    public void Feed_is_urgent_only_in_a_turn_with_more_than_presence_events()
    {
        Say(10);
        Assert.That(_feed.IsUrgent, Is.True, "a message");
        _output.Reset();
        Say(10, mayWait: true);
        Assert.That(_feed.IsUrgent, Is.False, "a notice in the next turn");
    }

    [Test]
    public void Reply_is_alone_when_others_have_only_presence_events_pending()
    {
        Reply(_alice);
        Assert.That(_output.IsOnlyFor(_alice), Is.True, "nothing else");
        Assert.That(_output.IsOnlyFor(_bob), Is.False, "it is for somebody else");
        Say(1, mayWait: true);
        Assert.That(_output.IsOnlyFor(_alice), Is.True, "a notice may wait");
        Reply(_bob);
        Assert.That(_output.IsOnlyFor(_alice), Is.False, "there are two");
        _output.Reset();
        Say(1);
        Reply(_alice);
        Assert.That(_output.IsOnlyFor(_alice), Is.False, "a message may not wait");
        _output.Reset();
        Reply(_alice);
        Assert.That(_output.IsOnlyFor(_alice), Is.True, "in the next turn nothing was said");
    }

    [Test]
    public void Reply_sent_early_is_not_sent_again_but_the_next_one_is()
    {
        _output.Subscribe(_alice, _feed);
        Say(5, mayWait: true);
        Reply(_alice);
        Assert.That(Read(_alice), Is.EqualTo(6));
        _output.EndOnly(_alice);
        Assert.That(Read(_alice), Is.Zero, "all of it was sent");
        Reply(_alice);
        Assert.That(Read(_alice), Is.EqualTo(1));
        Assert.That(_output.Touched, Is.EqualTo(new[] { _alice }));
    }

    [Test]
    public void Sender_without_echo_skips_its_own_event_and_no_earlier_one()
    {
        _output.Subscribe(_alice, _feed);
        int others = Say(7);
        int own = _output.NextOrdinal();
        _output.Skip(_alice, _feed, own);
        Assert.That(Read(_alice), Is.EqualTo(7), "its dialect has written nothing for its own");
        _output.Skip(_alice, _feed, others);
        Assert.That(Read(_alice), Is.Zero);
    }

    [Test]
    public void New_subscriber_gets_no_earlier_events_and_all_of_the_next_turn()
    {
        Say(7);
        _output.Subscribe(_alice, _feed);
        Assert.That(Read(_alice), Is.Zero);
        Say(2);
        Assert.That(Read(_alice), Is.EqualTo(2));
        _output.Reset();
        Say(3);
        Assert.That(Read(_alice), Is.EqualTo(3));
    }

    private int Say(int bytes, bool mayWait = false)
    {
        _output.Space(_feed, bytes);
        int ordinal = _output.NextOrdinal();
        _output.Commit(_feed, bytes, ordinal, mayWait);
        return ordinal;
    }

    private void Reply(OutputPlan plan)
    {
        _output.Replies.Space(1);
        _output.Reply(plan, 1);
    }

    private int Read(OutputPlan plan)
    {
        var reader = new PlanReader(_output);
        reader.Read(plan);
        return reader.TotalBytes;
    }
}
