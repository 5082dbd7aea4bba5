using System.Buffers.Binary;
using System.Text;

namespace UnitTests.Protocol.Dialects.Web;

/// <summary>WebSocket frames as a client sends them, and some that no client may send.</summary>
internal static class WebFrames
{
    public const byte Final = 0x80;
    public const byte Continuation = 0;
    public const byte TextFrame = 1;
    public const byte Binary = 2;
    public const byte Close = 8;
    public const byte Ping = 9;
    public const byte Pong = 10;

    private static readonly byte[] s_key = [0x37, 0xFA, 0x21, 0x3D];

    /// <summary>A whole text message.</summary>
    public static byte[] Message(string text) => Frame(Final | TextFrame, text);

    /// <summary>A text message in frames of at most this many bytes.</summary>
    public static byte[] InParts(string text, int bytes)
    {
        byte[] all = Encoding.UTF8.GetBytes(text);
        var stream = new List<byte>();
        for (int at = 0; at < all.Length; at += bytes)
        {
            int to = Math.Min(at + bytes, all.Length);
            int first = (at == 0 ? TextFrame : Continuation) | (to == all.Length ? Final : 0);
            stream.AddRange(Frame((byte)first, all[at..to]));
        }

        return [.. stream];
    }

    public static byte[] Frame(byte first, string text) =>
        Frame(first, Encoding.UTF8.GetBytes(text));

    /// <summary>A masked frame with the shortest length.</summary>
    public static byte[] Frame(byte first, byte[] payload) =>
        [first, .. Length(payload.Length, 0x80), .. s_key, .. Masked(payload)];

    /// <summary>The header of a masked frame with a length that is not checked.</summary>
    public static byte[] Header64(byte first, ulong length)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, length);
        return [first, 0x80 | 127, .. bytes, .. s_key];
    }

    /// <summary>A masked frame whose length has two bytes although it may be shorter.</summary>
    public static byte[] Header16(byte first, ushort length) =>
        [first, 0x80 | 126, (byte)(length >> 8), (byte)length, .. s_key, .. new byte[length]];

    /// <summary>A frame without a mask, as only a server may send it.</summary>
    public static byte[] Unmasked(byte first, string text)
    {
        byte[] payload = Encoding.UTF8.GetBytes(text);
        return [first, .. Length(payload.Length, 0), .. payload];
    }

    public static byte[] Closing(ushort code, string reason = "") => Frame(
        Final | Close, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    private static byte[] Length(int bytes, int maskBit) => bytes switch
    {
        < 126 => [(byte)(maskBit | bytes)],
        <= 0xFFFF => [(byte)(maskBit | 126), (byte)(bytes >> 8), (byte)bytes],
        _ =>
        [
            (byte)(maskBit | 127), 0, 0, 0, 0,
            (byte)(bytes >> 24), (byte)(bytes >> 16), (byte)(bytes >> 8), (byte)bytes,
        ],
    };

    private static byte[] Masked(byte[] payload) =>
        [.. payload.Select(static (b, i) => (byte)(b ^ s_key[i % 4]))];
}
