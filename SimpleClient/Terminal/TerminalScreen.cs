using System.Text;
using SimpleClient.Plain;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal;

/// <summary>
/// A terminal with an input line at the bottom that incoming text never breaks: before text goes
/// out the input line is blanked, and after it drawn again. It needs nothing of the terminal but
/// carriage return and backspace, so it works on all that have a cursor. Owns the output.
/// </summary>
/// <param name="output">The terminal.</param>
/// <param name="columns">Asks for the terminal's width, which changes while people work.</param>
internal sealed class TerminalScreen(TextWriter output, Func<int> columns) : IScreen
{
    private readonly Lock _gate = new();
    private readonly InputLine _line = new();
    private string _room = EventLines.Lobby;
    private int _drawnCells;
    private bool _isOpen = true;

    public void Print(string line)
    {
        lock (_gate)
        {
            var all = new StringBuilder();
            Blank(all);
            all.Append(line).Append('\n');
            Draw(all);
            Write(all);
        }
    }

    public void Complain(string sentence) => Print($"-- {sentence}");

    public void ShowRoom(string room)
    {
        lock (_gate)
        {
            _room = room;
            Redraw();
        }
    }

    /// <summary>Does what a key stands for.</summary>
    /// <param name="key">The key.</param>
    /// <param name="line">The finished line, when the effect is that one was entered.</param>
    /// <returns>What the key did.</returns>
    public KeyEffect Press(ConsoleKeyInfo key, out string line)
    {
        lock (_gate)
        {
            KeyEffect effect = KeyTable.Apply(_line, key);
            line = effect == KeyEffect.Entered ? _line.Take() : "";
            if (effect != KeyEffect.None)
            {
                Redraw();
            }

            return effect;
        }
    }

    /// <summary>Takes the input line away: what follows is the shell's.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isOpen = false;
            Redraw();
        }
    }

    private void Redraw()
    {
        var all = new StringBuilder();
        Blank(all);
        Draw(all);
        Write(all);
    }

    private void Blank(StringBuilder all)
    {
        if (_drawnCells > 0)
        {
            all.Append('\r').Append(' ', _drawnCells);
        }

        all.Append('\r');
        _drawnCells = 0;
    }

    private void Draw(StringBuilder all)
    {
        if (!_isOpen)
        {
            return;
        }

        // The last column stays free: many terminals begin a new line as soon as it is used.
        int free = Math.Max(2, columns()) - 1;
        string prompt = Prompt();
        if (CellWidth.Of(prompt) > free / 2)
        {
            prompt = free > 8 ? "> " : "";
        }

        int promptCells = CellWidth.Of(prompt);
        InputView view = _line.View(free - promptCells);
        all.Append(prompt).Append(view.Text).Append('\b', view.Cells - view.CursorCells);
        _drawnCells = promptCells + view.Cells;
    }

    private string Prompt() =>
        EventLines.IsLobby(_room) ? "> "
        : _room.Length == 0 ? "(no room) > "
        : $"[{EventLines.Safe(_room)}] > ";

    private void Write(StringBuilder all)
    {
        output.Write(all.ToString());
        output.Flush();
    }
}
