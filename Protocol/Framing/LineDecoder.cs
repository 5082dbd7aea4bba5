namespace Protocol.Framing;

/// <summary>
/// Finds lines (ended by LF or CRLF) in a stream of bytes and takes telnet's option bytes out of it.
/// A line over the limit is swallowed as it comes, in bounded memory, and reported once at its end.
/// </summary>
/// <remarks>
/// The byte that starts a telnet command (IAC, 0xFF) is never part of UTF-8, so ordinary lines are
/// found by one vectorised search for either it or the line's end. RFC 854 and 855.
/// </remarks>
public static class LineDecoder
{
    private const byte Iac = 0xFF;
    private const byte SubnegotiationEnd = 0xF0;
    private const byte Subnegotiation = 0xFA;
    private const byte FirstOption = 0xFB;
    private const byte LastOption = 0xFE;

    /// <summary>Looks for one line at the start of <paramref name="input"/>.</summary>
    /// <param name="swallowing">
    /// The decoder's memory between calls, false at first: true while a line that is too long goes by.
    /// </param>
    /// <param name="input">The bytes so far; telnet's bytes are cut out of it in place.</param>
    /// <param name="maxLineBytes">Bytes that a line may have, its end not counted.</param>
    /// <param name="used">Bytes used, also when there was no line.</param>
    /// <param name="line">The line without its end.</param>
    /// <param name="left">
    /// Bytes of <paramref name="input"/> that count from now on: fewer than there were when telnet
    /// bytes have been cut out of a line that is not whole yet.
    /// </param>
    /// <returns>
    /// <see cref="DecodeStatus.Item"/>, <see cref="DecodeStatus.NeedMore"/>, or
    /// <see cref="DecodeStatus.Refused"/> at the end of a line that was too long.
    /// </returns>
    public static DecodeStatus Decode(
        scoped ref bool swallowing,
        Span<byte> input,
        int maxLineBytes,
        out int used,
        out ReadOnlySpan<byte> line,
        out int left)
    {
        left = input.Length;
        int from = 0;
        while (true)
        {
            int at = input[from..left].IndexOfAny((byte)'\n', Iac);
            if (at < 0)
            {
                return Unfinished(ref swallowing, left, maxLineBytes, out used, out line);
            }

            at += from;
            if (input[at] == '\n')
            {
                return Finished(ref swallowing, input, at, maxLineBytes, out used, out line);
            }

            int length = TelnetBytes(input[at..left]);
            if (length == 0)
            {
                // A command that is not whole. One that can't end within a line's length never will.
                return left - at > maxLineBytes
                    ? Endless(ref swallowing, left, out used, out line)
                    : Unfinished(ref swallowing, at, maxLineBytes, out used, out line);
            }

            input[(at + length)..left].CopyTo(input[at..]);
            left -= length;
            from = at;
        }
    }

    private static DecodeStatus Finished(
        scoped ref bool swallowing,
        Span<byte> input,
        int end,
        int maxLineBytes,
        out int used,
        out ReadOnlySpan<byte> line)
    {
        used = end + 1;
        int length = end > 0 && input[end - 1] == '\r' ? end - 1 : end;
        line = input[..length];
        bool tooLong = swallowing || length > maxLineBytes;
        swallowing = false;
        return tooLong ? DecodeStatus.Refused : DecodeStatus.Item;
    }

    private static DecodeStatus Unfinished(
        scoped ref bool swallowing, int length, int maxLineBytes, out int used, out ReadOnlySpan<byte> line)
    {
        line = default;
        used = 0;

        // One more than the limit may be the CR of a line that just fits.
        if (swallowing || length > maxLineBytes + 1)
        {
            swallowing = true;
            used = length;
        }

        return DecodeStatus.NeedMore;
    }

    private static DecodeStatus Endless(
        scoped ref bool swallowing, int length, out int used, out ReadOnlySpan<byte> line)
    {
        swallowing = true;
        used = length;
        line = default;
        return DecodeStatus.NeedMore;
    }

    /// <summary>Length of the telnet command at the start, or 0 when it is not whole.</summary>
    private static int TelnetBytes(ReadOnlySpan<byte> command)
    {
        if (command.Length < 2)
        {
            return 0;
        }

        byte code = command[1];
        if (code is >= FirstOption and <= LastOption)
        {
            return command.Length < 3 ? 0 : 3;
        }

        if (code != Subnegotiation)
        {
            return 2;
        }

        int end = command.IndexOf([Iac, SubnegotiationEnd]);
        return end < 0 ? 0 : end + 2;
    }
}
