using System.Globalization;
using SimpleClient.Lines;
using SimpleClient.Terminal.Keys;

namespace SimpleClient.Terminal.Editing;

/// <summary>Applies keys to the line. The keys are those of readline, as in a shell.</summary>
internal sealed class LineEditor(IWords words)
{
    private readonly InputHistory _history = new();
    private readonly Completion _completion = new(words);

    /// <summary>Called after a line was added to the history.</summary>
    public Action<string> Remembered { get; set; } = static _ => { };

    /// <summary>The edited line.</summary>
    public InputLine Line { get; } = new();

    /// <summary>The width of a row of the line in cells; drawing sets it.</summary>
    public int RowCells { get; set; } = int.MaxValue;

    /// <summary>The current search; null when there is none.</summary>
    public HistorySearch? Search { get; private set; }

    /// <summary>Returns the line, clears it, and adds it to the history.</summary>
    public string Take()
    {
        string text = Line.Take();
        Remember(text);
        _history.Leave();
        return text;
    }

    /// <summary>Returns the unsent text and clears the line.</summary>
    public Draft TakeDraft()
    {
        string? unfinished = _history.Leave();
        int cursor = Line.Cursor;
        return new Draft(Line.Take(), cursor, unfinished);
    }

    /// <summary>Shows an unsent text in the line.</summary>
    public void Show(Draft draft)
    {
        Search = null;
        Line.Set(draft.Text, draft.Cursor);
        if (!_history.Resume(draft.Text, draft.Unfinished))
        {
            // The recalled line was edited, so no key leads from it to the unfinished text.
            Remember(draft.Unfinished ?? "");
        }
    }

    /// <summary>True for a line that may be stored, because it has no password.</summary>
    public static bool Keeps(string text) => TypedLine.SecretFrom(text) < 0;

    /// <summary>Adds a line to the history, so that the user can recall it.</summary>
    public void Remember(string text)
    {
        // The history must not show passwords.
        if (Keeps(text) && _history.Add(text))
        {
            Remembered(text);
        }
    }

    /// <summary>Puts the lines of earlier starts into the history.</summary>
    public void LoadHistory(IEnumerable<string> lines)
    {
        foreach (string line in lines.Where(Keeps))
        {
            _history.Add(line);
        }
    }

    /// <summary>Applies a key to the line.</summary>
    public Edit Press(Key key)
    {
        if (Search is not null)
        {
            return PressInSearch(Search, key);
        }

        return key switch
        {
            { Code: KeyCode.Text, Ctrl: true, Alt: false } => WithCtrl(key.Text[0]),
            { Code: KeyCode.Text, Alt: true } => WithAlt(key.Text),
            { Code: KeyCode.Text } => Do(() => Line.Insert(key.Text)),

            // The line break after the last pasted line is dropped, because it is not an empty line
            // to send.
            { Code: KeyCode.Paste } => Do(() => Line.Insert(key.Text.TrimEnd('\n'))),
            _ => Other(key),
        };
    }

    private Edit Other(Key key) => key.Code switch
    {
        KeyCode.Enter when key.Alt => Do(() => Line.Insert("\n")),
        KeyCode.Enter => Edit.Entered,
        KeyCode.Tab => Do(() => _completion.Step(Line, key.Shift)),
        KeyCode.Backspace when key.Alt || key.Ctrl => Do(Line.KillWord),
        KeyCode.Backspace => Do(Line.Backspace),
        KeyCode.Delete => Do(Line.Delete),
        KeyCode.Left when key.Ctrl => Do(Line.WordLeft),
        KeyCode.Right when key.Ctrl => Do(Line.WordRight),
        KeyCode.Left => Do(Line.Left),
        KeyCode.Right => Do(Line.Right),
        KeyCode.Home => Do(Line.Home),
        KeyCode.End => Do(Line.End),

        // Only the first and the last row lead to other lines, as in zsh and in editors.
        KeyCode.Up => Do(() => MoveOr(-1, Older)),
        KeyCode.Down => Do(() => MoveOr(1, Newer)),
        _ => Edit.None,
    };

    private Edit WithCtrl(char letter)
    {
        switch (letter)
        {
            case 'c' when !Line.IsEmpty:
                // The line is not lost, because it is in the history.
                Take();
                return Edit.Done;
            case 'c' or 'd' when Line.IsEmpty:
                return Edit.Leave;
            case 'r':
                Search = new HistorySearch(_history);
                return Edit.Done;
            default:
                break;
        }

        Action? action = letter switch
        {
            'a' => Line.Home,
            'b' => Line.Left,
            'd' => Line.Delete,
            'e' => Line.End,
            'f' => Line.Right,
            'k' => Line.KillToEnd,
            'n' => Newer,
            'p' => Older,
            'u' => Line.KillToStart,
            'w' => Line.KillWord,
            'y' => Line.Yank,
            _ => null,
        };
        return action is null ? Edit.None : Do(action);
    }

    private Edit WithAlt(string letter)
    {
        Action? action = letter switch
        {
            "b" => Line.WordLeft,
            "f" => Line.WordRight,
            "d" => Line.KillNextWord,
            _ => null,
        };
        return action is null ? Edit.None : Do(action);
    }

    private Edit PressInSearch(HistorySearch search, Key key)
    {
        switch (key)
        {
            case { Code: KeyCode.Text, Ctrl: false, Alt: false }:
                search.Want(search.Wanted + key.Text);
                return Edit.Done;
            case { Code: KeyCode.Backspace }:
                var wanted = new StringInfo(search.Wanted);
                search.Want(wanted.LengthInTextElements > 1
                    ? wanted.SubstringByTextElements(0, wanted.LengthInTextElements - 1)
                    : "");
                return Edit.Done;
            case var _ when key.IsCtrl('r'):
                search.Next();
                return Edit.Done;
            case var _ when key.IsCtrl('c') || key.IsCtrl('g'):
                Search = null;
                return Edit.Done;
            default:
                break;
        }

        // Any other key accepts the found line, and then has its usual effect.
        Search = null;
        if (search.Found.Length > 0)
        {
            Line.Set(search.Found);
        }

        return key.Code == KeyCode.Escape ? Edit.Done : Press(key);
    }

    private void MoveOr(int by, Action recall)
    {
        if (!Line.MoveRow(by, RowCells))
        {
            recall();
        }
    }

    private void Older()
    {
        if (_history.Older(Line.Text) is { } line)
        {
            Line.Set(line);
        }
    }

    private void Newer()
    {
        if (_history.Newer() is { } line)
        {
            Line.Set(line);
        }
    }

    private static Edit Do(Action action)
    {
        action();
        return Edit.Done;
    }
}
