using System.Buffers.Text;
using System.Text;

namespace Protocol.Dialects.Web.Json;

/// <summary>Reads the escapes of a JSON string. RFC 8259, 7.</summary>
internal static class JsonEscape
{
    /// <summary>Reads one escape after its backslash, and writes its character as UTF-8.</summary>
    /// <param name="text">The text that has the escape, and receives the character.</param>
    /// <param name="at">
    /// The position after the backslash. On return, the position after the escape.
    /// </param>
    /// <param name="written">
    /// The position for the character. It is at or before the backslash, because every escape is
    /// longer than its character.
    /// </param>
    /// <returns>False when there is no such escape, and for half of a surrogate pair.</returns>
    public static bool TryRead(Span<byte> text, ref int at, ref int written)
    {
        if (at >= text.Length)
        {
            return false;
        }

        byte plain = text[at++] switch
        {
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            (byte)'/' => (byte)'/',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            _ => 0,
        };
        if (plain != 0)
        {
            text[written++] = plain;
            return true;
        }

        return text[at - 1] == 'u' && TryReadRune(text, ref at, out Rune rune)
            && rune.TryEncodeToUtf8(text[written..], out int bytes)
            && (written += bytes) > 0;
    }

    private static bool TryReadRune(ReadOnlySpan<byte> text, ref int at, out Rune rune)
    {
        rune = default;
        if (!TryReadUnit(text, ref at, out char unit))
        {
            return false;
        }

        if (Rune.TryCreate(unit, out rune))
        {
            return true;
        }

        bool isPair = text[at..].StartsWith("\\u"u8);
        at += isPair ? 2 : 0;
        return isPair && TryReadUnit(text, ref at, out char low)
            && Rune.TryCreate(unit, low, out rune);
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> text, ref int at, out char unit)
    {
        const int digits = 4;
        unit = default;
        bool isUnit = text.Length - at >= digits
            && Utf8Parser.TryParse(
                text.Slice(at, digits), out ushort value, out int used, 'x')
            && used == digits
            && (unit = (char)value) >= 0;
        at += isUnit ? digits : 0;
        return isUnit;
    }
}
