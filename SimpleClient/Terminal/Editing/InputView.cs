namespace SimpleClient.Terminal.Editing;

/// <summary>What is seen of an <see cref="InputLine"/>.</summary>
/// <param name="Text">The characters that are seen.</param>
/// <param name="CursorCells">Cells between the first of them and the cursor.</param>
/// <param name="Cells">Cells that they take.</param>
internal readonly record struct InputView(string Text, int CursorCells, int Cells);
