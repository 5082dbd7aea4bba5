using EventLoopServer.Buffers;

namespace UnitTests.Buffers;

internal sealed class SlabTests
{
    private const int ChunkSlices = 64;

    [Test]
    public void Random_renting_and_returning_agrees_with_a_model([Range(1, 12)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        int sliceBytes = random.Next(1, 65);
        int chunks = random.Next(1, 5);
        var slab = new Slab(sliceBytes, (long)sliceBytes * ChunkSlices * chunks);
        var rented = new List<(Slice Slice, SliceHolder Holder, byte Mark)>();
        for (int step = 0; step < 3000; step++)
        {
            string where = $"seed {seed}, step {step}: replay it with this seed";
            if (random.Next(100) < (step / 500 % 2 == 0 ? 65 : 35))
            {
                var holder = (SliceHolder)random.Next(1, 5);
                bool given = slab.TryRent(holder, out Slice slice);
                Assert.That(given, Is.EqualTo(rented.Count < chunks * ChunkSlices), where);
                if (!given)
                {
                    continue;
                }

                Assert.That(rented.Exists(r => r.Slice.Index == slice.Index), Is.False, where);
                Assert.That(slice.Span.Length, Is.EqualTo(sliceBytes), where);
                byte mark = (byte)random.Next(256);
                slice.Span.Fill(mark);
                rented.Add((slice, holder, mark));
            }
            else if (rented.Count > 0)
            {
                int at = random.Next(rented.Count);
                (Slice slice, _, byte mark) = rented[at];
                bool isMarked = !slice.Span.ContainsAnyExcept(mark);
                Assert.That(isMarked, Is.True, $"another wrote into it, {where}");
                slab.Return(slice);
                rented.RemoveAt(at);
            }

            Assert.That(slab.Rented, Is.EqualTo(rented.Count), where);
            Assert.That(slab.IsExhausted, Is.EqualTo(rented.Count == chunks * ChunkSlices), where);
            for (SliceHolder h = SliceHolder.Receive; h <= SliceHolder.Channel; h++)
            {
                int expected = rented.Count(r => r.Holder == h);
                Assert.That(slab.RentedBy(h), Is.EqualTo(expected), $"{h}, {where}");
            }
        }
    }

    [TestCase(1, 64)]
    [TestCase(63, 64)]
    [TestCase(64, 64)]
    [TestCase(65, 128)]
    [TestCase(128, 128)]
    [TestCase(129, 192)]
    public void Limit_is_rounded_up_to_a_chunk(int wanted, int given)
    {
        const int sliceBytes = 16;
        var slab = new Slab(sliceBytes, wanted * sliceBytes);
        for (int i = 0; i < given; i++)
        {
            Assert.That(slab.IsExhausted, Is.False, $"slice {i} of {given} should still be there");
            Assert.That(slab.TryRent(SliceHolder.Input, out _), Is.True, $"slice {i} of {given}");
        }

        Assert.That(slab.IsExhausted, Is.True, "all that there may be are out");
        Assert.That(slab.TryRent(SliceHolder.Input, out Slice more), Is.False, "over the limit");
        Assert.That(more.Array, Is.Null, "a refused rent must give nothing");
        Assert.That(slab.Made, Is.EqualTo(given));
    }

    [Test]
    public void Slab_allocates_nothing_before_the_first_rent()
    {
        Assert.That(new Slab(4096, 1 << 30).Made, Is.Zero);
    }

    [Test]
    public void Last_returned_slice_is_rented_next()
    {
        var slab = new Slab(16, 1 << 20);
        slab.TryRent(SliceHolder.Input, out Slice first);
        slab.TryRent(SliceHolder.Input, out Slice second);
        slab.Return(second);
        slab.Return(first);
        slab.TryRent(SliceHolder.Ring, out Slice again);
        Assert.That(again.Index, Is.EqualTo(first.Index), "it is the one still in the cache");
    }

    [Test]
    public void Returning_a_slice_twice_throws_and_changes_nothing()
    {
        var slab = new Slab(16, 1 << 20);
        slab.TryRent(SliceHolder.Input, out Slice slice);
        slab.TryRent(SliceHolder.Ring, out _);
        slab.Return(slice);
        Assert.That(() => slab.Return(slice), Throws.InvalidOperationException);
        Assert.That(slab.Rented, Is.EqualTo(1), "a refused return must not be counted");
        slab.TryRent(SliceHolder.Input, out Slice one);
        slab.TryRent(SliceHolder.Input, out Slice other);
        Assert.That(one.Index, Is.Not.EqualTo(other.Index), "a slice must not be out twice");
    }

    [Test]
    public void Slices_are_pinned_and_do_not_overlap()
    {
        const int sliceBytes = 48;
        var slab = new Slab(sliceBytes, sliceBytes * 200);
        var slices = new List<Slice>();
        while (slab.TryRent(SliceHolder.Channel, out Slice slice))
        {
            slices.Add(slice);
        }

        nint[] before = [.. slices.Select(AddressOf)];
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        nint[] after = [.. slices.Select(AddressOf)];
        Assert.That(after, Is.EqualTo(before), "the kernel may still be writing: pin the chunks");
        Array.Sort(after);
        for (int i = 1; i < after.Length; i++)
        {
            Assert.That(after[i] - after[i - 1], Is.GreaterThanOrEqualTo((nint)sliceBytes));
        }
    }

    private static nint AddressOf(Slice slice) =>
        System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(
            slice.Array, slice.Offset);
}
