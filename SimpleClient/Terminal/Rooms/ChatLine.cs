namespace SimpleClient.Terminal.Rooms;

/// <summary>One line of a room, however many rows it takes. Texts are as they came.</summary>
internal sealed record ChatLine
{
    public required LineKind Kind { get; init; }

    /// <summary>When, in the reader's time zone.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who; empty for a line that is nobody's.</summary>
    public string Name { get; init; } = "";

    /// <summary>What.</summary>
    public string Text { get; init; } = "";

    /// <summary>Empty lines of a pasted block above it, which belong to its sender.</summary>
    public int EmptyLines { get; init; }

    /// <summary>The reader's name, where it is in the text; empty elsewhere.</summary>
    public string Mentioned { get; init; } = "";

    /// <summary>True for what the reader said.</summary>
    public bool IsOwn { get; init; }

    /// <summary>True until the server has confirmed own words.</summary>
    public bool IsPending { get; init; }

    /// <summary>True for what was said before the reader came.</summary>
    public bool IsPast { get; init; }

    /// <summary>Who came and went, for a line that counts them; null for others.</summary>
    public Presence? Presence { get; init; }

    /// <summary>
    /// About the bytes of memory that it takes: two for each character, and the objects around
    /// them (80 for the line, 24 for each of two strings, a place in a list).
    /// </summary>
    public int MemoryBytes =>
        136 + (2 * (Name.Length + Text.Length)) + (Presence?.MemoryBytes ?? 0);
}
