namespace Protocol.Messages;

/// <summary>
/// One request as a dialect understood it: a verb, its arguments and the text, all UTF-8 and all
/// slices of the receive buffer, valid only until the request has been run. The bytes are as the
/// client sent them: nothing about them has been checked.
/// </summary>
public readonly ref struct ClientRequest
{
    /// <summary>The verb, or <see cref="RequestVerb.Spelled"/>.</summary>
    public RequestVerb Verb { get; init; }

    /// <summary>
    /// The client's number for this request, repeated in the reply; 0 when it gave none.
    /// </summary>
    public ulong Id { get; init; }

    /// <summary>
    /// The command as a person typed it, without its slash, when the verb is
    /// <see cref="RequestVerb.Spelled"/>; then all arguments are still together in
    /// <see cref="Text"/>, and the command's grammar splits them.
    /// </summary>
    public ReadOnlySpan<byte> Spelling { get; init; }

    /// <summary>A room's or a person's name; empty when none was given.</summary>
    public ReadOnlySpan<byte> Target { get; init; }

    /// <summary>The text; empty when none was given.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>A number, for the verbs that take one; 0 otherwise.</summary>
    public ulong Number { get; init; }
}
