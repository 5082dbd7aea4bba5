using Protocol.Framing;

namespace Protocol.Dialects.Web.Json;

/// <summary>
/// The token of a session as text: its bytes in hexadecimal digits, because they are not UTF-8.
/// </summary>
internal static class JsonToken
{
    /// <summary>The most bytes of a token.</summary>
    private const int MaxBytes = 64;

    private static ReadOnlySpan<byte> Digits => "0123456789abcdef"u8;

    /// <summary>Writes a token without quotes.</summary>
    public static void Write(ref ByteWriter writer, scoped ReadOnlySpan<byte> token)
    {
        foreach (byte b in token)
        {
            writer.Byte(Digits[b >> 4]);
            writer.Byte(Digits[b & 15]);
        }
    }

    /// <summary>Reads a token in place.</summary>
    /// <param name="text">The digits; their first half receives the bytes.</param>
    /// <returns>
    /// The bytes. If the text is not a token, the text itself, so that no session is found.
    /// </returns>
    public static ReadOnlySpan<byte> Read(Span<byte> text)
    {
        int bytes = text.Length / 2;
        if (text.Length % 2 != 0 || bytes > MaxBytes)
        {
            return text;
        }

        Span<byte> token = stackalloc byte[MaxBytes];
        for (int i = 0; i < bytes; i++)
        {
            int high = Digits.IndexOf(text[2 * i]);
            int low = Digits.IndexOf(text[(2 * i) + 1]);
            if ((high | low) < 0)
            {
                return text;
            }

            token[i] = (byte)((high << 4) | low);
        }

        token[..bytes].CopyTo(text);
        return text[..bytes];
    }
}
