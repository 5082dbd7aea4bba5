using SimpleClient.Sentences;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Keys;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>
/// What each key does: it answers the open question, pages or changes the room, or edits and
/// submits the input line.
/// </summary>
internal sealed class KeyBindings(
    RoomList rooms,
    LineEditor editor,
    Outbox outbox,
    ClientCommands commands,
    BackgroundRequests requests,
    Drafts drafts)
{
    /// <summary>The question that is open; null: none.</summary>
    public Question? Question { get; private set; }

    /// <summary>True once the reader wants to go.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>True when all of the screen is to be drawn; whoever draws resets it.</summary>
    public bool IsStale { get; set; }

    /// <summary>Columns and rows of the messages, for paging; whoever draws sets it.</summary>
    public (int Columns, int Rows) Page { get; set; } = (80, 22);

    /// <summary>The program is to end.</summary>
    public void Leave() => IsLeaving = true;

    /// <summary>Does what a key stands for.</summary>
    public void Press(Key key)
    {
        drafts.Begin();
        ChatRoom before = rooms.Seen;
        if (!PressInQuestion(key) && (editor.Search is not null || !PressGlobal(key)))
        {
            PressInLine(key);
        }

        if (rooms.Seen != before)
        {
            outbox.Turn();
            FollowRoom(isAwaited: false);
        }

        rooms.Seen.Look();
        requests.LearnPeople();
    }

    /// <summary>Another room is shown: its draft comes into the input line.</summary>
    /// <param name="isAwaited">
    /// True when the draft is meant for that room and moves there with the reader.
    /// </param>
    public void FollowRoom(bool isAwaited)
    {
        if (isAwaited)
        {
            drafts.Move();
        }
        else if (drafts.Swap() && Question is { IsAboutDraft: true })
        {
            Question = null;
        }
    }

    /// <summary>A key that is no answer does what it always does.</summary>
    /// <returns>True when nothing else is to be done for the key.</returns>
    private bool PressInQuestion(Key key)
    {
        if (Question is not { } question)
        {
            return false;
        }

        Question = null;
        if (question.Means(key))
        {
            question.Yes();
            return true;
        }

        if (key.Code == KeyCode.Escape || key.IsCtrl('c'))
        {
            return true;
        }

        // To look around first is no answer either.
        bool stays = PressGlobal(key);
        Question = stays ? question : null;
        return stays;
    }

    private bool PressGlobal(Key key)
    {
        (int columns, int rows) = Page;
        switch (key)
        {
            case { Code: KeyCode.PageUp }:
                rooms.Seen.View.Up(Math.Max(1, rows - 1), rows, columns);
                return true;
            case { Code: KeyCode.PageDown }:
                rooms.Seen.View.Down(Math.Max(1, rows - 1), columns);
                return true;
            case { Code: KeyCode.Escape }:
                rooms.Seen.View.ToEnd();
                return true;
            case { Code: KeyCode.Text, Alt: true } when key.Text[0] is >= '1' and <= '9':
                rooms.Show(key.Text[0] - '0');
                return true;
            case { Code: KeyCode.Up, Alt: true }:
            case { Code: KeyCode.Left, Alt: true } when editor.Line.IsEmpty:
                rooms.Step(-1);
                return true;
            case { Code: KeyCode.Down, Alt: true }:
            case { Code: KeyCode.Right, Alt: true } when editor.Line.IsEmpty:
                rooms.Step(1);
                return true;
            case var _ when key.IsCtrl('l'):
                IsStale = true;
                return true;
            default:
                return false;
        }
    }

    private void PressInLine(Key key)
    {
        // Where there is text, Alt and an arrow go by words, as in readline.
        bool byWord = key.Code is KeyCode.Left or KeyCode.Right && key.Alt;
        switch (editor.Press(byWord ? key with { Alt = false, Ctrl = true } : key))
        {
            case Edit.Entered:
                Enter();
                break;
            case Edit.Leave:
                AskToLeave();
                break;
            default:
                requests.LearnRooms(editor.Line.Text);
                break;
        }
    }

    private void Enter()
    {
        int lines = new PastedBlock(editor.Line.Text).Lines.Count;
        if (lines <= TerminalModel.LinesUnasked)
        {
            Submit();
        }
        else
        {
            string target = outbox.TargetOf(editor.Line.Text);
            Question = new Question(
                TerminalSentences.AskToSend(lines, target),
                Question.IsYes,
                () =>
                {
                    // Another room may have come meanwhile: the answer was not for that.
                    Action then = outbox.TargetOf(editor.Line.Text) == target ? Submit : Enter;
                    then();
                })
            {
                IsAboutDraft = true,
            };
        }
    }

    private void Submit()
    {
        string text = editor.Take();
        rooms.Seen.View.ToEnd();
        if (!commands.Run(text))
        {
            outbox.Submit(text);
        }
    }

    private void AskToLeave() => Question = new Question(
        TerminalSentences.AgainLeaves,
        static key => key.IsCtrl('c') || key.IsCtrl('d'),
        Leave);
}
