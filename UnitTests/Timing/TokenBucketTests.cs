using EventLoopServer.Timing;

namespace UnitTests.Timing;

/// <summary>The one token bucket, against one that counts tokens.</summary>
internal sealed class TokenBucketTests
{
    private const long Burst = 100;

    [TestCase(Burst - 1, true)]
    [TestCase(Burst, true)]
    [TestCase(Burst + 1, false)]
    public void A_burst_may_be_owed_and_no_more(long cost, bool isReady)
    {
        var bucket = default(TokenBucket);
        bucket.Take(1000, cost);
        Assert.That(bucket.ReadyAt(Burst) <= 1000, Is.EqualTo(isReady));
        Assert.That(bucket.Left(1000, Burst), Is.EqualTo(Burst - cost));
    }

    [TestCase(0)]
    [TestCase(1000)]
    public void A_new_bucket_is_full(long now)
    {
        var bucket = default(TokenBucket);
        Assert.That(bucket.IsFull(now), Is.True);
        Assert.That(bucket.Left(now, Burst), Is.EqualTo(Burst));
    }

    [Test]
    public void What_is_owed_is_earned_with_time_and_never_more_than_that()
    {
        var bucket = default(TokenBucket);
        bucket.Take(1000, 30);
        Assert.That(bucket.IsFull(1029), Is.False);
        Assert.That(bucket.IsFull(1030), Is.True);
        Assert.That(bucket.Left(5000, Burst), Is.EqualTo(Burst), "nothing is saved up");
        bucket.Take(5000, 30);
        Assert.That(bucket.PaidAt, Is.EqualTo(5030));
    }

    [TestCase(49, 1049)]
    [TestCase(50, 1050)]
    [TestCase(51, 1050)]
    public void A_debt_can_have_a_limit(long cost, long paidAt)
    {
        var bucket = default(TokenBucket);
        bucket.Take(1000, cost, mostOwed: 50);
        Assert.That(bucket.PaidAt, Is.EqualTo(paidAt));
    }

    [Test]
    public void What_was_not_used_can_be_given_back()
    {
        var bucket = default(TokenBucket);
        bucket.Take(1000, 30);
        bucket.Take(1000, 20);
        bucket.Return(30);
        Assert.That(bucket.Left(1000, Burst), Is.EqualTo(80));
    }

    [Test]
    public void It_is_the_same_as_one_that_counts()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        var bucket = default(TokenBucket);
        long now = 0;
        long tokens = Burst;
        for (int i = 0; i < 10_000; i++)
        {
            long passed = random.Next(40);
            now += passed;
            tokens = Math.Min(Burst, tokens + passed);
            Assert.That(bucket.Left(now, Burst), Is.EqualTo(tokens), $"seed {seed}, step {i}");
            Assert.That(bucket.ReadyAt(Burst) <= now, Is.EqualTo(tokens >= 0), $"seed {seed}");
            if (tokens >= 0)
            {
                long cost = random.Next(60);
                bucket.Take(now, cost);
                tokens -= cost;
            }
        }
    }
}
