using Protocol.Framing;
using UnitTests.Protocol.Dialects;

namespace UnitTests.Protocol.Framing;

internal sealed class FieldReaderTests
{
    [Test]
    public void A_body_that_ends_between_two_fields_gives_zero_and_empty()
    {
        var reader = new FieldReader([5, 1, (byte)'a']);
        Assert.That(reader.Varint(), Is.EqualTo(5));
        Assert.That(Show.Bytes(reader.String()), Is.EqualTo("a"));
        Assert.That(reader.Varint(), Is.Zero);
        Assert.That(reader.String().Length, Is.Zero);
        Assert.That(reader.Malformed, Is.False);
    }

    [Test]
    public void A_string_may_take_all_that_is_left_and_not_one_byte_more()
    {
        foreach (byte length in new byte[] { 2, 3, 4 })
        {
            var reader = new FieldReader([length, (byte)'a', (byte)'b', (byte)'c']);
            int got = reader.String().Length;
            Assert.That(reader.Malformed, Is.EqualTo(length == 4), $"{length} of 3 bytes");
            Assert.That(got, Is.EqualTo(length == 4 ? 0 : length));
        }
    }

    [Test]
    public void A_length_of_64_bits_is_malformed_and_does_not_wrap_around()
    {
        byte[] huge = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, (byte)'a'];
        var reader = new FieldReader(huge);
        Assert.That(reader.String().Length, Is.Zero);
        Assert.That(reader.Malformed, Is.True);
    }

    [Test]
    public void After_a_fault_every_field_is_zero_or_empty()
    {
        var reader = new FieldReader([9, 1, 1]);
        reader.String();
        Assert.That(reader.Malformed, Is.True);
        Assert.That(reader.Varint(), Is.Zero);
        Assert.That(reader.String().Length, Is.Zero);
        Assert.That(reader.Malformed, Is.True);
    }

    [Test]
    public void A_list_comes_back_entry_by_entry()
    {
        var space = new byte[64];
        var writer = new ByteWriter(space);
        ListReader.Write(ref writer, "tea"u8, 2, "leaves"u8);
        ListReader.Write(ref writer, "lobby"u8, 300, default);
        Assert.That(Walk(space.AsSpan(0, writer.Written)), Is.EqualTo("tea 2 leaves;lobby 300 ;"));
    }

    [Test]
    public void A_list_that_is_cut_off_inside_a_field_is_shorter_and_ends()
    {
        var space = new byte[64];
        var writer = new ByteWriter(space);
        ListReader.Write(ref writer, "tea"u8, 2, "leaves"u8);
        int one = writer.Written;
        ListReader.Write(ref writer, "lobby"u8, 300, "x"u8);
        Assert.That(Walk(space.AsSpan(0, one + 2)), Is.EqualTo("tea 2 leaves;"));
        Assert.That(Walk(space.AsSpan(0, one + 7)), Is.EqualTo("tea 2 leaves;"));
    }

    private static string Walk(ReadOnlySpan<byte> entries)
    {
        string found = "";
        var list = new ListReader(entries);
        while (list.Next())
        {
            found += $"{Show.Bytes(list.Name)} {list.Number} {Show.Bytes(list.Text)};";
        }

        Assert.That(list.Next(), Is.False, "A list that has ended stays ended.");
        return found;
    }
}
