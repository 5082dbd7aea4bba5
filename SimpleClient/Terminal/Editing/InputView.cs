namespace SimpleClient.Terminal.Editing;

/// <summary>The visible part of an <see cref="InputLine"/>.</summary>
/// <param name="Text">The visible characters.</param>
/// <param name="CursorCells">The cells between the start and the cursor.</param>
/// <param name="Cells">The cells of the text.</param>
internal readonly record struct InputView(string Text, int CursorCells, int Cells);
