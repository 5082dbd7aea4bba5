using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects;

/// <summary>
/// A way to write requests and events as bytes. A dialect only translates between bytes and
/// messages, and runs no commands. Dialects have no state, so one object serves all connections.
/// </summary>
public interface IDialect
{
    /// <summary>Its name in lower case, for logs and the lines printed at start.</summary>
    string Name { get; }

    /// <summary>
    /// False for a dialect that only recognises clients of another protocol. Such a dialect
    /// upgrades or rejects them.
    /// </summary>
    bool CarriesChat => true;

    /// <summary>
    /// True when the client sends HTTP requests. An upgrade then passes the connection to the code
    /// that serves HTTP.
    /// </summary>
    bool IsHttp => false;

    /// <summary>
    /// True when a client receives its own messages too. False when its terminal already shows what
    /// the user typed.
    /// </summary>
    bool Echoes { get; }

    /// <summary>
    /// True when the client is a program. A program sends its name without a prompt, and answers a
    /// keep-alive.
    /// </summary>
    bool IsForPrograms => false;

    /// <summary>
    /// True when a program connects, but a person then types the name. The login then has the
    /// deadline for people.
    /// </summary>
    bool AwaitsPerson => false;

    /// <summary>
    /// The server sends a keep-alive request at the latest after this silence of a client, in ms.
    /// </summary>
    long MaxPingMs => long.MaxValue;

    /// <summary>
    /// False when a connection from this machine's own address gets no extra rights. Through a
    /// proxy, people elsewhere may connect from this address too.
    /// </summary>
    bool MayBeLocal => true;

    /// <summary>
    /// True when a request is a line. The last line may then have no line end, and a paste may
    /// contain empty lines.
    /// </summary>
    bool IsLineBased => false;

    /// <summary>True when the server greets a client that sends nothing.</summary>
    bool IsGreeted => false;

    /// <summary>
    /// True when the welcome has to be the first event, because the client can read no event before
    /// it.
    /// </summary>
    bool OpensWithWelcome => false;

    /// <summary>
    /// How the server asks the clients for a name. Null when clients give it in a frame or a line,
    /// and the rules of the older chat programs do not apply.
    /// </summary>
    PromptRules? Prompting => null;

    /// <summary>
    /// The number of the encoding. All sessions with the same number get the same bytes for an
    /// event, so the event is encoded once for all of them. The catalog gives each dialect its
    /// number.
    /// </summary>
    /// <param name="state">The session's state.</param>
    /// <returns>The number.</returns>
    int EncodingOf(in DialectState state);

    /// <summary>Compares a client's first bytes with the opening of this dialect.</summary>
    /// <param name="first">At least one byte.</param>
    /// <returns>Whether the client speaks this dialect.</returns>
    Recognition Recognise(ReadOnlySpan<byte> first);

    /// <summary>Decodes one request at the start of a client's input.</summary>
    /// <param name="state">The state of this dialect for the connection.</param>
    /// <param name="input">
    /// The unused bytes, up to the end of the last receive. The dialect may change them in place.
    /// </param>
    /// <param name="maxMessageBytes">The most bytes of text in a message.</param>
    /// <returns>
    /// The result. When the input has <see cref="MaxInputBytes"/> bytes, a
    /// <see cref="DecodeStatus.NeedMore"/> has always used some of them, so the buffer cannot stay
    /// full.
    /// </returns>
    Decoded Decode(ref DialectState state, Span<byte> input, int maxMessageBytes);

    /// <summary>
    /// Writes an event. It writes nothing for events that this dialect does not have.
    /// </summary>
    /// <param name="writer">Receives the bytes; it overflows when they do not fit.</param>
    /// <param name="e">The event.</param>
    void Encode(ref ByteWriter writer, in ServerEvent e);

    /// <summary>The most bytes of unused input for messages of this size.</summary>
    /// <param name="maxMessageBytes">The most bytes of text in a message.</param>
    /// <returns>A number of bytes; a buffer of this size is always large enough.</returns>
    static int MaxInputBytes(int maxMessageBytes) =>
        Math.Max(maxMessageBytes + WireLimits.RequestOverheadBytes, WireLimits.HelloBytes)
        + FrameHeader.Bytes;
}
