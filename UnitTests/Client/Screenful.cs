using System.Text;
using SimpleClient.Terminal;

namespace UnitTests.Client;

/// <summary>
/// A terminal of one-cell characters that knows carriage return, backspace and line feed and
/// nothing else, with a screen drawn on it.
/// </summary>
internal sealed class Screenful
{
    private readonly StringBuilder _written = new();
    private readonly int _columns;

    public Screenful(int columns)
    {
        _columns = columns;
        Screen = new TerminalScreen(new StringWriter(_written), () => columns);
    }

    public TerminalScreen Screen { get; }

    public string Entered { get; private set; } = "";

    public int Column { get; private set; }

    public void Type(string text)
    {
        foreach (char c in text)
        {
            Press(default, c);
        }
    }

    public KeyEffect Press(ConsoleKey key, ConsoleModifiers modifiers = 0) =>
        Press(key, '\0', modifiers);

    public KeyEffect Press(ConsoleKey key, char c, ConsoleModifiers modifiers = 0)
    {
        var pressed = new ConsoleKeyInfo(
            c,
            key,
            modifiers.HasFlag(ConsoleModifiers.Shift),
            modifiers.HasFlag(ConsoleModifiers.Alt),
            modifiers.HasFlag(ConsoleModifiers.Control));
        KeyEffect effect = Screen.Press(pressed, out string line);
        Entered = line;
        return effect;
    }

    /// <summary>What is on the screen, row under row, without the spaces at their ends.</summary>
    public string Shown()
    {
        var rows = new List<char[]> { NewRow() };
        Column = 0;
        foreach (char c in _written.ToString())
        {
            switch (c)
            {
                case '\r':
                    Column = 0;
                    break;
                case '\n':
                    rows.Add(NewRow());
                    Column = 0;
                    break;
                case '\b':
                    Column--;
                    break;
                default:
                    if (Column >= _columns)
                    {
                        throw new InvalidOperationException("The line wrapped.");
                    }

                    rows[^1][Column++] = c;
                    break;
            }
        }

        return string.Join('\n', rows.Select(row => new string(row).TrimEnd()));
    }

    private char[] NewRow() => new string(' ', _columns).ToCharArray();
}
