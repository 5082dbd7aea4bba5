using EventLoopServer.Threading;

namespace UnitTests.Threading;

internal sealed class BackgroundWorkerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Test]
    public void A_job_runs_elsewhere_and_is_delivered_on_the_draining_thread()
    {
        var mailbox = new Mailbox();
        using BackgroundWorker work = new BackgroundWorker(mailbox, capacity: 4);
        var job = new TestJob(static () => { });
        RunToItsEnd(work, mailbox, job);
        int here = Environment.CurrentManagedThreadId;
        Assert.That(job.RanOn, Is.Not.EqualTo(here).And.Not.Zero);
        Assert.That(job.DeliveredOn, Is.EqualTo(here));
        Assert.That(job.SeenFault, Is.Null);
    }

    [Test]
    public void A_full_queue_refuses_and_takes_again_when_there_is_room()
    {
        const int capacity = 3;
        var mailbox = new Mailbox();
        using var running = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        using BackgroundWorker work = new BackgroundWorker(mailbox, capacity);
        int done = 0;
        Assert.That(
            work.TryStart(new TestJob(
                () =>
                {
                    running.Set();
                    goOn.Wait(s_patience);
                },
                _ => done++)),
            Is.True);
        Assert.That(running.Wait(s_patience), Is.True, "the thread never started the job");
        for (int i = 0; i < capacity; i++)
        {
            Assert.That(
                work.TryStart(new TestJob(static () => { }, _ => done++)), Is.True, $"job {i}");
        }

        Assert.That(work.TryStart(new TestJob(static () => { })), Is.False, "the queue is full");
        goOn.Set();
        DrainUntil(mailbox, () => done == capacity + 1);
        Assert.That(work.TryStart(new TestJob(static () => { })), Is.True, "there is room again");
    }

    [Test]
    public void Jobs_come_back_in_the_order_in_which_they_were_handed_over()
    {
        var mailbox = new Mailbox();
        var order = new List<int>();
        using BackgroundWorker work = new BackgroundWorker(mailbox, capacity: 100);
        for (int i = 0; i < 100; i++)
        {
            int number = i;
            work.TryStart(new TestJob(static () => { }, _ => order.Add(number)));
        }

        DrainUntil(mailbox, () => order.Count == 100);
        Assert.That(order, Is.Ordered);
    }

    [Test]
    public void What_a_job_throws_is_kept_for_its_delivery_and_the_next_job_runs()
    {
        var mailbox = new Mailbox();
        using BackgroundWorker work = new BackgroundWorker(mailbox, capacity: 4);
        var bad = new TestJob(static () => throw new IOException("on purpose"));
        var good = new TestJob(static () => { });
        RunToItsEnd(work, mailbox, bad);
        RunToItsEnd(work, mailbox, good);
        Assert.That(bad.SeenFault, Is.InstanceOf<IOException>());
        Assert.That(good.SeenFault, Is.Null);
    }

    [Test]
    public void A_job_that_is_used_again_forgets_its_earlier_fault()
    {
        var mailbox = new Mailbox();
        using BackgroundWorker work = new BackgroundWorker(mailbox, capacity: 4);
        bool fails = true;
        var job = new TestJob(() =>
        {
            if (fails)
            {
                throw new IOException("on purpose");
            }
        });
        RunToItsEnd(work, mailbox, job);
        Assert.That(job.SeenFault, Is.Not.Null);
        fails = false;
        RunToItsEnd(work, mailbox, job);
        Assert.That(job.SeenFault, Is.Null, "this run went well: clear the fault before it");
    }

    [Test]
    public void Disposing_waits_for_what_was_handed_over()
    {
        int ran = 0;
        BackgroundWorker work = new BackgroundWorker(new Mailbox(), capacity: 10);
        for (int i = 0; i < 10; i++)
        {
            work.TryStart(new TestJob(() => ran++));
        }

        work.Dispose();
        Assert.That(ran, Is.EqualTo(10));
    }

    [Test]
    public void Disposing_what_never_worked_does_nothing()
    {
        BackgroundWorker work = new BackgroundWorker(new Mailbox(), capacity: 10);
        Assert.That(work.Dispose, Throws.Nothing);
    }

    private static void RunToItsEnd(BackgroundWorker work, Mailbox mailbox, TestJob job)
    {
        Assert.That(work.TryStart(job), Is.True);
        bool delivered = false;
        Assert.That(work.TryStart(new TestJob(static () => { }, _ => delivered = true)), Is.True);
        DrainUntil(mailbox, () => delivered);
        Assert.That(job.DeliveredOn, Is.Not.Zero, "it went in first: it comes out first");
    }

    /// <summary>Sleeps as the reactor does, until what is awaited was delivered.</summary>
    private static void DrainUntil(Mailbox mailbox, Func<bool> isDone)
    {
        var bell = new SemaphoreSlim(0); // Left to the collector: a late post may still ring it.
        mailbox.Wake = () => bell.Release();
        while (!isDone())
        {
            if (mailbox.TryPrepareToSleep())
            {
                Assert.That(bell.Wait(s_patience), Is.True, "a finished job did not wake us");
            }

            mailbox.Drain();
        }

        mailbox.Woken();
    }
}
