using Protocol.Framing;
using UnitTests.Protocol.Dialects;

namespace UnitTests.Protocol.Framing;

internal sealed class FrameDecoderTests
{
    [Test]
    public void Header_is_a_24_bit_length_and_the_kind_above_it()
    {
        Assert.That(new FrameHeader(0xA0, 0x010203).Bits, Is.EqualTo(0xA0010203));
        Assert.That(
            FrameHeader.Read([0x03, 0x02, 0x01, 0xA0]),
            Is.EqualTo(new FrameHeader(0xA0, 0x010203)));
        Assert.That(
            FrameHeader.Read([0xFF, 0xFF, 0xFF, 0xFF]),
            Is.EqualTo(new FrameHeader(0xFF, FrameHeader.MaxBodyBytes)));
    }

    [Test]
    public void Frame_is_complete_at_its_last_byte()
    {
        byte[] frame = Frames.Frame(3, "hello"u8);
        for (int length = 0; length < frame.Length; length++)
        {
            DecodeStatus early = FrameDecoder.Decode(
                frame.AsSpan(0, length), 100, out int none, out _, out _);
            Assert.That(early, Is.EqualTo(DecodeStatus.NeedMore), $"{length} bytes");
            Assert.That(none, Is.Zero);
        }

        DecodeStatus status = FrameDecoder.Decode(
            [.. frame, 1, 2, 3], 100, out int used, out FrameHeader header, out var body);
        Assert.That(status, Is.EqualTo(DecodeStatus.Item));
        Assert.That(used, Is.EqualTo(frame.Length));
        Assert.That(header, Is.EqualTo(new FrameHeader(3, 5)));
        Assert.That(Show.Bytes(body), Is.EqualTo("hello"));
    }

    [Test]
    public void Body_over_the_limit_is_detected_from_the_header()
    {
        foreach (int length in new[] { 9, 10, 11 })
        {
            byte[] frame = Frames.Frame(3, Frames.Filler(length));
            DecodeStatus status = FrameDecoder.Decode(frame.AsSpan(0, 4), 10, out _, out _, out _);
            Assert.That(
                status,
                Is.EqualTo(length > 10 ? DecodeStatus.Malformed : DecodeStatus.NeedMore),
                $"{length} bytes where 10 are allowed");
        }
    }

    [Test]
    public void Empty_body_is_a_complete_frame()
    {
        DecodeStatus status = FrameDecoder.Decode(
            Frames.Frame(13, default), 0, out int used, out _, out var body);
        Assert.That(status, Is.EqualTo(DecodeStatus.Item));
        Assert.That(used, Is.EqualTo(FrameHeader.Bytes));
        Assert.That(body.Length, Is.Zero);
    }
}
