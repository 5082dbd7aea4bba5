using System.Diagnostics;
using LoadTests.Checking;
using LoadTests.Running;
using LoadTests.Staging;
using UnitTests.Load.Scenarios;

namespace UnitTests.Load.Running;

/// <summary>Sending messages whose delivery the caller awaits.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AwaitableSendsTests : IDisposable
{
    private readonly Stage _stage = StageSetting.Make(
        new RunSettings { Latest = TimeSpan.FromSeconds(30) });

    public void Dispose() => _stage.Dispose();

    [Test]
    public async Task Message_completes_when_all_receivers_have_it()
    {
        Flow flow = AddSender(listeners: 2);
        AwaitableSends sends = new AwaitableSends(_stage, isOpen: false);
        Task<TimeSpan?> sent = sends.SendAsync(CancellationToken.None);
        Assert.That(flow.Sent, Is.EqualTo(1));
        Assert.That(sent.IsCompleted, Is.False);
        Complete(flow, Stopwatch.GetTimestamp() + Stopwatch.Frequency);
        Assert.That(await sent, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Wait_for_a_free_sender_is_part_of_the_time()
    {
        Flow flow = AddSender(listeners: 1);
        AwaitableSends sends = new AwaitableSends(_stage, isOpen: false);
        Task<TimeSpan?> first = sends.SendAsync(CancellationToken.None);
        Task<TimeSpan?> second = sends.SendAsync(CancellationToken.None);
        Assert.That(flow.Sent, Is.EqualTo(1), "there is one speaker");
        long began = Stopwatch.GetTimestamp();
        Complete(flow, began);
        await first;
        while (flow.Sent < 2)
        {
            await Task.Yield();
        }

        Complete(flow, began + (5 * Stopwatch.Frequency));
        Assert.That(await second, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public async Task Message_that_is_late_for_any_receiver_has_no_time()
    {
        using Stage hasty = StageSetting.Make(
            new RunSettings { Latest = TimeSpan.FromMilliseconds(1) });
        Recipients room = hasty.NewRoom();
        hasty.AddFlow(hasty.AddClient(room), room);
        AwaitableSends sends = new AwaitableSends(hasty, isOpen: false);
        Assert.That(await sends.SendAsync(CancellationToken.None), Is.Null);
        Assert.That(await sends.SendAsync(CancellationToken.None), Is.Null);
        Assert.That(hasty.Flows[0].Sent, Is.EqualTo(2));
    }

    [Test]
    public async Task Open_loop_does_not_wait_for_the_last_message_of_a_speaker()
    {
        Flow flow = AddSender(listeners: 2);
        AwaitableSends sends = new AwaitableSends(_stage, isOpen: true);
        Task<TimeSpan?> first = sends.SendAsync(CancellationToken.None);
        Task<TimeSpan?> second = sends.SendAsync(CancellationToken.None);
        Assert.That(flow.Sent, Is.EqualTo(2));
        Complete(flow, Stopwatch.GetTimestamp(), number: 2);
        Assert.That(await second, Is.Not.Null);
        Assert.That(first.IsCompleted, Is.False, "a later message does not complete it");
        Complete(flow, Stopwatch.GetTimestamp(), number: 1);
        Assert.That(await first, Is.Not.Null);
    }

    [Test]
    public async Task Message_without_receivers_completes_at_once()
    {
        AddSender(listeners: 0);
        AwaitableSends sends = new AwaitableSends(_stage, isOpen: false);
        Assert.That(await sends.SendAsync(CancellationToken.None), Is.Not.Null);
    }

    [Test]
    public void Cancelled_send_does_not_wait()
    {
        AddSender(listeners: 1);
        using var stop = new CancellationTokenSource();
        Task<TimeSpan?> sent = new AwaitableSends(_stage, isOpen: false).SendAsync(stop.Token);
        stop.Cancel();
        Assert.That(async () => await sent, Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>
    /// A speaker in a room with other listeners. It does not receive its own messages.
    /// </summary>
    private Flow AddSender(int listeners)
    {
        Recipients room = _stage.NewRoom();
        for (int i = 0; i < listeners; i++)
        {
            _stage.AddClient(room);
        }

        _stage.AddFlow(_stage.AddClient((Recipients?)null), room);
        return _stage.Flows[^1];
    }

    private void Complete(Flow flow, long nowTicks, int? number = null)
    {
        lock (_stage.Swarm.Gate)
        {
            for (int left = flow.To.CountFor(flow.Sender); left > 0; left--)
            {
                _stage.Delivered!(flow, number ?? flow.Sent, nowTicks);
            }
        }
    }
}
