namespace Protocol.Dialects;

/// <summary>
/// How a server opens a conversation with a client of one of the older chat programs. Those have no
/// frames: one receive is one message, so what has to be understood by itself has to arrive by
/// itself, and that takes pauses. The lines of such a dialect begin with a line break instead of
/// ending with one, and the server leaves it out where nothing stands before it; and such a client
/// notices the end of a connection only when it is reset.
/// </summary>
public sealed record PromptRules
{
    /// <summary>
    /// How long a client may take to speak unasked where one that does shares a port with one that
    /// waits, in ms.
    /// </summary>
    public const int SpeaksFirstMs = 500;

    /// <summary>
    /// A name that came no later than this after the prompt left, in ms, was not typed by a person
    /// who had read the prompt.
    /// </summary>
    public const int UnreadPromptMs = 300;

    /// <summary>
    /// How long the second copy of a name is waited for, in ms. It counts from the first copy: a
    /// person may have let the prompt wait for a minute, and the client looks at it only then.
    /// </summary>
    public const int SecondNameMs = 300;

    /// <summary>
    /// Silence between two sends that are to arrive in two receives, in ms: longer than a network
    /// takes to send a lost packet again.
    /// </summary>
    public const int ApartMs = 200;

    /// <summary>What the client is asked with; empty: it gives its name unasked.</summary>
    public ReadOnlyMemory<byte> Prompt { get; init; }

    /// <summary>
    /// The client sends its name by itself and once more when it is asked. It takes the prompt for
    /// one only when a receive holds nothing else, so nothing else is sent before the second copy.
    /// </summary>
    public bool NameComesTwice { get; init; }

    /// <summary>
    /// What a client is told whose name is taken, before it is asked again; empty: it cannot be
    /// asked again and gets another name.
    /// </summary>
    public ReadOnlyMemory<byte> TakenAnswer { get; init; }

    /// <summary>Nothing may arrive together with the answer to a name.</summary>
    public bool WelcomeStandsAlone { get; init; }
}
