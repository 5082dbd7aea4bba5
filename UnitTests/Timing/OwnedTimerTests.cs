using EventLoopServer.Timing;

namespace UnitTests.Timing;

/// <summary>A timer that is stored with its subject and calls its owner.</summary>
internal sealed class OwnedTimerTests
{
    [TestCase(false, "due alice")]
    [TestCase(true, "due alice, failed alice: a fault")]
    public void Owner_gets_the_subject_and_the_fault(bool fails, string expected)
    {
        var owner = new Owner { Fails = fails };
        var timers = new TimerQueue();
        timers.Set(new OwnedTimer<string>("alice", owner), 10);
        timers.Fire(nowMs: 9, budget: 5);
        Assert.That(owner.Calls, Is.Empty);
        timers.Fire(nowMs: 10, budget: 5);
        timers.Fire(nowMs: 11, budget: 5);
        Assert.That(string.Join(", ", owner.Calls), Is.EqualTo(expected));
    }

    private sealed class Owner : ITimerOwner<string>
    {
        public bool Fails { get; init; }

        public List<string> Calls { get; } = [];

        public void Due(string subject)
        {
            Calls.Add($"due {subject}");
            if (Fails)
            {
                throw new InvalidOperationException("a fault");
            }
        }

        public void Failed(string subject, Exception fault) =>
            Calls.Add($"failed {subject}: {fault.Message}");
    }
}
