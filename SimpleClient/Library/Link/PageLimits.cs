namespace SimpleClient.Library.Link;

/// <summary>The limits of a page of history or of a search.</summary>
/// <param name="Count">The most lines; 0 when it is not given.</param>
/// <param name="Before">
/// Only lines with lower sequence numbers, or from before this time; 0 when it is not given.
/// </param>
/// <param name="Asked">
/// A value of the caller that the answer has again; null when there is none.
/// </param>
internal readonly record struct PageLimits(ulong Count, ulong Before, object? Asked = null);
