using System.Buffers;
using Protocol.Framing;

namespace Protocol.Dialects.Web.Json;

/// <summary>Writes the characters of a JSON string. RFC 8259, 7.</summary>
internal static class JsonText
{
    /// <summary>Bytes that have to be escaped: quotes, backslashes, control characters.</summary>
    private static readonly SearchValues<byte> s_special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static b => (byte)b), (byte)'"', (byte)'\\']);

    private static ReadOnlySpan<byte> Hex => "0123456789abcdef"u8;

    /// <summary>Writes a text without its quotes.</summary>
    /// <param name="writer">Receives the characters.</param>
    /// <param name="utf8">The text.</param>
    public static void Write(ref ByteWriter writer, scoped ReadOnlySpan<byte> utf8)
    {
        while (true)
        {
            int plain = utf8.IndexOfAny(s_special);
            if (plain < 0)
            {
                writer.Bytes(utf8);
                return;
            }

            writer.Bytes(utf8[..plain]);
            Escape(ref writer, utf8[plain]);
            utf8 = utf8[(plain + 1)..];
        }
    }

    private static void Escape(ref ByteWriter writer, byte special)
    {
        switch (special)
        {
            case (byte)'"' or (byte)'\\':
                writer.Bytes([(byte)'\\', special]);
                break;
            case (byte)'\n':
                writer.Bytes("\\n"u8);
                break;
            case (byte)'\t':
                writer.Bytes("\\t"u8);
                break;
            default:
                writer.Bytes("\\u00"u8);
                writer.Bytes([Hex[special >> 4], Hex[special & 15]]);
                break;
        }
    }
}
