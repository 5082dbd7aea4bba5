namespace Protocol.Dialects;

/// <summary>
/// How a server opens a conversation with a legacy client. Such clients have no frames: they take
/// each receive as one message. So a text that has to be a message of its own must arrive alone,
/// and the server pauses between sends. A line of such a dialect begins with a line break instead
/// of ending with one. The server omits the break when it has sent no output before. Such a client
/// notices the end of a connection only when the connection is reset.
/// </summary>
public sealed record PromptRules
{
    /// <summary>
    /// How long the server waits, in ms, for a client that sends first, when such clients share a
    /// port with clients that wait.
    /// </summary>
    public const int SpeaksFirstMs = 500;

    /// <summary>
    /// A name that arrives within this time after the prompt was sent, in ms, was not typed by a
    /// user who had read the prompt.
    /// </summary>
    public const int UnreadPromptMs = 300;

    /// <summary>
    /// How long the server waits for the second copy of a name, in ms. The time starts when the
    /// first copy arrives. The client looks at the prompt only after its user has typed the name,
    /// which may take a minute.
    /// </summary>
    public const int SecondNameMs = 300;

    /// <summary>
    /// The pause between two sends that have to arrive in two receives, in ms. It is longer than a
    /// network takes to retransmit a lost packet.
    /// </summary>
    public const int ApartMs = 200;

    /// <summary>The prompt for a name; empty: the client sends its name without one.</summary>
    public ReadOnlyMemory<byte> Prompt { get; init; }

    /// <summary>
    /// The client sends its name without a prompt, and again after the prompt. It recognises the
    /// prompt only when a receive has no other bytes, so no other output is sent before the second
    /// copy.
    /// </summary>
    public bool NameComesTwice { get; init; }

    /// <summary>
    /// The answer to a name that is taken, before the next prompt. Empty when the client cannot be
    /// asked again and gets another name.
    /// </summary>
    public ReadOnlyMemory<byte> TakenAnswer { get; init; }

    /// <summary>The answer to a name has to arrive alone.</summary>
    public bool WelcomeStandsAlone { get; init; }
}
