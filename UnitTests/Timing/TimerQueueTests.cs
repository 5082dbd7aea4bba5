using EventLoopServer.Timing;

namespace UnitTests.Timing;

internal sealed class TimerQueueTests
{
    [Test]
    public void Random_timers_fire_as_in_a_sorted_list([Range(1, 10)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var queue = new TimerQueue();
        var fired = new List<TestTimer>();
        TestTimer[] timers =
            [.. Enumerable.Range(0, 200).Select(_ => new TestTimer(fired.Add))];
        var model = new Dictionary<TestTimer, long>();
        long nowMs = 1000;
        for (int step = 0; step < 4000; step++)
        {
            string where = $"seed {seed}, step {step}";
            TestTimer timer = timers[random.Next(timers.Length)];
            switch (random.Next(8))
            {
                case < 5:
                    model[timer] = nowMs + random.Next(-20, 200);
                    queue.Set(timer, model[timer]);
                    Assert.That(timer.DueMs, Is.EqualTo(model[timer]), where);
                    break;
                case < 7:
                    model.Remove(timer);
                    queue.Cancel(timer);
                    break;
                default:
                    nowMs += random.Next(0, 60);
                    FireAndCompare(queue, nowMs, random.Next(0, 12), fired, model, where);
                    break;
            }

            Assert.That(queue.Count, Is.EqualTo(model.Count), where);
            Assert.That(timer.IsSet, Is.EqualTo(model.ContainsKey(timer)), where);
            long next = model.Count == 0 ? -1 : Math.Max(0, model.Values.Min() - nowMs);
            Assert.That(queue.UntilNextMs(nowMs), Is.EqualTo(next), where);
        }
    }

    [TestCase(99, false)]
    [TestCase(100, true)]
    [TestCase(101, true)]
    public void Timer_fires_at_its_due_time(long nowMs, bool fires)
    {
        var queue = new TimerQueue();
        var timer = new TestTimer();
        queue.Set(timer, 100);
        queue.Fire(nowMs, 10);
        Assert.That(timer.Fired, Is.EqualTo(fires ? 1 : 0));
        Assert.That(timer.IsSet, Is.EqualTo(!fires), "it fires once and is out of the queue");
    }

    [Test]
    public void Wait_for_a_distant_timer_fits_an_int()
    {
        var queue = new TimerQueue();
        Assert.That(queue.UntilNextMs(0), Is.EqualTo(-1), "there is none");
        queue.Set(new TestTimer(), long.MaxValue);
        Assert.That(queue.UntilNextMs(0), Is.EqualTo(int.MaxValue));
        queue.Set(new TestTimer(), 5);
        Assert.That(queue.UntilNextMs(9), Is.Zero, "it is late: do not sleep");
    }

    [Test]
    public void Timers_beyond_the_budget_stay_due()
    {
        var queue = new TimerQueue();
        TestTimer[] timers = [.. Enumerable.Range(0, 5).Select(_ => new TestTimer())];
        Array.ForEach(timers, t => queue.Set(t, 10));
        queue.Fire(10, 3);
        Assert.That(timers.Sum(t => t.Fired), Is.EqualTo(3));
        Assert.That(queue.UntilNextMs(10), Is.Zero);
        queue.Fire(10, 3);
        Assert.That(timers.Select(t => t.Fired), Is.All.EqualTo(1));
    }

    [TestCase(0)]
    [TestCase(-50)]
    public void Timer_set_while_others_fire_waits_for_the_next_turn(int afterMs)
    {
        var queue = new TimerQueue();
        var timer = new TestTimer(t => queue.Set(t, 100 + afterMs));
        var other = new TestTimer();
        queue.Set(timer, 100);
        queue.Set(other, 100);
        queue.Fire(100, 50);
        Assert.That(timer.Fired, Is.EqualTo(1), "one that sets itself must not use up the turn");
        Assert.That(other.Fired, Is.EqualTo(1));
        Assert.That(timer.IsSet, Is.True);
        Assert.That(queue.UntilNextMs(100), Is.LessThanOrEqualTo(1), "and it waits no longer");
        queue.Fire(101, 50);
        Assert.That(timer.Fired, Is.EqualTo(2));
    }

    [Test]
    public void Timer_cancelled_while_others_fire_does_not_fire()
    {
        var queue = new TimerQueue();
        var second = new TestTimer();
        var first = new TestTimer(_ => queue.Cancel(second));
        queue.Set(first, 1);
        queue.Set(second, 2);
        queue.Fire(10, 10);
        Assert.That(first.Fired, Is.EqualTo(1));
        Assert.That(second.Fired, Is.Zero);
    }

    [Test]
    public void Exception_of_a_timer_reaches_it_and_the_others_still_fire()
    {
        var queue = new TimerQueue();
        var bad = new TestTimer(_ => throw new InvalidOperationException("on purpose"));
        var good = new TestTimer();
        queue.Set(bad, 1);
        queue.Set(good, 2);
        queue.Fire(10, 10);
        Assert.That(bad.Fault?.Message, Is.EqualTo("on purpose"));
        Assert.That(bad.IsSet, Is.False, "it must not throw again next turn");
        Assert.That(good.Fired, Is.EqualTo(1));
        Assert.That(good.Fault, Is.Null);
    }

    private static void FireAndCompare(
        TimerQueue queue,
        long nowMs,
        int budget,
        List<TestTimer> fired,
        Dictionary<TestTimer, long> model,
        string where)
    {
        fired.Clear();
        queue.Fire(nowMs, budget);
        long[] expected =
            [.. model.Values.Where(due => due <= nowMs).Order().Take(budget)];
        Assert.That(fired.Select(t => model[t]), Is.EqualTo(expected), where);
        Assert.That(fired, Is.Unique, where);
        fired.ForEach(t => model.Remove(t));
    }
}
