namespace SimpleClient.Library.Link;

/// <summary>The limits of a page of history.</summary>
/// <param name="Count">The most lines; 0: not given.</param>
/// <param name="Before">Only lines with lower sequence numbers; 0: not given.</param>
internal readonly record struct PageLimits(ulong Count, ulong Before);
