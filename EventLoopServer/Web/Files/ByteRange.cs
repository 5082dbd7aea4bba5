using System.Buffers.Text;

namespace EventLoopServer.Web.Files;

/// <summary>The part of a file that a request asks for (RFC 9110, 14).</summary>
internal static class ByteRange
{
    private static ReadOnlySpan<byte> Unit => "bytes="u8;

    /// <summary>Parses the value of the Range header.</summary>
    /// <param name="value">The value; empty when the request has no Range header.</param>
    /// <param name="length">The bytes of the file.</param>
    /// <param name="range">The first byte, and the number of bytes.</param>
    /// <returns>
    /// True when the range is a part of the file. False when the file has no such part, which is
    /// answered with 416. Null for the whole file: the request has no single range, or one that
    /// cannot be parsed.
    /// </returns>
    public static bool? Read(
        ReadOnlySpan<byte> value, long length, out (long From, long Bytes) range)
    {
        range = (0, length);
        if (!value.StartsWith(Unit) || value.Contains((byte)','))
        {
            return null;
        }

        ReadOnlySpan<byte> both = value[Unit.Length..].Trim((byte)' ');
        int dash = both.IndexOf((byte)'-');
        if (dash < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> last = both[(dash + 1)..];
        if (dash == 0)
        {
            if (!TryRead(last, out long suffix))
            {
                return null;
            }

            long bytes = Math.Min(suffix, length);
            range = (length - bytes, bytes);
            return bytes > 0;
        }

        long to = long.MaxValue;
        if (!TryRead(both[..dash], out long from)
            || (!last.IsEmpty && (!TryRead(last, out to) || to < from)))
        {
            return null;
        }

        if (from >= length)
        {
            return false;
        }

        range = (from, Math.Min(to, length - 1) - from + 1);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> digits, out long number)
    {
        number = 0;
        return !digits.IsEmpty
            && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && Utf8Parser.TryParse(digits, out number, out int used)
            && used == digits.Length;
    }
}
