using SimpleClient.Lines;
using SimpleClient.Terminal.Keys;

namespace SimpleClient.Terminal.Editing;

/// <summary>
/// Asks for the passwords of a command, one after the other. The questions replace the input line.
/// The typed passwords are drawn as asterisks and never stored.
/// </summary>
/// <param name="questions">The questions.</param>
/// <param name="done">Receives the answers when each question has one.</param>
internal sealed class SecretForm(PasswordQuestions questions, Action<IReadOnlyList<string>> done)
{
    private readonly List<string> _answers = [];
    private readonly InputLine _line = new();

    /// <summary>True after the last answer, or when the user has cancelled.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The question and a mark for each typed character.</summary>
    public string Shown => $"{questions.All[_answers.Count]}: {new string('*', Typed)}";

    private int Typed => new System.Globalization.StringInfo(_line.Text).LengthInTextElements;

    public void Press(Key key)
    {
        switch (key)
        {
            case { Code: KeyCode.Enter, Alt: false } when !_line.IsEmpty:
                Enter();
                break;
            case { Code: KeyCode.Backspace }:
                _line.Backspace();
                break;
            case { Code: KeyCode.Escape }:
            case var _ when key.IsCtrl('c') || key.IsCtrl('d'):
                IsOver = true;
                break;
            case var _ when key.IsCtrl('u'):
                _line.Take();
                break;
            case { Code: KeyCode.Text, Ctrl: false, Alt: false } or { Code: KeyCode.Paste }:
                _line.Insert(key.Text.Split('\n')[0]);
                break;
            default:
                break;
        }
    }

    private void Enter()
    {
        _answers.Add(_line.Take());
        if (_answers.Count == questions.All.Count)
        {
            IsOver = true;
            done(_answers);
        }
    }
}
