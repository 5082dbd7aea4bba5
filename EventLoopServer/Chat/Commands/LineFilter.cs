using System.Text;
using EventLoopServer.Sentences;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// The words of <c>/history</c> and <c>/search</c>: filters such as <c>before:2026-05-01</c>, and
/// other words. The room filter (<c>in:ROOM</c>) is ignored here, because the request already has
/// it as its target.
/// </summary>
internal sealed class LineFilter
{
    private static readonly int s_firstDay = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>The words that are not filters.</summary>
    public List<string> Words { get; } = [];

    /// <summary>The sender's name; null when not given.</summary>
    public string? From { get; private set; }

    /// <summary>Only lines before this time match, in ms since 1970; 0 when not given.</summary>
    public long BeforeMs { get; private set; }

    /// <summary>Why the words are invalid; null when they are valid.</summary>
    public string? Fault { get; private set; }

    public static LineFilter Read(ReadOnlySpan<byte> text)
    {
        var filter = new LineFilter();
        foreach (string word in Encoding.UTF8.GetString(text).Split(
            [' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            filter.Add(word);
        }

        return filter;
    }

    /// <summary>Adds a fault, unless there is one already.</summary>
    public void Refuse(string fault) => Fault ??= fault;

    private void Add(string word)
    {
        if (ValueOf(word, "before:") is { } date)
        {
            BeforeMs = ReadDate(date);
            if (BeforeMs == 0)
            {
                Refuse(ChatSentences.NoDate(Quote(date)));
            }
        }
        else if (ValueOf(word, "from:") is { } from)
        {
            From = from;
        }
        else if (ValueOf(word, "in:") is null)
        {
            Words.Add(word);
        }
    }

    /// <summary>A word, made safe and short for a refusal.</summary>
    public static string Quote(string word) =>
        CommandContext.Quote(Encoding.UTF8.GetBytes(word));

    /// <summary>
    /// Reads a date, or a date and a time with a T between them. Both are in UTC, as in the output.
    /// </summary>
    /// <returns>Milliseconds since 1970; 0 when the text is not a date.</returns>
    private static long ReadDate(string text)
    {
        string[] parts = text.Split('T');
        if (parts.Length > 2
            || !DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", out DateOnly date)
            || !TimeOnly.TryParseExact(
                parts.ElementAtOrDefault(1) ?? "00:00", "HH:mm", out TimeOnly time))
        {
            return 0;
        }

        TimeSpan since = TimeSpan.FromDays(date.DayNumber - s_firstDay) + time.ToTimeSpan();
        return Math.Max(1, (long)since.TotalMilliseconds);
    }

    private static string? ValueOf(string word, string filter) =>
        word.Length > filter.Length
        && word.StartsWith(filter, StringComparison.OrdinalIgnoreCase)
            ? word[filter.Length..]
            : null;
}
