namespace SimpleClient.Terminal.Chat.Overlays;

/// <summary>A line of an overlay.</summary>
/// <param name="Text">The text, unchecked.</param>
/// <param name="Choose">The action when the user chooses the line; null when there is none.</param>
internal sealed record OverlayLine(string Text, Action? Choose = null);
