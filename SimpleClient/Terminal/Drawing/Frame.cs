namespace SimpleClient.Terminal.Drawing;

/// <summary>A whole screen, ready to be written.</summary>
/// <param name="Rows">
/// Each row as the terminal takes it, styles and all, from the top; it leaves the style as it was,
/// and blanks the cells that it does not write to.
/// </param>
/// <param name="Scrolling">Rows at the top that move up together when something is said.</param>
/// <param name="CursorRow">Where the cursor is, from 0.</param>
/// <param name="CursorColumn">Cells before the cursor.</param>
internal sealed record Frame(
    IReadOnlyList<string> Rows, int Scrolling, int CursorRow, int CursorColumn);
