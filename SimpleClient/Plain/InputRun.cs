using Protocol;
using Protocol.Messages;
using SimpleClient.Lines;

namespace SimpleClient.Plain;

/// <summary>
/// A run of input lines that belong together. It is all lines of a pipe, or typed lines that follow
/// each other too quickly for a person and were therefore pasted. Within a run, the empty lines
/// between two messages belong to the second message. After a refused <c>/join</c>, the lines of
/// the run are not sent to the room that was current before.
/// </summary>
/// <param name="byHand">True when a person types the lines.</param>
/// <param name="time">The clock.</param>
internal sealed class InputRun(bool byHand, TimeProvider time)
{
    /// <summary>
    /// A typed line that arrives this long after the previous answer begins a new run. Origin:
    /// pasted lines are already there when the answer arrives. A person cannot read an answer and
    /// type a line in this time.
    /// </summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private (RequestVerb Verb, string Target) _last;
    private long? _endedAt;
    private int _emptyLines;

    /// <summary>The room that could not be entered; null when there is none.</summary>
    public string? RefusedRoom { get; private set; }

    /// <summary>Begins the next line.</summary>
    public void Begin()
    {
        if (byHand && _endedAt is { } ended && time.GetElapsedTime(ended) >= Pause)
        {
            _last = default;
            _emptyLines = 0;
            RefusedRoom = null;
        }
    }

    /// <summary>Ends a line after its answer.</summary>
    public void End() => _endedAt = time.GetTimestamp();

    public void AddEmptyLine() => _emptyLines++;

    /// <summary>Returns the empty lines between the previous message and this one.</summary>
    /// <param name="verb">The verb of the request.</param>
    /// <param name="target">The room or the receiver.</param>
    /// <param name="isShortened">
    /// True when there were more empty lines than a message can have.
    /// </param>
    /// <returns>
    /// The number of empty lines; 0 for the first message to a room or a receiver.
    /// </returns>
    public int TakeEmptyLines(RequestVerb verb, string target, out bool isShortened)
    {
        bool isMessage = verb is RequestVerb.Say or RequestVerb.Tell;
        int count = isMessage && _last == (verb, target) ? _emptyLines : 0;
        _last = isMessage ? (verb, target) : default;
        _emptyLines = 0;
        isShortened = count > WireLimits.EmptyLines;
        return Math.Min(count, WireLimits.EmptyLines);
    }

    /// <summary>Stores the result of a request to enter a room.</summary>
    public void Join(string room, bool isRefused) => RefusedRoom = isRefused ? room : null;

    /// <summary>True for a request about a room that the client could not enter.</summary>
    /// <param name="typed">The request.</param>
    public bool IsLost(TypedLine typed) => RefusedRoom is not null && typed.IsForOwnRoom;
}
