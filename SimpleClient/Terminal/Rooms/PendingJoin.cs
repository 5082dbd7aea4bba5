
namespace SimpleClient.Terminal.Rooms;

/// <summary>A room that the reader asked for and that has not answered yet.</summary>
/// <param name="target">The room, as it was typed.</param>
/// <param name="from">The room in which it was typed.</param>
internal sealed class PendingJoin(string target, ChatRoom from)
{
    /// <summary>The room, as it was typed.</summary>
    public string Target { get; } = target;

    /// <summary>The room in which it was typed.</summary>
    public ChatRoom From { get; } = from;

    /// <summary>True once the reader went elsewhere: not to be taken from there.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>What was typed for it meanwhile, as it waits where it was typed.</summary>
    public List<HeldBlock> Held { get; } = [];

    /// <summary>True for that room; case does not matter.</summary>
    public bool Is(string room) => Target.Equals(room, StringComparison.OrdinalIgnoreCase);
}
