namespace Protocol.Messages;

/// <summary>
/// One request, decoded by a dialect: a verb, its arguments and the text. The texts are UTF-8
/// slices of the receive buffer, and are valid only until the request has been run. The bytes are
/// unchecked, exactly as the client sent them.
/// </summary>
public readonly ref struct ClientRequest
{
    /// <summary>The verb, or <see cref="RequestVerb.Line"/>.</summary>
    public RequestVerb Verb { get; init; }

    /// <summary>The client's number for this request, repeated in the reply; 0: none.</summary>
    public ulong Id { get; init; }

    /// <summary>
    /// The word of the command, without its slash, when the verb is
    /// <see cref="RequestVerb.Line"/>. Then <see cref="Text"/> holds all arguments, and the
    /// command's grammar splits them.
    /// </summary>
    public ReadOnlySpan<byte> CommandWord { get; init; }

    /// <summary>The name of a room or a member; empty: none.</summary>
    public ReadOnlySpan<byte> Target { get; init; }

    /// <summary>The text; empty: none.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>A number, for the verbs that have one; otherwise 0.</summary>
    public ulong Number { get; init; }

    /// <summary>
    /// The most lines of a page, or the most messages that a search returns; 0: not given.
    /// </summary>
    public ulong Count { get; init; }

    /// <summary>
    /// Only lines with lower sequence numbers are requested. In a search, only messages from before
    /// this time, in ms since 1970. 0: not given.
    /// </summary>
    public ulong Before { get; init; }
}
