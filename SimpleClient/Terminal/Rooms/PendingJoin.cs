
namespace SimpleClient.Terminal.Rooms;

/// <summary>A requested room whose join has not been answered.</summary>
/// <param name="target">The room's name as typed.</param>
/// <param name="from">The room in which it was typed.</param>
internal sealed class PendingJoin(string target, ChatRoom from)
{
    public string Target { get; } = target;

    public ChatRoom From { get; } = from;

    /// <summary>
    /// True after the user has switched to another room. The answer must not switch rooms then.
    /// </summary>
    public bool IsForgotten { get; set; }

    /// <summary>True for a room that the client enters behind the shown one.</summary>
    public bool IsBehind { get; init; }

    /// <summary>True for a room that the client enters at its start.</summary>
    public bool IsAtStart { get; set; }

    /// <summary>
    /// The texts that were typed for this room while its join was pending. They are held in the
    /// place where they were typed.
    /// </summary>
    public List<HeldBlock> Held { get; } = [];

    /// <summary>True for the name of this room, in any case.</summary>
    public bool Is(string room) => Target.Equals(room, StringComparison.OrdinalIgnoreCase);
}
