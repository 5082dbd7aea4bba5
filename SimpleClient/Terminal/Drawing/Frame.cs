namespace SimpleClient.Terminal.Drawing;

/// <summary>A complete screen, ready to be written.</summary>
/// <param name="Rows">
/// The rows from the top, as text and escape sequences. Each row restores the style, and blanks the
/// cells that it does not use.
/// </param>
/// <param name="Top">The number of rows above those that scroll.</param>
/// <param name="Scrolling">The rows that scroll up when a message arrives.</param>
/// <param name="CursorRow">The row of the cursor, from 0.</param>
/// <param name="CursorColumn">The cells before the cursor.</param>
internal sealed record Frame(
    IReadOnlyList<string> Rows, int Top, int Scrolling, int CursorRow, int CursorColumn)
{
    /// <summary>
    /// The number of first rows that are one text. The terminal breaks it, so that a selection with
    /// the mouse has no line breaks.
    /// </summary>
    public int OneText { get; init; }
}
