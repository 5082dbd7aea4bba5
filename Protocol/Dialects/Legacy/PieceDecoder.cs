using System.Buffers;
using System.Text;
using Protocol.Commands;
using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects.Legacy;

/// <summary>
/// Finds one message in the input of a client whose protocol does not mark the end of a message. A
/// message ends at a line break, at the end of the received bytes, or where the next message begins
/// with the client's own <c>NAME: </c>.
/// </summary>
/// <param name="writesItsName">The client writes its name before its messages.</param>
/// <param name="leaving">
/// The text that the client sends after its name when it leaves. Empty if there is none.
/// </param>
/// <param name="quitWord">
/// The message that ends the client's session, in upper or lower case. Empty if there is none.
/// </param>
internal sealed class PieceDecoder(bool writesItsName, byte[] leaving, byte[] quitWord)
{
    /// <summary>The longest name, in bytes, that is recognised in front of messages.</summary>
    private const int MaxSentNameBytes = WireLimits.RequestOverheadBytes;

    /// <summary>The separator between a name and a message.</summary>
    private static ReadOnlySpan<byte> Colon => ": "u8;

    /// <summary>Finds the name at the start of a client's input.</summary>
    /// <param name="state">The connection's state.</param>
    /// <param name="input">The unused bytes.</param>
    /// <param name="maxMessageBytes">The most bytes of text in a message.</param>
    /// <returns>A request for the name, or that more bytes are needed.</returns>
    public Decoded DecodeName(ref DialectState state, Span<byte> input, int maxMessageBytes)
    {
        ReadOnlySpan<byte> piece = Piece(input, maxMessageBytes, out int used);
        if (used == 0)
        {
            return More(input.Length);
        }

        if (piece.IsEmpty || IsQuit(piece))
        {
            return piece.IsEmpty ? Skipped(used, input.Length) : Quit(used, input.Length);
        }

        int end = writesItsName ? EndOfNames(piece) : -1;
        if (end < 0)
        {
            return Named(ref state, piece, used, input.Length);
        }

        // "bob: hi": the client sent a message and no name. "bobbob: hi": the name and a message
        // arrived together. "dodo: hi" may be the name "dodo", or "do" twice.
        ReadOnlySpan<byte> names = piece[..end];
        bool isGlued = Repeats(names, 2);
        int length = isGlued ? end / 2 : end;
        Decoded named = Named(ref state, names[..length], end - length, input.Length);
        LegacyState sent = LegacyState.Of(ref state);
        sent.OtherSpelling = isGlued ? names.ToArray() : [];
        sent.Copies = isGlued || end == 0 ? 0 : 1;
        return named;
    }

    /// <summary>Finds one message.</summary>
    /// <param name="state">The connection's state.</param>
    /// <param name="input">The unused bytes.</param>
    /// <param name="maxMessageBytes">The most bytes of text in a message.</param>
    /// <returns>A request, or that there was none, or that more bytes are needed.</returns>
    public Decoded DecodeMessage(ref DialectState state, Span<byte> input, int maxMessageBytes)
    {
        ReadOnlySpan<byte> piece = Piece(input, maxMessageBytes, out int used);
        if (used == 0)
        {
            return More(input.Length);
        }

        if (!writesItsName || state.Memory is not LegacyState { SentName: { } name } sent)
        {
            return Message(piece, used, input.Length);
        }

        if (IsCopy(piece, name) && sent.Copies > 0)
        {
            sent.Copies--;
            return Skipped(piece.Length == name.Length ? used : name.Length, input.Length);
        }

        if (sent.OtherSpelling is { Length: > 0 } other
            && (IsCopy(piece, other) || StartsMessage(piece, other)))
        {
            // "dodo" was taken for "do" sent twice, but it is the name itself.
            bool isCopy = IsCopy(piece, other);
            int length = !isCopy ? 0 : piece.Length == other.Length ? used : other.Length;
            Decoded named = Named(ref state, piece[..other.Length], length, input.Length);
            LegacyState.Of(ref state).Copies = isCopy ? 0 : 1;
            return named;
        }

        if (IsLeavingText(piece, name))
        {
            return Quit(used, input.Length);
        }

        int from = StartsMessage(piece, name) ? name.Length + Colon.Length : 0;
        ReadOnlySpan<byte> text = piece[from..];
        int next = NextMessage(text, name);
        if (next >= 0)
        {
            text = text[..next];
            used = from + next;
        }

        return Message(text, used, input.Length);
    }

    /// <summary>
    /// Finds the end of the names at the start of a piece: the first colon, or the text that a
    /// client sends when it leaves.
    /// </summary>
    /// <param name="piece">The piece.</param>
    /// <returns>The end in bytes; -1 when the piece has neither.</returns>
    public int EndOfNames(ReadOnlySpan<byte> piece)
    {
        int colon = piece.IndexOf(Colon);
        int leaves = leaving.Length == 0 ? -1 : piece.IndexOf(leaving);
        return colon < 0 || (leaves >= 0 && leaves < colon) ? leaves : colon;
    }

    /// <summary>True when a message or the leaving text of this name begins here.</summary>
    /// <param name="piece">The bytes.</param>
    /// <param name="name">The name.</param>
    /// <returns>Whether one begins.</returns>
    public bool StartsMessage(ReadOnlySpan<byte> piece, ReadOnlySpan<byte> name) =>
        piece.StartsWith(name)
        && (piece[name.Length..].StartsWith(Colon) || IsLeavingText(piece, name));

