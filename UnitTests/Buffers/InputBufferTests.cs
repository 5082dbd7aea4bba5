using EventLoopServer.Buffers;

namespace UnitTests.Buffers;

internal sealed class InputBufferTests
{
    [Test]
    public void Random_bytes_in_and_out_agree_with_a_list(
        [Values(1, 2, 5, 32, 64)] int sliceBytes, [Range(1, 5)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}, slices of {sliceBytes}");
        var random = new Random((seed * 1000) + sliceBytes);
        var slab = new Slab(sliceBytes, 1 << 16);
        var buffer = new InputBuffer(slab);
        var model = new List<byte>();
        for (int step = 0; step < 3000; step++)
        {
            string where = $"seed {seed}, slices of {sliceBytes}, step {step}";
            if (random.Next(2) == 0)
            {
                byte[] bytes = new byte[random.Next(0, buffer.Room + 1)];
                random.NextBytes(bytes);
                Assert.That(buffer.TryAppend(bytes), Is.True, where);
                model.AddRange(bytes);
            }
            else
            {
                // A decoder may remove bytes: it closes the gaps and returns how many are left.
                int left = model.Count - random.Next(0, Math.Min(3, model.Count) + 1);
                int used = random.Next(0, left + 1);
                buffer.Consume(used, left);
                model.RemoveRange(left, model.Count - left);
                model.RemoveRange(0, used);
            }

            Assert.That(buffer.Unused.ToArray(), Is.EqualTo(model), where);
            Assert.That(buffer.Count, Is.EqualTo(model.Count), where);
            Assert.That(buffer.Room, Is.EqualTo(sliceBytes - model.Count), where);
            Assert.That(buffer.IsHeld, Is.EqualTo(model.Count > 0), $"hold only bytes, {where}");
            int held = model.Count > 0 ? 1 : 0;
            Assert.That(slab.RentedBy(SliceHolder.Input), Is.EqualTo(held), where);
        }
    }

    [Test]
    public void Used_bytes_of_a_full_slice_become_room()
    {
        var buffer = new InputBuffer(new Slab(4, 1 << 10));
        buffer.TryAppend([1, 2, 3, 4]);
        Assert.That(buffer.Room, Is.Zero);
        buffer.Consume(3, 4);
        Assert.That(buffer.Room, Is.EqualTo(3));
        Assert.That(buffer.TryAppend([5, 6, 7]), Is.True);
        Assert.That(buffer.Unused.ToArray(), Is.EqualTo(new byte[] { 4, 5, 6, 7 }));
    }

    [Test]
    public void Bytes_removed_by_a_decoder_are_gone()
    {
        var buffer = new InputBuffer(new Slab(8, 1 << 10));
        buffer.TryAppend([1, 2, 3, 4, 5]);
        buffer.Consume(1, 3);
        Assert.That(buffer.Unused.ToArray(), Is.EqualTo(new byte[] { 2, 3 }));
        buffer.TryAppend([9]);
        Assert.That(buffer.Unused.ToArray(), Is.EqualTo(new byte[] { 2, 3, 9 }));
        buffer.Consume(2, 2);
        Assert.That(buffer.IsHeld, Is.False, "the third was cut out: nothing is left to hold");
    }

    [Test]
    public void Append_fails_on_an_exhausted_slab_and_succeeds_later()
    {
        var slab = new Slab(8, 8);
        var slices = new List<Slice>();
        while (slab.TryRent(SliceHolder.Ring, out Slice slice))
        {
            slices.Add(slice);
        }

        var buffer = new InputBuffer(slab);
        Assert.That(buffer.TryAppend([1]), Is.False);
        Assert.That(buffer.IsHeld, Is.False);
        Assert.That(buffer.Count, Is.Zero);
        Assert.That(buffer.TryAppend([]), Is.True, "nothing needs no slice");
        slab.Return(slices[0]);
        Assert.That(buffer.TryAppend([1]), Is.True);
        Assert.That(buffer.Unused.ToArray(), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public void Repeated_release_returns_the_slice_once()
    {
        var slab = new Slab(8, 1 << 10);
        var buffer = new InputBuffer(slab);
        buffer.TryAppend([1, 2]);
        buffer.Release();
        buffer.Release();
        Assert.That(slab.Rented, Is.Zero);
        Assert.That(buffer.Count, Is.Zero);
        Assert.That(buffer.Unused.IsEmpty, Is.True);
    }

    [Test]
    public void Decoders_may_change_unused_bytes_in_place()
    {
        var buffer = new InputBuffer(new Slab(8, 1 << 10));
        buffer.TryAppend([1, 2, 3]);
        buffer.Unused[1] = 9;
        Assert.That(buffer.Unused.ToArray(), Is.EqualTo(new byte[] { 1, 9, 3 }));
    }
}
