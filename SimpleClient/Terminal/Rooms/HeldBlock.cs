
namespace SimpleClient.Terminal.Rooms;

/// <summary>A text that waits until a room is entered.</summary>
/// <param name="Line">How it is shown while it waits.</param>
/// <param name="Typed">
/// The text as it was typed, with the command to enter the room when that is its first line.
/// </param>
/// <param name="IsBehindJoin">True when the first line of the text is that command.</param>
internal sealed record HeldBlock(ChatLine Line, string Typed, bool IsBehindJoin);
