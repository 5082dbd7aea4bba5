namespace SimpleClient.Terminal.Editing;

/// <summary>The visible rows of an <see cref="InputLine"/>.</summary>
/// <param name="Rows">The rows, at least one.</param>
/// <param name="CursorRow">The row of the cursor, from 0.</param>
/// <param name="CursorCells">The cells between the start of that row and the cursor.</param>
internal sealed record InputRows(IReadOnlyList<string> Rows, int CursorRow, int CursorCells);
