namespace SimpleClient.Terminal.Chat;

/// <summary>A mention or a private message that the user has not seen.</summary>
/// <param name="Place">The room, or the person with <c>@</c>.</param>
/// <param name="Name">The sender.</param>
/// <param name="Text">The text, unchecked.</param>
internal sealed record Alert(string Place, string Name, string Text);
