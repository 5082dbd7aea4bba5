using EventLoopServer.Threading;
using UnitTests.Support;

namespace UnitTests.Threading;

internal sealed class MailboxTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Test]
    public void Items_of_one_thread_are_delivered_in_order()
    {
        var mailbox = new Mailbox();
        var delivered = new List<int>();
        for (int i = 0; i < 10; i++)
        {
            mailbox.Post(new TestNode(0, i, n => delivered.Add(n.Number)));
        }

        Assert.That(mailbox.IsEmpty, Is.False);
        mailbox.Drain();
        Assert.That(delivered, Is.EqualTo(Enumerable.Range(0, 10)));
        Assert.That(mailbox.IsEmpty, Is.True);
        mailbox.Drain();
        Assert.That(delivered, Has.Count.EqualTo(10), "each is delivered once");
    }

    [Test]
    public void Node_can_be_posted_again_during_its_delivery()
    {
        var mailbox = new Mailbox();
        int delivered = 0;
        mailbox.Post(new TestNode(0, 0, node =>
        {
            delivered++;
            mailbox.Post(node);
        }));
        mailbox.Drain();
        Assert.That(delivered, Is.EqualTo(1), "what is posted meanwhile waits for the next drain");
        mailbox.Drain();
        Assert.That(delivered, Is.EqualTo(2));
    }

    [Test]
    public void Node_posted_again_during_its_delivery_loses_no_later_node()
    {
        var mailbox = new Mailbox();
        var delivered = new List<int>();
        mailbox.Post(new TestNode(0, 1, node =>
        {
            delivered.Add(node.Number);
            if (delivered.Count == 1)
            {
                mailbox.Post(node);
            }
        }));
        mailbox.Post(new TestNode(0, 2, node => delivered.Add(node.Number)));
        mailbox.Drain();
        Assert.That(delivered, Is.EqualTo(new[] { 1, 2 }));
        mailbox.Drain();
        Assert.That(delivered, Is.EqualTo(new[] { 1, 2, 1 }));
    }

    [Test]
    public void Quiet_post_wakes_a_sleeper_only_on_request()
    {
        int wakes = 0;
        var mailbox = new Mailbox { Wake = () => wakes++ };
        Assert.That(mailbox.TryPrepareToSleep(), Is.True);
        mailbox.WakeIfWaiting();
        mailbox.PostQuietly(new TestNode(0, 0, static _ => { }));
        Assert.That(wakes, Is.Zero);
        mailbox.WakeIfWaiting();
        mailbox.WakeIfWaiting();
        Assert.That(wakes, Is.EqualTo(1), "only a sleeper is woken");
        mailbox.Drain();
        Assert.That(mailbox.TryPrepareToSleep(), Is.True);
        mailbox.WakeIfWaiting();
        Assert.That(wakes, Is.EqualTo(1), "the turn has delivered the item");
    }

    [Test]
    public void Sleeper_is_not_left_with_an_item_that_was_posted_quietly_before()
    {
        var mailbox = new Mailbox();
        mailbox.PostQuietly(new TestNode(0, 0, static _ => { }));
        Assert.That(mailbox.TryPrepareToSleep(), Is.False);
    }

    [Test]
    public void Many_posts_wake_a_sleeper_once()
    {
        int wakes = 0;
        var mailbox = new Mailbox { Wake = () => wakes++ };
        mailbox.Post(new TestNode(0, 0, static _ => { }));
        Assert.That(wakes, Is.Zero, "nobody sleeps: nobody is woken");
        mailbox.Drain();
        Assert.That(mailbox.TryPrepareToSleep(), Is.True);
        for (int i = 0; i < 5; i++)
        {
            mailbox.Post(new TestNode(0, i, static _ => { }));
        }

        Assert.That(wakes, Is.EqualTo(1));
        mailbox.Woken();
        mailbox.Post(new TestNode(0, 5, static _ => { }));
        Assert.That(wakes, Is.EqualTo(1));
    }

    [Test]
    public void Loop_does_not_sleep_while_the_mailbox_has_items()
    {
        int wakes = 0;
        var mailbox = new Mailbox { Wake = () => wakes++ };
        mailbox.Post(new TestNode(0, 0, static _ => { }));
        Assert.That(mailbox.TryPrepareToSleep(), Is.False);
        mailbox.Post(new TestNode(0, 1, static _ => { }));
        Assert.That(wakes, Is.Zero, "it did not go to sleep");
        mailbox.Drain();
        Assert.That(mailbox.TryPrepareToSleep(), Is.True);
    }

    [Test]
    public void Loop_that_woke_by_itself_is_not_woken_again()
    {
        int wakes = 0;
        var mailbox = new Mailbox { Wake = () => wakes++ };
        Assert.That(mailbox.TryPrepareToSleep(), Is.True);
        mailbox.Woken();
        mailbox.Post(new TestNode(0, 0, static _ => { }));
        Assert.That(wakes, Is.Zero);
    }

    [Test]
    public void Posts_of_many_threads_arrive_once_and_in_order()
    {
        const int posters = 4;
        const int each = 20_000;
        using var bell = new SemaphoreSlim(0);
        using var start = new Barrier(posters + 1);
        var mailbox = new Mailbox { Wake = () => bell.Release() };
        int[] next = new int[posters];
        string? fault = null;
        void Deliver(TestNode node)
        {
            if (node.Number != next[node.Poster]++)
            {
                fault ??= $"poster {node.Poster}: {node.Number} came out of order";
            }
        }

        Thread[] threads = [.. Enumerable.Range(0, posters).Select(poster => new Thread(() =>
        {
            start.SignalAndWait();
            for (int i = 0; i < each; i++)
            {
                mailbox.Post(new TestNode(poster, i, Deliver));
            }
        }))];
        Array.ForEach(threads, t => t.Start());
        start.SignalAndWait();
        while (next.Sum() < posters * each && fault is null)
        {
            // A lost wake-up fails here: an item is in the mailbox, but the wait times out.
            if (mailbox.TryPrepareToSleep())
            {
                Assert.That(bell.Wait(s_patience), Is.True, "a post did not wake the sleeper");
                mailbox.Woken();
            }

            mailbox.Drain();
        }

        Array.ForEach(threads, t => t.JoinInTime());
        Assert.That(fault, Is.Null);
        Assert.That(next, Is.All.EqualTo(each));
        Assert.That(mailbox.IsEmpty, Is.True);
    }

    [Test]
    public void Each_sleep_of_many_is_ended_by_exactly_one_wake()
    {
        const int rounds = 2000;
        using var bell = new SemaphoreSlim(0);
        using var asleep = new SemaphoreSlim(0);
        var mailbox = new Mailbox { Wake = () => bell.Release() };
        int delivered = 0;
        var poster = new Thread(() =>
        {
            for (int i = 0; i < rounds; i++)
            {
                asleep.WaitInTime();
                mailbox.Post(new TestNode(0, 2 * i, _ => delivered++));
                mailbox.Post(new TestNode(0, (2 * i) + 1, _ => delivered++));
            }
        });
        poster.Start();
        for (int i = 0; i < rounds; i++)
        {
            Assert.That(mailbox.TryPrepareToSleep(), Is.True, $"round {i}");
            asleep.Release();
            Assert.That(bell.Wait(s_patience), Is.True, $"round {i}: nobody woke the sleeper");
            while (delivered < 2 * (i + 1))
            {
                mailbox.Drain();
            }

            Assert.That(bell.CurrentCount, Is.Zero, $"round {i}: woken more than once");
        }

        poster.JoinInTime();
    }
}
