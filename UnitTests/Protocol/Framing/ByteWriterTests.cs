using Protocol.Framing;
using UnitTests.Protocol.Dialects;

namespace UnitTests.Protocol.Framing;

internal sealed class ByteWriterTests
{
    private const byte Untouched = 0xEE;

    [Test]
    public void Bytes_fit_exactly_up_to_the_capacity()
    {
        foreach (int length in new[] { 7, 8, 9 })
        {
            byte[] space = Fresh();
            var writer = new ByteWriter(space.AsSpan(0, 8));
            writer.Bytes(Frames.Filler(length));
            Assert.That(writer.Overflowed, Is.EqualTo(length > 8), $"{length} bytes into 8");
            Assert.That(writer.Written, Is.EqualTo(length > 8 ? 0 : length));
            Assert.That(space[8..], Has.All.EqualTo(Untouched));
        }
    }

    [Test]
    public void Decimal_fits_exactly_up_to_the_capacity()
    {
        foreach (int room in new[] { 4, 5, 6 })
        {
            byte[] space = Fresh();
            var writer = new ByteWriter(space.AsSpan(0, room));
            writer.Decimal(12_345);
            Assert.That(writer.Overflowed, Is.EqualTo(room < 5), $"five digits into {room}");
            Assert.That(space[room..], Has.All.EqualTo(Untouched));
        }
    }

    [Test]
    public void Nothing_is_written_after_an_overflow()
    {
        byte[] space = Fresh();
        var writer = new ByteWriter(space.AsSpan(0, 6));
        writer.Bytes([1, 2, 3, 4]);
        writer.Bytes([5, 6, 7]);
        writer.Byte(8);
        writer.Bytes([9]);
        writer.Varint(10);
        writer.Decimal(1);
        writer.String("x"u8);
        writer.PatchUInt32(0, 0xFFFFFFFF);
        Assert.That(writer.Overflowed, Is.True);
        Assert.That(writer.Written, Is.EqualTo(4));
        Assert.That(space[..4], Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
        Assert.That(space[4..], Has.All.EqualTo(Untouched));
    }

    [Test]
    public void Empty_buffer_overflows_without_an_exception()
    {
        var writer = new ByteWriter(default);
        writer.Bytes(default);
        Assert.That(writer.Overflowed, Is.False, "Nothing fits into nothing.");
        writer.Byte(1);
        Assert.That(writer.Overflowed, Is.True);
    }

    [Test]
    public void Patch_is_little_endian()
    {
        byte[] space = Fresh();
        var writer = new ByteWriter(space);
        writer.Bytes([0, 0, 0, 0, 0, 7]);
        writer.PatchUInt32(1, 0x04030201);
        Assert.That(space[..6], Is.EqualTo(new byte[] { 0, 1, 2, 3, 4, 7 }));
    }

    private static byte[] Fresh()
    {
        var space = new byte[16];
        Array.Fill(space, Untouched);
        return space;
    }
}
