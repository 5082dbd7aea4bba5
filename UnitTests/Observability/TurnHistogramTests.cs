using EventLoopServer.Observability;

namespace UnitTests.Observability;

/// <summary>Turns are in the bucket of their length.</summary>
internal sealed class TurnHistogramTests
{
    [Test]
    public void Bound_belongs_to_its_bucket_and_more_to_the_next()
    {
        for (int bucket = 0; bucket < TurnHistogram.BoundsNs.Length; bucket++)
        {
            long bound = TurnHistogram.BoundsNs[bucket];
            Assert.That(BucketOf(bound), Is.EqualTo(bucket));
            Assert.That(BucketOf(bound + 1), Is.EqualTo(bucket + 1));
        }

        Assert.That(BucketOf(0), Is.Zero);
        Assert.That(BucketOf(long.MaxValue), Is.EqualTo(TurnHistogram.BoundsNs.Length));
    }

    private static int BucketOf(long ns)
    {
        var histogram = new TurnHistogram();
        histogram.Add(ns);
        return histogram.Counts.IndexOf(1);
    }
}
