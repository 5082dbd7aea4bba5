using System.Runtime.InteropServices;
using System.Text;

namespace EventLoopServer.Hosting.OperatorConsole;

/// <summary>
/// The line that an operator types at the server's console. It has the editing keys of a terminal
/// in line mode: Backspace, Ctrl-W, Ctrl-U, and Ctrl-D on an empty line to end the input.
/// </summary>
/// <param name="maxBytes">Bytes of one line, including its end; further bytes are ignored.</param>
internal sealed class ConsoleLine(int maxBytes)
{
    private const byte EndOfInput = 4; // Ctrl-D
    private const byte Backspace = 8;
    private const byte EraseLine = 21; // Ctrl-U
    private const byte EraseWord = 23; // Ctrl-W
    private const byte Escape = 27;
    private const byte Delete = 127;

    /// <summary>
    /// Characters from this one on count as two columns. An exact table would be too large for its
    /// use here.
    /// </summary>
    private const int FirstWide = 0x1100;

    private readonly List<byte> _bytes = [];
    private EscapeState _escape;

    /// <summary>
    /// The state within an escape sequence. Escape sequences, such as those of arrow keys, are
    /// ignored.
    /// </summary>
    private enum EscapeState
    {
        None,
        Begun,
        Single,
        Parameters,
    }

    public bool IsEmpty => _bytes.Count == 0;

    public ReadOnlySpan<byte> Bytes => CollectionsMarshal.AsSpan(_bytes);

    /// <summary>Adds a byte from the terminal.</summary>
    public ConsoleLineStep Take(byte value)
    {
        if (IsEscape(value))
        {
            return ConsoleLineStep.None;
        }

        switch (value)
        {
            case (byte)'\r' or (byte)'\n':
                return ConsoleLineStep.Line;
            case EndOfInput:
                return IsEmpty ? ConsoleLineStep.End : ConsoleLineStep.None;
            case Backspace or Delete:
                EraseLast();
                return ConsoleLineStep.Changed;
            case EraseLine:
                _bytes.Clear();
                return ConsoleLineStep.Changed;
            case EraseWord:
                EraseWhile(static b => b == ' ');
                EraseWhile(static b => b != ' ');
                return ConsoleLineStep.Changed;
            case < (byte)' ':
                return ConsoleLineStep.None;
        }

        if (_bytes.Count >= maxBytes - 1)
        {
            return ConsoleLineStep.None;
        }

        _bytes.Add(value);
        return ConsoleLineStep.Changed;
    }

    public void Clear() => _bytes.Clear();

    /// <summary>The last part of the line that fits into this number of columns.</summary>
    public string Tail(int columns)
    {
        string text = Encoding.UTF8.GetString(Bytes);
        int from = text.Length;
        while (from > 0)
        {
            int length = from > 1 && char.IsSurrogatePair(text[from - 2], text[from - 1]) ? 2 : 1;
            columns -= text[from - length] >= FirstWide ? 2 : 1;
            if (columns < 0)
            {
                break;
            }

            from -= length;
        }

        return text[from..];
    }

    private bool IsEscape(byte value)
    {
        (bool isPart, _escape) = _escape switch
        {
            EscapeState.None => (value == Escape, value == Escape ? EscapeState.Begun : _escape),
            EscapeState.Begun => (true, value switch
            {
                (byte)'[' => EscapeState.Parameters,
                (byte)'O' => EscapeState.Single,
                _ => EscapeState.None,
            }),
            EscapeState.Parameters when value is < 0x40 or > 0x7e => (true, _escape),
            _ => (true, EscapeState.None),
        };
        return isPart;
    }

    private void EraseLast()
    {
        // Removes bytes back to the first byte of the last character.
        while (_bytes.Count > 0)
        {
            byte last = _bytes[^1];
            _bytes.RemoveAt(_bytes.Count - 1);
            if ((last & 0xc0) != 0x80)
            {
                return;
            }
        }
    }

    private void EraseWhile(Predicate<byte> isErased)
    {
        while (_bytes.Count > 0 && isErased(_bytes[^1]))
        {
            _bytes.RemoveAt(_bytes.Count - 1);
        }
    }
}
