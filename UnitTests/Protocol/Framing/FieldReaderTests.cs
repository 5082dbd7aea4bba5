using Protocol.Framing;
using UnitTests.Protocol.Dialects;

namespace UnitTests.Protocol.Framing;

internal sealed class FieldReaderTests
{
    [Test]
    public void Missing_fields_are_zero_or_empty()
    {
        var reader = new FieldReader([5, 1, (byte)'a']);
        Assert.That(reader.Varint(), Is.EqualTo(5));
        Assert.That(Show.Bytes(reader.String()), Is.EqualTo("a"));
        Assert.That(reader.Varint(), Is.Zero);
        Assert.That(reader.String().Length, Is.Zero);
        Assert.That(reader.Malformed, Is.False);
    }

    [Test]
    public void String_may_take_all_remaining_bytes_and_no_more()
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
    public void Length_of_64_bits_is_malformed_without_an_overflow()
    {
        byte[] huge = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, (byte)'a'];
        var reader = new FieldReader(huge);
        Assert.That(reader.String().Length, Is.Zero);
        Assert.That(reader.Malformed, Is.True);
    }

    [Test]
    public void Every_field_after_a_fault_is_zero_or_empty()
    {
        var reader = new FieldReader([9, 1, 1]);
        reader.String();
        Assert.That(reader.Malformed, Is.True);
        Assert.That(reader.Varint(), Is.Zero);
        Assert.That(reader.String().Length, Is.Zero);
        Assert.That(reader.Malformed, Is.True);
    }

    [Test]
    public void List_round_trips_entry_by_entry()
    {
        var space = new byte[64];
        var writer = new ByteWriter(space);
        ListReader.Write(ref writer, "tea"u8, 2, "leaves"u8);
        ListReader.Write(ref writer, "lobby"u8, 300, default);
        Assert.That(Walk(space.AsSpan(0, writer.Written)), Is.EqualTo("tea 2 leaves;lobby 300 ;"));
    }

    [Test]
    public void Truncated_list_ends_before_the_incomplete_entry()
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
