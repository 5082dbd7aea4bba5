using EventLoopServer.Timing;

namespace UnitTests.Timing;

/// <summary>Checks the token bucket against a model that counts tokens.</summary>
internal sealed class TokenBucketTests
{
    private const long Burst = 100;

    [TestCase(Burst - 1, true)]
    [TestCase(Burst, true)]
    [TestCase(Burst + 1, false)]
    public void Debt_of_at_most_a_burst_is_ready(long cost, bool isReady)
    {
        var bucket = default(TokenBucket);
        bucket.Take(1000, cost);
        Assert.That(bucket.ReadyAt(Burst) <= 1000, Is.EqualTo(isReady));
        Assert.That(bucket.Left(1000, Burst), Is.EqualTo(Burst - cost));
    }

    [TestCase(0)]
    [TestCase(1000)]
    public void New_bucket_is_full(long now)
    {
        var bucket = default(TokenBucket);
        Assert.That(bucket.IsFull(now), Is.True);
        Assert.That(bucket.Left(now, Burst), Is.EqualTo(Burst));
    }

    [Test]
    public void Bucket_refills_with_time_and_never_overfills()
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
    public void Debt_can_be_limited(long cost, long paidAt)
    {
        var bucket = default(TokenBucket);
        bucket.Take(1000, cost, maxOwed: 50);
        Assert.That(bucket.PaidAt, Is.EqualTo(paidAt));
    }

    [Test]
    public void Unused_cost_can_be_returned()
    {
        var bucket = default(TokenBucket);
        bucket.Take(1000, 30);
        bucket.Take(1000, 20);
        bucket.Return(30);
        Assert.That(bucket.Left(1000, Burst), Is.EqualTo(80));
    }

    [Test]
    public void Bucket_agrees_with_a_token_count()
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
