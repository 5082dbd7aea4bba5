using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects;

/// <summary>Native bytes as a client writes them, and some that no client sends.</summary>
internal static class Frames
{
    /// <summary>The magic and a hello of this version.</summary>
    public static byte[] Opening()
    {
        var space = new byte[256];
        var writer = new ByteWriter(space);
        NativeWire.WriteHello(ref writer, "test 1"u8, default, 0);
        return space[..writer.Written];
    }

    /// <summary>The magic and a hello with this body.</summary>
    public static byte[] OpeningWith(ReadOnlySpan<byte> body) =>
        [.. NativeWire.Magic, .. Frame((byte)RequestVerb.Hello, body)];

    /// <summary>A frame with any kind and body.</summary>
    public static byte[] Frame(byte kind, ReadOnlySpan<byte> body)
    {
        var space = new byte[FrameHeader.Bytes + body.Length];
        BitConverter.TryWriteBytes(space, new FrameHeader(kind, body.Length).Bits);
        body.CopyTo(space.AsSpan(FrameHeader.Bytes));
        return space;
    }

    /// <summary>A request whose body has exactly this many bytes, most of them text.</summary>
    public static byte[] OfBodyBytes(byte kind, byte id, int bodyBytes)
    {
        // The id, an empty target and a three-byte length precede the text.
        const int before = 5;
        int text = bodyBytes - before;
        byte[] length = [(byte)(text | 0x80), (byte)((text >> 7) | 0x80), (byte)(text >> 14)];
        return Frame(kind, [id, 0, .. length, .. Filler(text)]);
    }

    public static byte[] Request(
        RequestVerb verb, ulong id, string target = "", string text = "", ulong number = 0)
    {
        var space = new byte[FrameHeader.Bytes + 64 + target.Length + (4 * text.Length)];
        var writer = new ByteWriter(space);
        NativeWire.WriteRequest(ref writer, new ClientRequest
        {
            Verb = verb,
            Id = id,
            Target = System.Text.Encoding.UTF8.GetBytes(target),
            Text = System.Text.Encoding.UTF8.GetBytes(text),
            Number = number,
        });
        Assert.That(writer.Overflowed, Is.False, "the space is too small");
        return space[..writer.Written];
    }

    public static byte[] Filler(int bytes)
    {
        var filler = new byte[bytes];
        Array.Fill(filler, (byte)'x');
        return filler;
    }
}
