namespace SimpleClient.Terminal.Scrolling;

/// <summary>One line of a room; it may take several rows. Texts are unchecked.</summary>
internal sealed record ChatLine
{
    public required LineKind Kind { get; init; }

    /// <summary>The time, in the user's time zone.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The sender's name; empty for a line without a sender.</summary>
    public string Name { get; init; } = "";

    /// <summary>
    /// The receiver's name for a private message of the user; empty for other lines.
    /// </summary>
    public string Receiver { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>The number of empty lines of a pasted block above the line.</summary>
    public int EmptyLines { get; init; }

    /// <summary>
    /// The user's name, or a highlighted word, if the text contains it; empty when it does not.
    /// </summary>
    public string Mentioned { get; init; } = "";

    /// <summary>True for a message of the user.</summary>
    public bool IsOwn { get; init; }

    /// <summary>True until the server has confirmed the user's message.</summary>
    public bool IsPending { get; init; }

    /// <summary>
    /// The sender and the number of its request. A message that is sent again after a crash has the
    /// same two numbers.
    /// </summary>
    public (ulong SenderId, ulong RequestId) Origin { get; init; }

    /// <summary>True for a message that the server has lost in a crash.</summary>
    public bool IsLost { get; init; }

    /// <summary>True for a line of the history.</summary>
    public bool IsPast { get; init; }

    /// <summary>The number of a message in its room; 0 when the line has none.</summary>
    public ulong Sequence { get; init; }

    /// <summary>True for the message of a search that the user has chosen.</summary>
    public bool IsFound { get; init; }

    /// <summary>The joins and leaves that the line shows; null for other lines.</summary>
    public Presence? Presence { get; init; }

    /// <summary>
    /// The approximate bytes of memory of the line: two for each character, and the objects around
    /// them (112 for the line, 24 for each of two strings, an entry in a list).
    /// </summary>
    public int MemoryBytes =>
        168 + (2 * (Name.Length + Receiver.Length + Text.Length)) + (Presence?.MemoryBytes ?? 0);
}
