using Protocol.Framing;
using UnitTests.Protocol.Dialects;

namespace UnitTests.Protocol.Framing;

internal sealed class VarintTests
{
    private static readonly (ulong Value, byte[] Bytes)[] s_known =
    [
        (0, [0x00]),
        (1, [0x01]),
        (127, [0x7F]),
        (128, [0x80, 0x01]),
        (300, [0xAC, 0x02]),
        (16_383, [0xFF, 0x7F]),
        (16_384, [0x80, 0x80, 0x01]),
        (uint.MaxValue, [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]),
        (ulong.MaxValue, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]),
    ];

    [Test]
    public void Known_numbers_are_encoded_and_decoded()
    {
        foreach ((ulong value, byte[] bytes) in s_known)
        {
            Assert.That(Write(value), Is.EqualTo(bytes), $"{value}");
            var reader = new FieldReader(bytes);
            Assert.That(reader.Varint(), Is.EqualTo(value));
            Assert.That(reader.AtEnd, Is.True, $"{value}: not all bytes were read");
            Assert.That(reader.Malformed, Is.False, $"{value}");
        }
    }

    [Test]
    public void Numbers_at_every_length_boundary_round_trip()
    {
        for (int bits = 7; bits < 64; bits += 7)
        {
            ulong edge = 1UL << bits;
            foreach (ulong value in new[] { edge - 1, edge, edge + 1 })
            {
                var reader = new FieldReader(Write(value));
                Assert.That(reader.Varint(), Is.EqualTo(value));
                Assert.That(Write(value), Has.Length.EqualTo((value < edge ? 0 : 1) + (bits / 7)));
            }
        }
    }

    [Test]
    public void Truncated_varint_is_malformed()
    {
        foreach ((ulong _, byte[] bytes) in s_known)
        {
            for (int length = 1; length < bytes.Length; length++)
            {
                var reader = new FieldReader(bytes.AsSpan(0, length));
                Assert.That(reader.Varint(), Is.Zero);
                Assert.That(reader.Malformed, Is.True, $"{length} of {bytes.Length} bytes");
            }
        }
    }

    [Test]
    public void Varint_of_more_than_64_bits_is_malformed()
    {
        byte[] nine = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        foreach (byte[] end in new byte[][] { [0x02], [0x81, 0x00], [0xFF, 0x01] })
        {
            var reader = new FieldReader([.. nine, .. end]);
            Assert.That(reader.Varint(), Is.Zero);
            Assert.That(reader.Malformed, Is.True, Show.Bytes(end));
        }
    }

    [Test]
    public void Overlong_encoding_is_accepted()
    {
        var reader = new FieldReader([0x85, 0x80, 0x00]);
        Assert.That(reader.Varint(), Is.EqualTo(5));
        Assert.That(reader.AtEnd, Is.True);
    }

    private static byte[] Write(ulong value)
    {
        var space = new byte[16];
        var writer = new ByteWriter(space);
        writer.Varint(value);
        return space[..writer.Written];
    }
}
