using SimpleClient.Terminal.Scrolling;


namespace SimpleClient.Terminal.Rooms;

/// <summary>A text that waits until a room is entered.</summary>
/// <param name="Line">The line that shows the text while it waits.</param>
/// <param name="Typed">
/// The typed text. It includes the command to enter the room if that command is its first line.
/// </param>
/// <param name="IsBehindJoin">True when the first line of the text is that command.</param>
internal sealed record HeldBlock(ChatLine Line, string Typed, bool IsBehindJoin);
