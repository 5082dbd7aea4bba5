using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Protocol.Dialects.Web.Json;

/// <summary>
/// Replaces the escapes of a JSON text by shorter ones or by their characters, while the text
/// arrives. Many programs write <c>\u00e9</c> for <c>é</c>: six bytes for two. After the
/// replacement, an escaped text is about as long as one without escapes, so the same limits hold
/// for both.
/// </summary>
internal static class JsonShortening
{
    /// <summary>The longest incomplete escape: a surrogate pair without its last byte.</summary>
    public const int MaxPendingBytes = PairBytes - 1;

    private const int ShortBytes = 2;

    private const int UnitBytes = 6;

    private const int PairBytes = 12;

    private static readonly SearchValues<byte> s_special = SearchValues.Create("\"\\"u8);

    /// <summary>Shortens the escapes that arrived since the last call, in place.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="progress">The progress of earlier calls, which this call updates.</param>
    /// <returns>
    /// The new length of the text in bytes. Up to <see cref="MaxPendingBytes"/> bytes at its end
    /// are not shortened, if they belong to an incomplete escape.
    /// </returns>
    public static int Shorten(Span<byte> text, ref FrameProgress progress)
    {
        int from = progress.ShortBytes;
        int written = from;
        while (from < text.Length)
        {
            int plain = text[from..].IndexOfAny(s_special);
            plain = plain < 0 ? text.Length - from : plain;
            Move(text, ref from, ref written, plain);
            if (from == text.Length)
            {
                break;
            }

            if (text[from] == '"')
            {
                progress.IsInString = !progress.IsInString;
                Move(text, ref from, ref written, 1);
                continue;
            }

            // Outside of a string a backslash is an error. It is kept, so that the parser reports
            // it.
            int length = progress.IsInString ? LengthOf(text[from..]) : 1;
            if (length == 0)
            {
                progress.ShortBytes = written;
                Move(text, ref from, ref written, text.Length - from);
                return written;
            }

            if (!TryReplace(text, ref from, ref written, length))
            {
                Move(text, ref from, ref written, length);
            }
        }

        progress.ShortBytes = written;
        return written;
    }

    private static void Move(Span<byte> text, ref int from, ref int written, int bytes)
    {
        if (from != written)
        {
            text.Slice(from, bytes).CopyTo(text[written..]);
        }

        from += bytes;
        written += bytes;
    }

    /// <returns>Bytes of the escape; 0 while more bytes decide.</returns>
    private static int LengthOf(ReadOnlySpan<byte> text)
    {
        if (text.Length < ShortBytes)
        {
            return 0;
        }

        if (text[1] != 'u')
        {
            return ShortBytes;
        }

        if (text.Length < UnitBytes)
        {
            return 0;
        }

        if (!TryReadUnit(text, out char unit))
        {
            return ShortBytes;
        }

        ReadOnlySpan<byte> next = text[UnitBytes..];
        if (!char.IsHighSurrogate(unit)
            || (next.Length > 0 && next[0] != '\\')
            || (next.Length > 1 && next[1] != 'u'))
        {
            return UnitBytes;
        }

        return next.Length < UnitBytes ? 0
            : TryReadUnit(next, out char low) && char.IsLowSurrogate(low) ? PairBytes
            : UnitBytes;
    }

    /// <returns>False for an escape that is kept unchanged.</returns>
    private static bool TryReplace(Span<byte> text, ref int from, ref int written, int length)
    {
        if (length < UnitBytes || !TryReadUnit(text[from..], out char unit))
        {
            return false;
        }

        char low = default;
        bool isPair = length == PairBytes && TryReadUnit(text[(from + UnitBytes)..], out low);
        if (isPair ? !Rune.TryCreate(unit, low, out Rune rune) : !Rune.TryCreate(unit, out rune))
        {
            return false;
        }

        if (rune.Value is '"' or '\\')
        {
            text[written++] = (byte)'\\';
        }
        else if (rune.Value < ' ')
        {
            return false;
        }

        written += rune.EncodeToUtf8(text[written..]);
        from += length;
        return true;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> escape, out char unit)
    {
        bool isUnit = Utf8Parser.TryParse(
                escape[ShortBytes..UnitBytes], out ushort value, out int used, 'x')
            && used == UnitBytes - ShortBytes;
        unit = (char)value;
        return isUnit;
    }
}
