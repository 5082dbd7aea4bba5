namespace SimpleClient.Terminal.Editing;

/// <summary>The unsent text of one room.</summary>
/// <param name="Text">The text.</param>
/// <param name="Cursor">The UTF-16 units before the cursor.</param>
/// <param name="Unfinished">
/// The text that was in the line when an older line was recalled; null when none was recalled.
/// </param>
internal sealed record Draft(string Text, int Cursor, string? Unfinished)
{
    public static Draft Empty { get; } = new("", 0, null);
}
