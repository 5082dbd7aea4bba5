namespace Protocol.Framing;

/// <summary>
/// Finds lines (ended by LF or CRLF) in a stream of bytes and removes telnet commands. A line over
/// the limit is discarded as it arrives, in bounded memory, and reported once at its end.
/// </summary>
/// <remarks>
/// UTF-8 never contains the byte that starts a telnet command (IAC, 0xFF). So one vectorised search
/// for this byte or LF finds the end of an ordinary line. RFC 854 and 855.
/// </remarks>
public static class LineDecoder
{
    private const byte Iac = 0xFF;
    private const byte SubnegotiationEnd = 0xF0;
    private const byte Subnegotiation = 0xFA;
    private const byte FirstOption = 0xFB;
    private const byte LastOption = 0xFE;

    /// <summary>The lowest code of a telnet command (EOF). RFC 1184.</summary>
    private const byte FirstCommand = 0xEC;

    /// <summary>
    /// Input with an incomplete telnet command may exceed the line's limit by at most this many
    /// bytes. <see cref="Dialects.IDialect.MaxInputBytes"/> reserves the same number.
    /// </summary>
    private const int PendingBytes = FrameHeader.Bytes;

    /// <summary>Looks for one line at the start of <paramref name="input"/>.</summary>
    /// <param name="swallowing">
    /// The decoder's state between calls. It is false at first, and true while a line over the
    /// limit is discarded.
    /// </param>
    /// <param name="input">The bytes so far; telnet commands are removed from it in place.</param>
    /// <param name="maxLineBytes">The most bytes that a line may have, without its end.</param>
    /// <param name="used">Bytes used, even when no line was found.</param>
    /// <param name="line">The line without its end.</param>
    /// <param name="left">
    /// The number of bytes of <paramref name="input"/> that remain valid. It is smaller than the
    /// length of the input when telnet commands were removed from an incomplete line.
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
        int length = 0;
        while (true)
        {
            int found = input[from..].IndexOfAny((byte)'\n', Iac);
            int at = found < 0 ? input.Length : from + found;
            Gather(input, from, at, ref length);
            if (found < 0)
            {
                left = length;
                return Unfinished(ref swallowing, length, left, maxLineBytes, out used, out line);
            }

            if (input[at] == '\n')
            {
                used = at + 1;
                return Finished(ref swallowing, input[..length], maxLineBytes, out line);
            }

            if (!IsCommand(input[at..]))
            {
                // The byte is Latin-1 text and not a telnet command. It is kept, so that the line
                // is refused because it is not UTF-8.
                from = at + 1;
                Gather(input, at, from, ref length);
                continue;
            }

            int telnet = TelnetBytes(input[at..]);
            if (telnet == 0)
            {
                left = length;
                Gather(input, at, input.Length, ref left);
                return Unfinished(ref swallowing, length, left, maxLineBytes, out used, out line);
            }

            from = at + telnet;
        }
    }

    /// <summary>Appends a piece of the line to the pieces before it.</summary>
    private static void Gather(Span<byte> input, int from, int to, ref int length)
    {
        input[from..to].CopyTo(input[length..]);
        length += to - from;
    }

    private static DecodeStatus Finished(
        scoped ref bool swallowing, Span<byte> text, int maxLineBytes, out ReadOnlySpan<byte> line)
    {
        line = text is [.., (byte)'\r'] ? text[..^1] : text;
        bool tooLong = swallowing || line.Length > maxLineBytes;
        swallowing = false;
        return tooLong ? DecodeStatus.Refused : DecodeStatus.Item;
    }

    private static DecodeStatus Unfinished(
        scoped ref bool swallowing,
        int length,
        int left,
        int maxLineBytes,
        out int used,
        out ReadOnlySpan<byte> line)
    {
        line = default;

        // One byte more than the limit may be the CR of a line that just fits.
        swallowing |= length > maxLineBytes + 1;
        used = swallowing ? length : 0;
        if (used == 0 && left >= maxLineBytes + PendingBytes)
        {
            // An unfinished telnet command has filled the input: discard it like a line over the
            // limit.
            swallowing = true;
            used = left;
        }

        return DecodeStatus.NeedMore;
    }

    /// <summary>
    /// False when the byte IAC does not begin a telnet command, because the text is not UTF-8.
    /// </summary>
    private static bool IsCommand(ReadOnlySpan<byte> iac) =>
        iac.Length < 2 || iac[1] >= FirstCommand;

    /// <summary>Length of the telnet command at the start; 0 while it is incomplete.</summary>
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

        return code == Subnegotiation ? SubnegotiationBytes(command) : 2;
    }

    /// <summary>
    /// Length of the subnegotiation at the start; 0 while it is incomplete. Inside a
    /// subnegotiation, IAC IAC is an ordinary byte.
    /// </summary>
    private static int SubnegotiationBytes(ReadOnlySpan<byte> command)
    {
        int at = 2;
        while (true)
        {
            int iac = command[at..].IndexOf(Iac);
            if (iac < 0 || at + iac + 1 >= command.Length)
            {
                return 0;
            }

            at += iac + 2;
            if (command[at - 1] == SubnegotiationEnd)
            {
                return at;
            }
        }
    }
}
