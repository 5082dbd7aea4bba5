using System.Numerics;

namespace Protocol.Dialects.Web;

/// <summary>Removes the mask of a client's WebSocket frame. RFC 6455, 5.3.</summary>
internal static class WebSocketMask
{
    /// <summary>Unmasks a payload in place; doing it twice restores the bytes.</summary>
    /// <param name="payload">The bytes from the first one of the payload.</param>
    /// <param name="key">The key of the frame, its first byte lowest.</param>
    public static void Apply(Span<byte> payload, uint key)
    {
        // A vector has a multiple of four bytes, so the key never has to be rotated.
        Vector<byte> wide = Vector.AsVectorByte(new Vector<uint>(key));
        while (payload.Length >= Vector<byte>.Count)
        {
            (new Vector<byte>(payload) ^ wide).CopyTo(payload);
            payload = payload[Vector<byte>.Count..];
        }

        for (int i = 0; i < payload.Length; i++)
        {
            payload[i] ^= (byte)(key >> (8 * (i & 3)));
        }
    }
}
