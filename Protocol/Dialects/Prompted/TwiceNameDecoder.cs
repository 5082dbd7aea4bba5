using Protocol.Framing;

namespace Protocol.Dialects.Prompted;

/// <summary>
/// Finds the name of a client that sends it unasked and again when it is asked. The copies may come
/// apart, in one piece, or with first messages around them, and the client takes the prompt for one
/// only while nothing else is sent: so the decision waits for the second copy, or until the server
/// says that it has waited long enough (<see cref="DialectState.Settled"/>).
/// </summary>
internal static class TwiceNameDecoder
{
    /// <summary>Finds the name.</summary>
    /// <param name="state">The connection's state.</param>
    /// <param name="input">All that came so far.</param>
    /// <param name="pieces">How messages are told apart.</param>
    /// <param name="maxMessageBytes">Bytes of text that a message may have.</param>
    /// <returns>A request for the name, or that more is needed.</returns>
    public static Decoded Decode(
        ref DialectState state, Span<byte> input, PieceDecoder pieces, int maxMessageBytes)
    {
        if (state.FirstBytes == 0)
        {
            state.FirstBytes = input.Length;
        }

        ReadOnlySpan<byte> piece = PieceDecoder.Piece(
            input[..state.FirstBytes], maxMessageBytes, out int used);
        if (piece.IsEmpty && used > 0)
        {
            state.FirstBytes = 0;
            state.SeenBytes = 0;
            return new Decoded { Status = DecodeStatus.Skipped, Used = used, Left = input.Length };
        }

        if (used == 0 && !state.Settled)
        {
            // It ends in the middle of a character: the next receive belongs to it.
            state.FirstBytes = 0;
            return new Decoded { Status = DecodeStatus.NeedMore, Left = input.Length };
        }

        used = Math.Max(used, piece.Length);
        int end = pieces.EndOfNames(piece);
        ReadOnlySpan<byte> name = end > 0 ? OneOf(piece[..end]) : piece;
        int left = input.Length;
        bool isComplete = (end > 0 && end == 3 * name.Length)
            || TryCutCopy(input, Math.Max(state.SeenBytes, used), name, pieces, ref left);
        state.SeenBytes = left;
        if (!isComplete && !state.Settled && left < WireLimits.RequestOverheadBytes)
        {
            return new Decoded { Status = DecodeStatus.NeedMore, Left = left };
        }

        if (end > 0)
        {
            // Copies before the first message, which stays for later.
            int names = end - name.Length;
            state.Copies = (byte)(isComplete ? 0 : 2 - (names / name.Length));
            return PieceDecoder.Named(ref state, name, names, left);
        }

        if (!isComplete && PieceDecoder.Repeats(name, 2))
        {
            state.Doubled = true;
            return PieceDecoder.Named(ref state, name[..(name.Length / 2)], used, left);
        }

        state.Copies = isComplete ? (byte)0 : (byte)1;
        return PieceDecoder.Named(ref state, name, used, left);
    }

    /// <summary>"bobbobbob" and "bobbob" before a colon are "bob", sent again.</summary>
    private static ReadOnlySpan<byte> OneOf(ReadOnlySpan<byte> names) =>
        PieceDecoder.Repeats(names, 3) ? names[..(names.Length / 3)]
        : PieceDecoder.Repeats(names, 2) ? names[..(names.Length / 2)]
        : names;

    /// <summary>
    /// Takes the second copy out of what came after the first, when it begins there: nothing of it
    /// is left to be mistaken for a message.
    /// </summary>
    private static bool TryCutCopy(
        Span<byte> input,
        int from,
        ReadOnlySpan<byte> name,
        PieceDecoder pieces,
        ref int left)
    {
        Span<byte> fresh = input[from..];
        ReadOnlySpan<byte> piece = PieceDecoder.Piece(fresh, fresh.Length, out int used);
        int length = piece.SequenceEqual(name) ? Math.Max(used, piece.Length)
            : piece.StartsWith(name) && pieces.StartsMessage(piece[name.Length..], name)
                ? name.Length
            : 0;
        fresh[length..].CopyTo(fresh);
        left -= length;
        return length > 0;
    }
}
