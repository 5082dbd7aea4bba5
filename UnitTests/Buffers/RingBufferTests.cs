using EventLoopServer.Buffers;

namespace UnitTests.Buffers;

internal sealed class RingBufferTests
{
    private const int ChunkSlices = 64;

    private readonly List<ArraySegment<byte>> _segments = [];

    [Test]
    public void Random_writes_and_sends_agree_with_a_queue(
        [Values(1, 2, 3, 7, 16, 63, 64)] int sliceBytes, [Range(1, 4)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}, slices of {sliceBytes}");
        var random = new Random((seed * 1000) + sliceBytes);
        var slab = new Slab(sliceBytes, sliceBytes * ChunkSlices);
        int capacity = random.Next(1, (sliceBytes * ChunkSlices * 3 / 2) + 1);
        var ring = new RingBuffer(slab, capacity);
        var model = new Queue<byte>();
        byte next = 0;
        for (int step = 0; step < 3000; step++)
        {
            string where = $"seed {seed}, slices of {sliceBytes}, capacity {capacity}, step {step}";
            if (random.Next(100) < 50)
            {
                bool last = random.Next(8) == 0;
                int room = capacity - model.Count + (last ? RingBuffer.GoodbyeBytes : 0);
                byte[] bytes = new byte[random.Next(0, Math.Max(2, capacity / random.Next(1, 9)))];
                for (int i = 0; i < bytes.Length; i++)
                {
                    bytes[i] = next++;
                }

                int rented = slab.Rented;
                bool written = last ? ring.TryWriteGoodbye(bytes) : ring.TryWrite(bytes);
                if (bytes.Length > room)
                {
                    Assert.That(written, Is.False, $"{bytes.Length} into {room}, {where}");
                }
                else if (!written)
                {
                    Assert.That(slab.IsExhausted || NeedsMore(ring, slab, bytes), where);
                }

                if (written)
                {
                    Array.ForEach(bytes, model.Enqueue);
                }
                else
                {
                    Assert.That(
                        slab.Rented, Is.EqualTo(rented), $"a refusal rents nothing, {where}");
                    next -= (byte)bytes.Length;
                }
            }
            else
            {
                int sent = random.Next(0, model.Count + 1);
                ring.Consume(sent);
                for (int i = 0; i < sent; i++)
                {
                    model.Dequeue();
                }
            }

            CheckAgainst(model, ring, capacity, where);
            Assert.That(slab.Rented, Is.LessThanOrEqualTo((model.Count / sliceBytes) + 2), where);
        }

        ring.Clear();
        Assert.That(slab.Rented, Is.Zero, $"an empty ring holds nothing, seed {seed}");
    }

    [TestCase(-1, true)]
    [TestCase(0, true)]
    [TestCase(1, false)]
    public void Ring_takes_its_capacity_and_not_a_byte_more(int more, bool taken)
    {
        var ring = new RingBuffer(new Slab(16, 1 << 20), 100);
        Assert.That(ring.TryWrite(new byte[100 + more]), Is.EqualTo(taken));
        Assert.That(ring.Count, Is.EqualTo(taken ? 100 + more : 0), "all of the bytes or none");
        Assert.That(ring.Free, Is.EqualTo(100 - ring.Count));
    }

    [TestCase(-1, true)]
    [TestCase(0, true)]
    [TestCase(1, false)]
    public void Full_ring_still_takes_the_goodbye(int more, bool taken)
    {
        var ring = new RingBuffer(new Slab(16, 1 << 20), 100);
        ring.TryWrite(new byte[100]);
        Assert.That(ring.FreeForGoodbye, Is.EqualTo(RingBuffer.GoodbyeBytes));
        bool said = ring.TryWriteGoodbye(new byte[RingBuffer.GoodbyeBytes + more]);
        Assert.That(said, Is.EqualTo(taken));
        Assert.That(ring.Free, Is.Zero, "the reserve is no room for anything else");
        Assert.That(ring.TryWrite([1]), Is.False);
        Assert.That(ring.TryWrite([]), Is.EqualTo(!taken), "nothing fits behind the last message");
    }

