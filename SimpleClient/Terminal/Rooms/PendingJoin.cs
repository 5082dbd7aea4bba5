
namespace SimpleClient.Terminal.Rooms;

/// <summary>A requested room whose join has not been answered.</summary>
/// <param name="target">The room's name as typed.</param>
/// <param name="from">The room in which it was typed.</param>
internal sealed class PendingJoin(string target, ChatRoom from)
{
    /// <summary>The room's name as typed.</summary>
    public string Target { get; } = target;

    /// <summary>The room in which it was typed.</summary>
    public ChatRoom From { get; } = from;

    /// <summary>
    /// True after the user showed another room: the answer must not switch rooms.
    /// </summary>
    public bool IsForgotten { get; set; }

    /// <summary>The texts typed for this room meanwhile, held where they were typed.</summary>
    public List<HeldBlock> Held { get; } = [];

    /// <summary>True for the name of this room, in any case.</summary>
    public bool Is(string room) => Target.Equals(room, StringComparison.OrdinalIgnoreCase);
}
