namespace SimpleClient.Library;

/// <summary>One line of a list that the server sent.</summary>
/// <param name="Name">A person's or a room's name.</param>
/// <param name="Number">A person's id, or how many people are in the room.</param>
/// <param name="Text">A room's topic; empty for a person and for a room without one.</param>
public sealed record ChatListEntry(string Name, ulong Number, string Text);
