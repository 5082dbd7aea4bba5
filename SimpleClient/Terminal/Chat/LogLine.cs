namespace SimpleClient.Terminal.Chat;

/// <summary>A message for the log.</summary>
/// <param name="Place">The room, or the person with <c>@</c>.</param>
/// <param name="Time">The time, in the user's time zone.</param>
/// <param name="Name">The sender.</param>
/// <param name="Text">The text, unchecked.</param>
/// <param name="IsAction">True for an action, such as <c>* alice waves</c>.</param>
internal sealed record LogLine(
    string Place, DateTimeOffset Time, string Name, string Text, bool IsAction);
