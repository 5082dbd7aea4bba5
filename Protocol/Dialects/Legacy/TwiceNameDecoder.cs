namespace Protocol.Dialects.Legacy;

/// <summary>
/// Finds the name of a client that sends its name twice: first without a prompt, and again after
/// the prompt. The copies may arrive separately, in one piece, or with first messages around them.
/// The client recognises the prompt only while no other output is sent. So the decision waits for
/// the second copy, or until the server stops waiting (<see cref="DialectState.Settled"/>).
/// </summary>
internal static class TwiceNameDecoder
{
    /// <summary>Finds the name.</summary>
    /// <param name="state">The connection's state.</param>
    /// <param name="input">All input so far.</param>
    /// <param name="pieces">Separates messages.</param>
    /// <param name="maxMessageBytes">The most bytes of text in a message.</param>
    /// <returns>A request for the name, or that more bytes are needed.</returns>
    public static Decoded Decode(
        ref DialectState state, Span<byte> input, PieceDecoder pieces, int maxMessageBytes)
    {
        LegacyState sent = LegacyState.Of(ref state);
        int first = sent.FirstBytes > 0 ? sent.FirstBytes : input.Length;
        ReadOnlySpan<byte> piece = PieceDecoder.Piece(
            input[..first], maxMessageBytes, out int used);
        if (used == 0 && !state.Settled)
        {
            // The piece ends in the middle of a character, so the next receive belongs to it.
            return PieceDecoder.More(input.Length);
        }

        if (piece.IsEmpty && used > 0)
        {
            sent.FirstBytes = sent.SeenBytes = 0;
            return PieceDecoder.Skipped(used, input.Length);
        }

        used = Math.Max(used, piece.Length);
        sent.FirstBytes = first;
        int left = input.Length;
        int fresh = Math.Max(sent.SeenBytes, used);
        int end = pieces.EndOfNames(piece);
        if (end == 0)
        {
            // The client sent an empty name, and no copy of it will follow.
            return PieceDecoder.Named(ref state, default, 0, left);
        }

        // If a whole piece arrives twice, it is the name, even with a colon in it.
        ReadOnlySpan<byte> names = end > 0 ? piece[..end] : piece;
        bool isDouble = PieceDecoder.Repeats(names, 2);
        bool isTriple = end > 0 && PieceDecoder.Repeats(names, 3);
        bool isGlued = end > 0 && (isDouble || isTriple);
        if (!isGlued && TryCutCopy(input, fresh, piece, pieces, ref left))
        {
            return PieceDecoder.Named(ref state, piece, used, left);
        }

        ReadOnlySpan<byte> half = names[..(isDouble ? names.Length / 2 : names.Length)];
        bool isCut = end > 0 && TryCutCopy(input, fresh, half, pieces, ref left);
        sent.SeenBytes = left;
        bool isComplete = isCut || (isTriple && !isDouble);
        if (!isComplete && !state.Settled && left < WireLimits.RequestOverheadBytes)
        {
            return PieceDecoder.More(left);
        }

        if (!isGlued)
        {
            return PieceDecoder.Repeats(piece, 2)
                ? Named(ref state, piece[..(piece.Length / 2)], piece, used, 0, left)
                : end < 0
                    ? Named(ref state, piece, default, used, 1, left)
                    : Named(ref state, names, default, 0, isCut ? 1 : 2, left);
        }

        // Two or three copies precede the first message, including the copy that belongs to it.
        ReadOnlySpan<byte> name = isTriple && !isCut ? names[..(names.Length / 3)] : half;
        int copies = (names.Length / name.Length) - 1;
        return Named(
            ref state,
            name,
            name.Length < half.Length ? half : default,
            names.Length - name.Length,
            isCut ? 0 : 2 - copies,
            left);
    }

    private static Decoded Named(
        ref DialectState state,
        ReadOnlySpan<byte> name,
        scoped ReadOnlySpan<byte> otherSpelling,
        int used,
        int copies,
        int left)
    {
        byte[] other = otherSpelling.ToArray();
        Decoded named = PieceDecoder.Named(ref state, name, used, left);
        LegacyState sent = LegacyState.Of(ref state);
        sent.OtherSpelling = other;
        sent.Copies = copies;
        return named;
    }

    /// <summary>
    /// Removes the second copy of the name if the input continues with it after the first.
    /// Otherwise the second copy would be decoded as a message.
    /// </summary>
    private static bool TryCutCopy(
        Span<byte> input, int from, ReadOnlySpan<byte> name, PieceDecoder pieces, ref int left)
    {
        Span<byte> fresh = input[from..];
        ReadOnlySpan<byte> piece = PieceDecoder.Piece(fresh, 0, out int used);
        int length = piece.SequenceEqual(name) ? used
            : piece.StartsWith(name) && pieces.StartsMessage(piece[name.Length..], name)
                ? name.Length
            : 0;
        fresh[length..].CopyTo(fresh);
        left -= length;
        return length > 0;
    }
}
