using System.Text;

namespace SimpleClient.Terminal.Drawing;

/// <summary>
/// Writes the difference to the previous screen. Each changed row is written completely. Rows that
/// only moved up are scrolled. A terminal with synchronized output shows all changes at once.
/// </summary>
internal sealed class FrameWriter
{
    private const string Begin = "\u001B[?2026h\u001B[?25l";
    private const string End = "\u001B[?25h\u001B[?2026l";

    /// <summary>The content of an empty row.</summary>
    private const string Blank = "\u001B[K";

    private const string Wrapping = "\u001B[?7h";
    private const string NoWrapping = "\u001B[?7l";

    private string?[] _shown = [];
    private (int Row, int Column) _cursor = (-1, -1);

    /// <summary>
    /// Discards the stored content of the screen, because another program may have drawn on it.
    /// </summary>
    public void Forget() => _shown = [];

    /// <summary>The output that makes the screen show a frame.</summary>
    /// <returns>The output; empty when the screen already shows the frame.</returns>
    public string Write(Frame frame)
    {
        var all = new StringBuilder();
        if (_shown.Length != frame.Rows.Count)
        {
            _shown = new string?[frame.Rows.Count];
        }
        else if (Moved(frame) is > 0 and int by)
        {
            // Line feeds at the end of a scrolling region move its rows up on every terminal.
            int end = frame.Top + frame.Scrolling;
            all.Append($"\u001B[{frame.Top + 1};{end}r\u001B[{end};1H");
            all.Append('\n', by).Append("\u001B[r");
            Array.Copy(_shown, frame.Top + by, _shown, frame.Top, frame.Scrolling - by);
            Array.Fill(_shown, Blank, end - by, by);
        }

        WriteOneText(frame, all);
        for (int i = 0; i < frame.Rows.Count; i++)
        {
            if (_shown[i] != frame.Rows[i])
            {
                _shown[i] = frame.Rows[i];
                all.Append($"\u001B[{i + 1};1H{frame.Rows[i]}");
            }
        }

        var cursor = (frame.CursorRow, frame.CursorColumn);
        if (all.Length == 0 && cursor == _cursor)
        {
            return "";
        }

        _cursor = cursor;
        all.Append($"\u001B[{frame.CursorRow + 1};{frame.CursorColumn + 1}H");
        return $"{Begin}{all}{End}";
    }

    /// <summary>Writes the rows of one text together, so that the terminal breaks it.</summary>
    private void WriteOneText(Frame frame, StringBuilder all)
    {
        int rows = frame.OneText;
        if (rows == 0 || _shown.Take(rows).SequenceEqual(frame.Rows.Take(rows)))
        {
            return;
        }

        all.Append($"{Wrapping}\u001B[1;1H").AppendJoin("", frame.Rows.Take(rows))
            .Append(NoWrapping);
        for (int i = 0; i < rows; i++)
        {
            _shown[i] = frame.Rows[i];
        }
    }

    /// <summary>
    /// The number of rows by which the messages moved up; 0 when scrolling saves nothing.
    /// </summary>
    private int Moved(Frame frame)
    {
        int rows = frame.Scrolling;
        int top = frame.Top;
        if (rows == 0 || _shown[top + rows - 1] == frame.Rows[top + rows - 1])
        {
            return 0;
        }

        for (int by = 1; by <= rows / 2; by++)
        {
            int same = 0;
            while (same < rows - by && _shown[top + same + by] == frame.Rows[top + same])
            {
                same++;
            }

            bool isWorthIt = _shown[(top + by)..(top + rows)]
                .Any(static row => row is not null && row != Blank);
            if (same == rows - by && isWorthIt)
            {
                return by;
            }
        }

        return 0;
    }
}
