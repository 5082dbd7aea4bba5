using EventLoopServer.Threading;

namespace UnitTests.Threading;

internal sealed class BackgroundWorkerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Test]
    public void Job_runs_on_another_thread_and_is_delivered_on_the_draining_one()
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
    public void Full_queue_refuses_jobs_until_there_is_room()
    {
        const int capacity = 3;
        var mailbox = new Mailbox();
        using var running = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using BackgroundWorker work = new BackgroundWorker(mailbox, capacity);
        int done = 0;
        Assert.That(
            work.TryStart(new TestJob(
                () =>
                {
                    running.Set();
                    release.Wait(s_patience);
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
        release.Set();
        DrainUntil(mailbox, () => done == capacity + 1);
        Assert.That(work.TryStart(new TestJob(static () => { })), Is.True, "there is room again");
    }

    [Test]
    public void Jobs_are_delivered_in_the_order_of_their_start()
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
    public void Exception_of_a_job_is_kept_for_its_delivery_and_the_next_job_runs()
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
    public void Reused_job_forgets_its_earlier_fault()
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
    public void Dispose_waits_for_queued_jobs()
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
    public void Dispose_of_an_unused_worker_does_nothing()
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

    /// <summary>Drains and sleeps as the reactor does, until a condition holds.</summary>
    private static void DrainUntil(Mailbox mailbox, Func<bool> isDone)
    {
        var bell = new SemaphoreSlim(0); // Never disposed: a late post may still release it.
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
