namespace EventLoopServer.Chat.Storage;

/// <summary>A search for words. Its answer has the newest lines first.</summary>
/// <param name="words">At most 8 words of 64 bytes, as typed. They have no syntax.</param>
/// <param name="count">Most hits.</param>
internal sealed class SearchQuery(IReadOnlyList<string> words, int count) : StoreQuery
{
    public IReadOnlyList<string> Words { get; } = words;

    public int Count { get; } = count;

    /// <summary>Only lines of this room; null for all rooms.</summary>
    public string? Room { get; init; }

    /// <summary>Only lines from senders with this name; null for all senders.</summary>
    public string? From { get; init; }

    /// <summary>Only lines before this time, in ms since 1970; 0 when not used.</summary>
    public long BeforeMs { get; init; }

    /// <summary>
    /// Most messages that the search reads. The index does not have names and rooms. So a search
    /// for one user's lines with a common word would read all messages with the word, while pages
    /// and other searches wait.
    /// </summary>
    public int MaxRead { get; init; } = 20_000;

    /// <summary>
    /// When the search ended early, the time before which it has read no messages, in ms since
    /// 1970. 0 when it has read all messages.
    /// </summary>
    public long UnreadBeforeMs { get; set; }

    /// <summary>The answer, newest first.</summary>
    public IReadOnlyList<StoredLine> Lines { get; set; } = [];
}
