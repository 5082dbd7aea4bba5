namespace SimpleClient.Terminal.Text;

/// <summary>A piece of text in one style.</summary>
/// <param name="Text">The text, safe to draw.</param>
/// <param name="Style">How it is drawn.</param>
/// <param name="Link">The address that it is (a part of); empty for none.</param>
internal readonly record struct Span(string Text, Style Style, string Link = "");
