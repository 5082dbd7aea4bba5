namespace SimpleClient.Terminal.Text;

/// <summary>A piece of text in one style.</summary>
/// <param name="Text">The text, safe to draw.</param>
/// <param name="Style">Its style.</param>
/// <param name="Link">The address that the text belongs to; empty when there is none.</param>
internal readonly record struct Span(string Text, Style Style, string Link = "");
