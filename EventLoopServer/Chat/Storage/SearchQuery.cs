namespace EventLoopServer.Chat.Storage;

/// <summary>A search for words, newest first.</summary>
/// <param name="words">At most 8 words of 64 bytes, as they were typed: no syntax.</param>
/// <param name="count">Hits at most.</param>
internal sealed class SearchQuery(IReadOnlyList<string> words, int count) : StoreQuery
{
    public IReadOnlyList<string> Words { get; } = words;

    public int Count { get; } = count;

    /// <summary>In this room only; null: in all.</summary>
    public string? Room { get; init; }

    /// <summary>From senders of this name only; null: from all.</summary>
    public string? From { get; init; }

    /// <summary>Lines from before this time only, ms since 1970; 0: not used.</summary>
    public long BeforeMs { get; init; }

    /// <summary>
    /// Messages that are read at most. Names and rooms are not in the index, so a search for a
    /// common word from one user reads all messages with the word, while pages and other searches
    /// wait.
    /// </summary>
    public int MaxRead { get; init; } = 20_000;

    /// <summary>
    /// The search ended early: it has not read messages from before this time, ms since 1970; 0: it
    /// has read all.
    /// </summary>
    public long UnreadBeforeMs { get; set; }

    /// <summary>The answer, newest first.</summary>
    public IReadOnlyList<StoredLine> Lines { get; set; } = [];
}
