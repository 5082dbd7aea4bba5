using EventLoopServer.Buffers;

namespace UnitTests.Buffers;

internal sealed class PoolTests
{
    [Test]
    public void Last_returned_object_is_rented_first()
    {
        var pool = new Pool<object>(static () => new object(), keep: 4);
        object first = pool.Rent();
        object second = pool.Rent();
        Assert.That(second, Is.Not.SameAs(first), "one object must not be out twice");
        pool.Return(first);
        pool.Return(second);
        Assert.That(pool.Rent(), Is.SameAs(second));
        Assert.That(pool.Rent(), Is.SameAs(first));
        Assert.That(pool.Made, Is.EqualTo(2), "used again, not made again");
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    public void Full_pool_leaves_the_object_to_the_caller(int keep)
    {
        var pool = new Pool<object>(static () => new object(), keep);
        object[] all = [.. Enumerable.Range(0, keep + 1).Select(_ => pool.Rent())];
        Assert.That(pool.InUse, Is.EqualTo(keep + 1));
        for (int i = 0; i < keep; i++)
        {
            Assert.That(pool.Return(all[i]), Is.True, $"number {i} of {keep} is kept");
        }

        Assert.That(pool.Return(all[keep]), Is.False, "the caller has to dispose of this one");
        Assert.That(pool.InUse, Is.Zero);
    }

    [Test]
    public void TryTake_removes_the_pooled_object()
    {
        var pool = new Pool<object>(static () => new object(), keep: 4);
        object one = pool.Rent();
        pool.Return(one);
        Assert.That(pool.TryTake(out object? taken), Is.True);
        Assert.That(taken, Is.SameAs(one));
        Assert.That(pool.TryTake(out _), Is.False);
    }
}