    /// <summary>The bytes up to a line break or the end of the received bytes.</summary>
    /// <param name="input">The unused bytes.</param>
    /// <param name="maxMessageBytes">The most bytes of text in a message.</param>
    /// <param name="used">
    /// The length with the break; 0 when the last character is incomplete.
    /// </param>
    /// <returns>The piece without its break.</returns>
    public static ReadOnlySpan<byte> Piece(
        ReadOnlySpan<byte> input, int maxMessageBytes, out int used)
    {
        int end = input.IndexOf((byte)'\n');
        if (end >= 0)
        {
            used = end + 1;
            return input[..end] is [.., (byte)'\r'] ? input[..(end - 1)] : input[..end];
        }

        bool waits = input.Length < maxMessageBytes + WireLimits.RequestOverheadBytes
            && Rune.DecodeLastFromUtf8(input, out _, out _) == OperationStatus.NeedMoreData;
        used = waits ? 0 : input.Length;
        return input is [.., (byte)'\r'] ? input[..^1] : input;
    }

    /// <summary>Makes a request for a name, and stores the name as it was sent.</summary>
    /// <param name="state">The connection's state.</param>
    /// <param name="name">The name.</param>
    /// <param name="used">Bytes used.</param>
    /// <param name="left">The number of input bytes that remain valid.</param>
    /// <returns>The request.</returns>
    public static Decoded Named(
        ref DialectState state, ReadOnlySpan<byte> name, int used, int left)
    {
        state.Memory = new LegacyState
        {
            SentName = name.Length <= MaxSentNameBytes ? name.ToArray() : null,
        };
        return new Decoded
        {
            Status = DecodeStatus.Item,
            Used = used,
            Left = left,
            Request = new ClientRequest
            {
                Verb = RequestVerb.Name,
                Target = name.Trim((byte)' '),
            },
        };
    }

    /// <summary>True when the bytes are one sequence, repeated this many times.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="times">2 or more.</param>
    /// <returns>Whether they are.</returns>
    public static bool Repeats(ReadOnlySpan<byte> bytes, int times)
    {
        int length = bytes.Length / times;
        return length > 0 && bytes.Length % times == 0
            && bytes[..^length].SequenceEqual(bytes[length..]);
    }

    /// <summary>The result when more bytes are needed.</summary>
    /// <param name="left">The number of input bytes that remain valid.</param>
    /// <returns>The result.</returns>
    public static Decoded More(int left) =>
        new() { Status = DecodeStatus.NeedMore, Left = left };

    /// <summary>The result when the used bytes contained no request.</summary>
    /// <param name="used">Bytes used.</param>
    /// <param name="left">The number of input bytes that remain valid.</param>
    /// <returns>The result; decoding continues after the used bytes.</returns>
    public static Decoded Skipped(int used, int left) =>
        new() { Status = DecodeStatus.Skipped, Used = used, Left = left };

    private static Decoded Quit(int used, int left) => new()
    {
        Status = DecodeStatus.Item,
        Used = used,
        Left = left,
        Request = new ClientRequest { Verb = RequestVerb.Quit },
    };

    private Decoded Message(ReadOnlySpan<byte> text, int used, int left)
    {
        if (LineRequest.IsEmpty(text))
        {
            return Skipped(used, left);
        }

        return IsQuit(text)
            ? Quit(used, left)
            : new Decoded
            {
                Status = DecodeStatus.Item,
                Used = used,
                Left = left,
                Request = LineRequest.Read(text),
            };
    }

    private bool IsQuit(ReadOnlySpan<byte> text) =>
        quitWord.Length > 0 && Ascii.EqualsIgnoreCase(text.Trim((byte)' '), quitWord);

    private bool IsLeavingText(ReadOnlySpan<byte> piece, ReadOnlySpan<byte> name) =>
        leaving.Length > 0
        && piece.StartsWith(name)
        && piece[name.Length..].SequenceEqual(leaving);

    /// <summary>
    /// True if the piece is the name alone, or the name directly followed by a message of the
    /// same client.
    /// </summary>
    private bool IsCopy(ReadOnlySpan<byte> piece, ReadOnlySpan<byte> name) =>
        !name.IsEmpty
        && piece.StartsWith(name)
        && (piece.Length == name.Length || StartsMessage(piece[name.Length..], name));

    /// <summary>
    /// The position of the next message that is joined to this one. -1 when there is none.
    /// </summary>
    /// <remarks>
    /// The name is compared only in front of each colon. A search for the name would compare it at
    /// every byte of a text that repeats it. With a name of 500 bytes, such a search took 0.5 ms
    /// for 8 KiB.
    /// </remarks>
    private int NextMessage(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return -1;
        }

        // When the leaving text is the complete message, the user typed it and is not leaving.
        int last = text.Length - name.Length - leaving.Length;
        int leaves = last > 0 && IsLeavingText(text[last..], name) ? last : -1;
        for (int colon = text.IndexOf(Colon); colon >= 0;)
        {
            int at = colon - name.Length;
            if (at >= 0 && text[at..colon].SequenceEqual(name))
            {
                return leaves >= 0 ? Math.Min(at, leaves) : at;
            }

            int next = text[(colon + 1)..].IndexOf(Colon);
            colon = next < 0 ? -1 : colon + 1 + next;
        }

        return leaves;
    }
}
