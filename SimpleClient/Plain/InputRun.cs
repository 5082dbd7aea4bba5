using Protocol;
using Protocol.Messages;
using SimpleClient.Lines;

namespace SimpleClient.Plain;

/// <summary>
/// Lines of the input that belong together: all of a pipe, and those of a person that come faster
/// than anybody types, because they were pasted at once. Within a run the empty lines between two
/// messages belong to the second one, and lines behind a refused <c>/join</c> are not sent to the
/// room from before.
/// </summary>
/// <param name="byHand">True when a person types the lines.</param>
/// <param name="time">The clock.</param>
internal sealed class InputRun(bool byHand, TimeProvider time)
{
    /// <summary>
    /// A person's line that comes so long after the answer to the one before begins a new run.
    /// Origin: pasted lines wait already when the answer comes, and nobody reads an answer and
    /// types a line in this time.
    /// </summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private (RequestVerb Verb, string Target) _last;
    private long? _endedAt;
    private int _emptyLines;

    /// <summary>The room that could not be entered; null: none.</summary>
    public string? RefusedRoom { get; private set; }

    /// <summary>A line is read.</summary>
    public void Begin()
    {
        if (byHand && _endedAt is { } ended && time.GetElapsedTime(ended) >= Pause)
        {
            _last = default;
            _emptyLines = 0;
            RefusedRoom = null;
        }
    }

    /// <summary>The line is done with.</summary>
    public void End() => _endedAt = time.GetTimestamp();

    /// <summary>The line was empty.</summary>
    public void AddEmptyLine() => _emptyLines++;

    /// <summary>Takes the empty lines between the message before and this one.</summary>
    /// <param name="verb">What is asked for.</param>
    /// <param name="target">The room or the person.</param>
    /// <param name="isShortened">True when there were more than a message may have.</param>
    /// <returns>Their number; 0 for the first message to a room or a person.</returns>
    public int TakeEmptyLines(RequestVerb verb, string target, out bool isShortened)
    {
        bool isMessage = verb is RequestVerb.Say or RequestVerb.Tell;
        int count = isMessage && _last == (verb, target) ? _emptyLines : 0;
        _last = isMessage ? (verb, target) : default;
        _emptyLines = 0;
        isShortened = count > WireLimits.EmptyLines;
        return Math.Min(count, WireLimits.EmptyLines);
    }

    /// <summary>A room was entered, or refused.</summary>
    public void Join(string room, bool isRefused) => RefusedRoom = isRefused ? room : null;

    /// <summary>True for a request that is meant for a room that could not be entered.</summary>
    /// <param name="typed">What is asked for.</param>
    public bool IsLost(TypedLine typed) => RefusedRoom is not null && typed.IsForOwnRoom;
}
