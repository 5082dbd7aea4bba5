using System.Text;
using SimpleClient.Lines;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Plain;

/// <summary>
/// A line typed at a terminal whose echo is off. This class draws the characters. A password after
/// <c>/oper</c> or <c>/pass</c> is drawn as asterisks from its first character. Erasing the
/// password after the line is complete would be too late, because a terminal may have stored it in
/// its scrollback. It would also erase other rows when a message arrives meanwhile.
/// </summary>
/// <param name="readKey">Waits for a key.</param>
/// <param name="output">The terminal.</param>
internal sealed class EchoedLine(Func<ConsoleKeyInfo> readKey, TextWriter output)
{
    private const char EndOfInput = '\u0004';

    /// <summary>Cells between two tab stops of a terminal.</summary>
    private const int TabCells = 8;

    private readonly StringBuilder _line = new();

    /// <summary>
    /// The length of each typed character in UTF-16 units, and its width in cells.
    /// </summary>
    private readonly Stack<(int Chars, int Cells)> _typed = [];
    private int _cells;
    private char _highSurrogate;

    /// <summary>Reads a line.</summary>
    /// <returns>The line without its end; null at the end of the input.</returns>
    public string? Read()
    {
        _line.Clear();
        _typed.Clear();
        _cells = 0;
        while (true)
        {
            ConsoleKeyInfo key = readKey();
            if (key.Key == ConsoleKey.Enter || key.KeyChar is '\r' or '\n')
            {
                Draw("\n");
                return _line.ToString();
            }

            if (key.KeyChar == EndOfInput)
            {
                return _typed.Count == 0 ? null : _line.ToString();
            }

            Press(key);
        }
    }

    private void Press(ConsoleKeyInfo key)
    {
        if (key.Key == ConsoleKey.Backspace || key.KeyChar is '\b' or '\u007F')
        {
            Erase(1);
        }
        else if (key.Key == ConsoleKey.U && key.Modifiers == ConsoleModifiers.Control)
        {
            Erase(_typed.Count);
        }
        else if (char.IsHighSurrogate(key.KeyChar))
        {
            // The low surrogate arrives as the next key.
            _highSurrogate = key.KeyChar;
        }
        else if (char.IsLowSurrogate(key.KeyChar) && _highSurrogate != '\0')
        {
            Add($"{_highSurrogate}{key.KeyChar}");
            _highSurrogate = '\0';
        }
        else if (key.KeyChar == '\t' || !char.IsControl(key.KeyChar))
        {
            Add($"{key.KeyChar}");
        }
    }

    private void Add(string character)
    {
        int at = _line.Length;
        _line.Append(character);
        int secret = TypedLine.SecretFrom(_line.ToString());
        string drawn = secret >= 0 && at >= secret ? "*"
            : character == "\t" ? new string(' ', TabCells - (_cells % TabCells))
            : character;
        int cells = CellWidth.Of(drawn);
        _typed.Push((character.Length, cells));
        _cells += cells;
        Draw(drawn);
    }

    /// <summary>
    /// Removes the last characters. Characters in a row above stay on the screen, because that row
    /// may no longer belong to this line. The echo of a Unix terminal does the same.
    /// </summary>
    private void Erase(int count)
    {
        for (; count > 0 && _typed.TryPop(out (int Chars, int Cells) last); count--)
        {
            _line.Length -= last.Chars;
            _cells -= last.Cells;
            Draw(string.Concat(Enumerable.Repeat("\b \b", last.Cells)));
        }
    }

    private void Draw(string text)
    {
        output.Write(text);
        output.Flush();
    }
}
