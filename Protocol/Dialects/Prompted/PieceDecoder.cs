using System.Buffers;
using System.Text;
using Protocol.Dialects.Text;
using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects.Prompted;

/// <summary>
/// Finds one message in what an unframed client sent. Its end is the end of the receive, a line
/// break, or the place where the client's own <c>NAME: </c> shows that the next one begins.
/// </summary>
/// <param name="writesItsName">The client writes its name before its messages.</param>
/// <param name="farewell">What it sends, behind its name, when it goes; empty: nothing.</param>
/// <param name="quitWord">The message with which it leaves, in any case; empty: none.</param>
internal sealed class PieceDecoder(bool writesItsName, byte[] farewell, byte[] quitWord)
{
    /// <summary>Between a name and a message.</summary>
    private static ReadOnlySpan<byte> Colon => ": "u8;

    /// <summary>Finds the name that the client opens with.</summary>
    /// <param name="state">The connection's state.</param>
    /// <param name="input">What was not used yet.</param>
    /// <param name="maxMessageBytes">Bytes of text that a message may have.</param>
    /// <returns>A request for the name, or that more is needed.</returns>
    public Decoded DecodeName(
        ref DialectState state, Span<byte> input, int maxMessageBytes)
    {
        ReadOnlySpan<byte> piece = Piece(input, maxMessageBytes, out int used);
        if (used == 0)
        {
            return More(input);
        }

        if (piece.IsEmpty)
        {
            return Skipped(used, input.Length);
        }

        int end = writesItsName ? EndOfNames(piece) : -1;
        if (end <= 0)
        {
            return Named(ref state, piece, used, input.Length);
        }

        // The first message has overtaken the name, or came glued to it: "bob: hi", "bobbob: hi".
        ReadOnlySpan<byte> names = piece[..end];
        if (Repeats(names, 2))
        {
            return Named(ref state, names[..(end / 2)], end / 2, input.Length);
        }

        state.Copies = 1;
        return Named(ref state, names, 0, input.Length);
    }

    /// <summary>Finds one message.</summary>
    /// <param name="state">The connection's state.</param>
    /// <param name="input">What was not used yet.</param>
    /// <param name="maxMessageBytes">Bytes of text that a message may have.</param>
    /// <returns>A request, or that there was none or more is needed.</returns>
    public Decoded DecodeMessage(
        ref DialectState state, Span<byte> input, int maxMessageBytes)
    {
        ReadOnlySpan<byte> piece = Piece(input, maxMessageBytes, out int used);
        if (used == 0)
        {
            return More(input);
        }

        if (!writesItsName || state.SentName is not { Length: > 0 } name)
        {
            return Message(piece, used, input.Length);
        }

        if (state.Doubled && IsSpelledTwice(piece, name))
        {
            // "dodo" was taken for "do" sent twice, and is a name of its own after all.
            state.Doubled = false;
            ReadOnlySpan<byte> spelling = piece[..(2 * name.Length)];
            return Named(
                ref state, spelling, piece.Length == spelling.Length ? used : 0, input.Length);
        }

        state.Doubled = false;

        if (IsCopy(ref state, piece, name, out int copied))
        {
            return Skipped(copied == piece.Length ? used : copied, input.Length);
        }

        if (IsFarewell(piece, name))
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
    /// Where the names at the start of a piece end: before the first colon, or before a farewell.
    /// </summary>
    /// <param name="piece">The piece.</param>
    /// <returns>A number of bytes; -1 when the piece has neither.</returns>
    public int EndOfNames(ReadOnlySpan<byte> piece)
    {
        int colon = piece.IndexOf(Colon);
        if (farewell.Length == 0)
        {
            return colon;
        }

        int goes = piece.IndexOf(farewell);
        return colon < 0 || (goes >= 0 && goes < colon) ? goes : colon;
    }

    /// <summary>True when a message or a farewell of this name begins here.</summary>
    /// <param name="piece">The bytes.</param>
    /// <param name="name">The name.</param>
    /// <returns>Whether one does.</returns>
    public bool StartsMessage(ReadOnlySpan<byte> piece, ReadOnlySpan<byte> name) =>
        piece.StartsWith(name)
        && (piece[name.Length..].StartsWith(Colon) || IsFarewell(piece, name));

    /// <summary>The bytes up to a line break or the end of the receive.</summary>
    /// <param name="input">What was not used yet.</param>
    /// <param name="maxMessageBytes">Bytes of text that a message may have.</param>
    /// <param name="used">
    /// Its length with the break; 0 when its last character is not whole.
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

        bool isCut = Rune.DecodeLastFromUtf8(input, out _, out _) == OperationStatus.NeedMoreData;
        used = isCut && input.Length < maxMessageBytes + WireLimits.RequestOverheadBytes
            ? 0
            : input.Length;
        return input is [.., (byte)'\r'] ? input[..^1] : input;
    }

