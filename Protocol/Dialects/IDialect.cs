using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects;

/// <summary>
/// One way of writing requests and events as bytes. A dialect translates spelling and nothing else:
/// it does not know what a command does. One object serves all connections and has no state.
/// </summary>
public interface IDialect
{
    /// <summary>Its name, in lower case: for logs and the line printed at start.</summary>
    string Name { get; }

    /// <summary>
    /// False for one that only recognises clients of another protocol: it hands them over or sends
    /// them away.
    /// </summary>
    bool CarriesChat => true;

    /// <summary>
    /// True when a speaker sees its own messages come back; false where the terminal shows already
    /// what was typed.
    /// </summary>
    bool Echoes { get; }

    /// <summary>
    /// True where a program speaks: it has its name ready, and answers when it is asked whether it
    /// is there.
    /// </summary>
    bool IsForPrograms => false;

    /// <summary>
    /// A request is a line: the last one may have no end, and a paste has empty ones.
    /// </summary>
    bool IsLineBased => false;

    /// <summary>A person who only waits is greeted.</summary>
    bool IsGreeted => false;

    /// <summary>
    /// The first event that a client is sent has to be the welcome, or it sees none.
    /// </summary>
    bool OpensWithWelcome => false;

    /// <summary>
    /// How its clients are asked for a name; null where they give it in a frame or a line, and the
    /// rules of the older chat programs do not hold.
    /// </summary>
    PromptRules? Prompting => null;

    /// <summary>
    /// Who shares bytes: all sessions with the same number get the same bytes for the same event,
    /// so that it is encoded once for all of them. The catalog gives each dialect its number.
    /// </summary>
    /// <param name="state">The session's state.</param>
    /// <returns>The number.</returns>
    int EncodingOf(in DialectState state);

    /// <summary>Looks at a client's first bytes.</summary>
    /// <param name="first">At least one byte.</param>
    /// <returns>Whether they are this dialect.</returns>
    Recognition Recognise(ReadOnlySpan<byte> first);

    /// <summary>Looks for one request at the start of a client's bytes.</summary>
    /// <param name="state">What this dialect remembers of the connection.</param>
    /// <param name="input">
    /// The unused bytes so far, up to the end of what was received last; the dialect may change
    /// them in place.
    /// </param>
    /// <param name="maxMessageBytes">Bytes of text that a message may have.</param>
    /// <returns>
    /// What was found. Input as long as <see cref="MaxInputBytes"/> is never answered by
    /// <see cref="DecodeStatus.NeedMore"/> without any of it being used.
    /// </returns>
    Decoded Decode(ref DialectState state, Span<byte> input, int maxMessageBytes);

    /// <summary>
    /// Writes an event. It writes nothing for one that this dialect does not tell its clients.
    /// </summary>
    /// <param name="writer">Where to; what does not fit overflows it.</param>
    /// <param name="e">The event.</param>
    void Encode(ref ByteWriter writer, in ServerEvent e);

    /// <summary>Bytes that unused input can come to, for messages of this size.</summary>
    /// <param name="maxMessageBytes">Bytes of text that a message may have.</param>
    /// <returns>A number of bytes: a buffer of this size is always enough.</returns>
    static int MaxInputBytes(int maxMessageBytes) =>
        Math.Max(maxMessageBytes + WireLimits.RequestOverheadBytes, WireLimits.HelloBytes)
        + FrameHeader.Bytes;
}
