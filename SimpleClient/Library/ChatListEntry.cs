namespace SimpleClient.Library;

/// <summary>One entry of a list of members or rooms.</summary>
/// <param name="Name">The name of a member or a room.</param>
/// <param name="Number">The id of a member, or the number of members of a room.</param>
/// <param name="Text">The topic of a room; empty for a member and for a room without one.</param>
public sealed record ChatListEntry(string Name, ulong Number, string Text);