    [Test]
    public void Failed_write_leaves_ring_and_slab_unchanged()
    {
        var slab = new Slab(8, 8 * ChunkSlices);
        var ring = new RingBuffer(slab, 8 * ChunkSlices * 2);
        ring.TryWrite([1, 2, 3]);
        for (int i = 0; i < ChunkSlices - 3; i++)
        {
            slab.TryRent(SliceHolder.Input, out _);
        }

        Assert.That(ring.TryWrite(new byte[22]), Is.False, "5 + 8 + 8 bytes are left");
        Assert.That(slab.RentedBy(SliceHolder.Ring), Is.EqualTo(1), "give back what was rented");
        Assert.That(Waiting(ring), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(ring.TryWrite(new byte[21]), Is.True, "what fits is still taken");
        Assert.That(slab.IsExhausted, Is.True);
    }

    [Test]
    public void Consuming_returns_each_empty_slice()
    {
        var slab = new Slab(8, 1 << 16);
        var ring = new RingBuffer(slab, 1000);
        ring.TryWrite(new byte[24]);
        Assert.That(slab.Rented, Is.EqualTo(3));
        ring.Consume(7);
        Assert.That(slab.Rented, Is.EqualTo(3), "a byte of the first slice is waiting");
        ring.Consume(1);
        Assert.That(slab.Rented, Is.EqualTo(2));
        ring.Consume(16);
        Assert.That(slab.Rented, Is.Zero);
    }

    [Test]
    public void Consuming_more_than_is_pending_throws()
    {
        var ring = new RingBuffer(new Slab(8, 1 << 16), 100);
        ring.TryWrite([1, 2, 3]);
        Assert.That(() => ring.Consume(4), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(Waiting(ring), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [TestCase(0, 9, 0, 0)]
    [TestCase(1, 9, 1, 1)]
    [TestCase(6, 9, 1, 6)]
    [TestCase(7, 9, 2, 7)]
    [TestCase(14, 9, 2, 14)]
    [TestCase(15, 9, 3, 15)]
    [TestCase(25, 9, 4, 25)]
    [TestCase(1000, 9, 4, 26)]
    [TestCase(1000, 3, 3, 22)]
    [TestCase(1000, 1, 1, 6)]
    [TestCase(1000, 0, 0, 0)]
    public void Peek_lists_up_to_its_limits_of_bytes_and_pieces(
        int maxBytes, int maxPieces, int pieces, int bytes)
    {
        var ring = new RingBuffer(new Slab(8, 1 << 16), 1000);
        ring.TryWrite([.. Enumerable.Range(0, 28).Select(i => (byte)i)]);
        ring.Consume(2);
        ring.Peek(_segments, maxBytes, maxPieces);
        Assert.That(_segments.Count, Is.EqualTo(pieces), "6, 8, 8 and 4 bytes are waiting");
        byte[] listed = [.. _segments.SelectMany(s => s)];
        Assert.That(listed, Is.EqualTo(Enumerable.Range(2, bytes).Select(i => (byte)i)));
        Assert.That(ring.Count, Is.EqualTo(26), "looking takes nothing out");
    }

    [Test]
    public void Peek_clears_the_list_first()
    {
        var ring = new RingBuffer(new Slab(8, 1 << 16), 1000);
        _segments.Add(new byte[3]);
        ring.Peek(_segments, 100, 100);
        Assert.That(_segments, Is.Empty);
    }

    /// <summary>True if the bytes need more slices than the slab has left.</summary>
    private bool NeedsMore(RingBuffer ring, Slab slab, byte[] bytes)
    {
        ring.Peek(_segments, int.MaxValue, int.MaxValue);
        int space = 0;
        if (_segments.Count > 0)
        {
            ArraySegment<byte> last = _segments[^1];
            space = slab.SliceBytes - ((last.Offset + last.Count) % slab.SliceBytes);
            space %= slab.SliceBytes;
        }

        return bytes.Length > space + ((ChunkSlices - slab.Rented) * slab.SliceBytes);
    }

    private void CheckAgainst(Queue<byte> model, RingBuffer ring, int capacity, string where)
    {
        Assert.That(ring.Count, Is.EqualTo(model.Count), where);
        Assert.That(ring.Free, Is.EqualTo(Math.Max(0, capacity - model.Count)), where);
        Assert.That(
            ring.FreeForGoodbye,
            Is.EqualTo(capacity + RingBuffer.GoodbyeBytes - model.Count),
            where);
        Assert.That(Waiting(ring).AsSpan().SequenceEqual(model.ToArray()), Is.True, where);
    }

    private byte[] Waiting(RingBuffer ring)
    {
        ring.Peek(_segments, int.MaxValue, int.MaxValue);
        return [.. _segments.SelectMany(s => s)];
    }
}