    /// <summary>A request for a name, which is remembered as it was sent.</summary>
    /// <param name="state">The connection's state.</param>
    /// <param name="name">The name.</param>
    /// <param name="used">Bytes used.</param>
    /// <param name="left">Bytes of the input that count.</param>
    /// <returns>The request.</returns>
    public static Decoded Named(
        ref DialectState state, ReadOnlySpan<byte> name, int used, int left)
    {
        state.SentName = name.ToArray();
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

    /// <summary>True when the bytes are the same again so many times.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="times">2 or more.</param>
    /// <returns>Whether they are.</returns>
    public static bool Repeats(ReadOnlySpan<byte> bytes, int times)
    {
        int length = bytes.Length / times;
        return length > 0 && bytes.Length % times == 0
            && bytes[..^length].SequenceEqual(bytes[length..]);
    }

    /// <summary>Nothing can be said yet.</summary>
    /// <param name="input">What was not used yet.</param>
    /// <returns>That more is needed.</returns>
    public static Decoded More(ReadOnlySpan<byte> input) =>
        new() { Status = DecodeStatus.NeedMore, Left = input.Length };

    private static Decoded Skipped(int used, int left) =>
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
        if (!text.ContainsAnyExcept((byte)' '))
        {
            return Skipped(used, left);
        }

        return quitWord.Length > 0 && Ascii.EqualsIgnoreCase(text.Trim((byte)' '), quitWord)
            ? Quit(used, left)
            : new Decoded
            {
                Status = DecodeStatus.Item,
                Used = used,
                Left = left,
                Request = LineRequest.Read(text),
            };
    }

    private bool IsFarewell(ReadOnlySpan<byte> piece, ReadOnlySpan<byte> name) =>
        farewell.Length > 0
        && piece.StartsWith(name)
        && piece[name.Length..].SequenceEqual(farewell);

    /// <summary>
    /// A copy of the name by itself, or right before a message. It is counted off.
    /// </summary>
    private bool IsCopy(
        ref DialectState state, ReadOnlySpan<byte> piece, ReadOnlySpan<byte> name, out int bytes)
    {
        bytes = name.Length;
        bool isCopy = state.Copies > 0
            && piece.StartsWith(name)
            && (piece.Length == bytes || StartsMessage(piece[bytes..], name));
        state.Copies -= isCopy ? (byte)1 : (byte)0;
        return isCopy;
    }

    private bool IsSpelledTwice(ReadOnlySpan<byte> piece, ReadOnlySpan<byte> name) =>
        piece.Length >= 2 * name.Length
        && Repeats(piece[..(2 * name.Length)], 2)
        && piece.StartsWith(name)
        && (piece.Length == 2 * name.Length || StartsMessage(piece, piece[..(2 * name.Length)]));

    /// <summary>Where another message begins that came glued to this one; -1: nowhere.</summary>
    private int NextMessage(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        int from = 0;
        while (true)
        {
            int found = text[from..].IndexOf(name);
            if (found < 0)
            {
                return -1;
            }

            // A farewell that is all of a message is somebody who says so, not somebody who goes.
            int at = from + found;
            ReadOnlySpan<byte> rest = text[at..];
            if (rest[name.Length..].StartsWith(Colon) || (at > 0 && IsFarewell(rest, name)))
            {
                return at;
            }

            from = at + 1;
        }
    }
}
