namespace SimpleClient.Terminal.Rooms;

/// <summary>A page of a room's history that the client has requested.</summary>
/// <param name="Room">The room.</param>
/// <param name="Window">The window that shows it, if the user has not closed it.</param>
/// <param name="IsNewer">True for the lines after those that are shown.</param>
internal sealed record PastPage(ChatRoom Room, PastWindow Window, bool IsNewer);
