using System.Globalization;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Overlays;
using SimpleClient.Terminal.Chat.Reading;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Chat.Sending;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Keys;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>
/// Runs keys. A key answers the current question, pages, changes the room, or edits and submits the
/// input line.
/// </summary>
internal sealed class KeyBindings(
    RoomList rooms,
    LineEditor editor,
    Outbox outbox,
    ClientCommands commands,
    BackgroundRequests requests,
    Drafts drafts)
{
    /// <summary>The characters that have a meaning with Alt.</summary>
    private const string WithAlt = "abdflu123456789";

    /// <summary>Rows for a step of the wheel, as in most programs.</summary>
    private const int WheelRows = 3;

    /// <summary>The current question; null when there is none.</summary>
    public Question? Question { get; private set; }

    /// <summary>The passwords that are being asked for; null when there are none.</summary>
    public SecretForm? Secrets { get; private set; }

    /// <summary>True after the user asked to leave.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>True when the whole screen has to be drawn. Drawing resets the value.</summary>
    public bool IsStale { get; set; }

    /// <summary>True when the user hides the list of places; F7 changes this.</summary>
    public bool HidesPlaces { get; private set; }

    /// <summary>True when the user hides the list of people; F8 changes this.</summary>
    public bool HidesPeople { get; private set; }

    /// <summary>The messages that a search has found.</summary>
    public required HitBrowser Hits { get; init; }

    /// <summary>Help, lists and other overlays.</summary>
    public required OverlayKeys Overlays { get; init; }

    /// <summary>Finds what the user has not seen.</summary>
    public required Attention Attention { get; init; }

    /// <summary>Searches the loaded lines.</summary>
    public required Finder Finder { get; init; }

    /// <summary>
    /// Returns the place that is drawn at a column and a row. Drawing sets this function.
    /// </summary>
    public Func<int, int, ChatRoom?> PlaceAt { get; set; } = static (_, _) => null;

    /// <summary>True while only the messages are shown, to be copied with the mouse.</summary>
    public bool ShowsOnlyMessages { get; private set; }

    /// <summary>The only link on the screen, to be copied; null when there is none.</summary>
    public string? LinkAlone { get; private set; }

    /// <summary>Scrolls.</summary>
    public required PastPager Pager { get; init; }

    /// <summary>
    /// True for a character that has no meaning with Alt. Then the user has pressed Escape and the
    /// character shortly after each other, and terminals send Alt in the same way. Without the
    /// character, <c>/msg bob text</c> would be said in the room.
    /// </summary>
    public static bool IsEscapeAndText(Key key) =>
        key is { Code: KeyCode.Text, Alt: true, Ctrl: false } && !WithAlt.Contains(key.Text);

    public void Leave() => IsLeaving = true;

    /// <summary>Shows a link alone, until the next key.</summary>
    public void ShowAlone(string link) =>
        (LinkAlone, ShowsOnlyMessages, IsStale) = (link, true, true);

    public void Press(Key key)
    {
        rooms.Watch(key.Code != KeyCode.FocusOut);
        if (key.Code is KeyCode.FocusIn or KeyCode.FocusOut)
        {
            return;
        }

        if (Secrets is { } secrets)
        {
            secrets.Press(key);
            Secrets = secrets.IsOver ? null : Secrets;
            return;
        }

        drafts.Begin();
        ChatRoom before = rooms.Seen;
        bool isEmpty = editor.Search is null && editor.Line.IsEmpty;
        if (!PressInBare(key)
            && !PressInQuestion(key)
            && !Overlays.Press(key, isEmpty)
            && !Finder.Press(key)
            && !Hits.Press(key, isEmpty)
            && (editor.Search is not null || !PressGlobal(key)))
        {
            PressInLine(key);
        }

        if (rooms.Seen != before)
        {
            Hits.Close();
            Finder.End();
            Overlays.Close();
            outbox.CancelSwitch();
            FollowRoom(isAwaited: false);
        }

        rooms.SeeShown();
        requests.LearnPeople();
    }

    /// <summary>Puts the draft of the newly shown room into the input line.</summary>
    /// <param name="isAwaited">
    /// True when the current draft is meant for that room and stays in the line.
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

    /// <summary>Answers the question. A key that is not an answer has its usual effect.</summary>
    /// <returns>True when the key has no further effect.</returns>
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

        bool isNo = key is { Code: KeyCode.Text, Text: "n" or "N", Ctrl: false, Alt: false };
        if (key.Code == KeyCode.Escape || key.IsCtrl('c') || (isNo && question.IsAboutDraft))
        {
            return true;
        }

        // A key that only scrolls or changes the room is not an answer.
        bool stays = PressGlobal(key);
        Question = stays ? question : null;
        return stays;
    }

    /// <summary>
    /// Ends the view of only the messages with any key except the wheel and the page keys.
    /// </summary>
    private bool PressInBare(Key key)
    {
        bool isScroll = key.Code is KeyCode.WheelUp or KeyCode.WheelDown
            or KeyCode.PageUp or KeyCode.PageDown;
        bool ends = ShowsOnlyMessages && (!isScroll || LinkAlone is not null);
        ShowsOnlyMessages &= !ends;
        LinkAlone = ends ? null : LinkAlone;
        IsStale |= ends;
        return ends;
    }

    private bool PressGlobal(Key key)
    {
        switch (key)
        {
            case { Code: KeyCode.WheelUp }:
                Pager.Up(WheelRows);
                return true;
            case { Code: KeyCode.WheelDown }:
                Pager.Down(WheelRows);
                return true;
            case { Code: KeyCode.Click }:
                Click(key.Text);
                return true;
            case var _ when key.IsAlt('a'):
                Attention.ShowNext();
                return true;
            case var _ when key.IsAlt('u'):
                Attention.ShowRule();
                return true;
            case var _ when key.IsAlt('l'):
                (ShowsOnlyMessages, IsStale) = (true, true);
                return true;
            case var _ when key.IsCtrl('f'):
                Finder.Begin();
                return true;
            case var _ when key.IsCtrl('k') && editor.Line.Cursor == editor.Line.Text.Length:
                // At the end of the line Ctrl-K has nothing to cut.
                Overlays.ShowPlaces();
                return true;
            case { Code: KeyCode.PageUp }:
                Pager.Up();
                return true;
            case { Code: KeyCode.PageDown }:
                Pager.Down();
                return true;
            case { Code: KeyCode.Function, Text: "7" }:
                HidesPlaces = !HidesPlaces;
                return true;
            case { Code: KeyCode.Function, Text: "8" }:
                HidesPeople = !HidesPeople;
                return true;
            case { Code: KeyCode.Escape }:
                rooms.Seen.ToEnd();
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

    private void Click(string at)
    {
        string[] numbers = at.Split(';');
        if (PlaceAt(
            int.Parse(numbers[0], CultureInfo.InvariantCulture),
            int.Parse(numbers[1], CultureInfo.InvariantCulture)) is { } place)
        {
            rooms.Show(place);
        }
    }

    private void PressInLine(Key key)
    {
        // In a line with text, Alt and an arrow move by words, as in readline.
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
                    // The target of the draft may have changed meanwhile, and the answer was for
                    // the old target.
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
        Hits.Close();
        Overlays.Close();
        ChatRoom place = rooms.Seen;
        PasswordQuestions? questions = PasswordQuestions.Of(text);

        // The older messages, whose links a command may open, are loaded until the view returns.
        bool isRun = questions is null && commands.Run(text);
        place.ToEnd();
        if (questions is not null)
        {
            Secrets = new SecretForm(questions, answers => Submit(questions.Complete(answers)));
        }
        else if (!isRun)
        {
            outbox.Submit(text);
        }
    }

    /// <summary>Submits a command with its passwords; null when two of them differ.</summary>
    private void Submit(string? complete)
    {
        if (complete is null)
        {
            rooms.AddNotice(InputSentences.PasswordsDiffer);
        }
        else
        {
            outbox.Submit(complete);
        }
    }

    private void AskToLeave() => Question = new Question(
        TerminalSentences.AgainLeaves,
        static key => key.IsCtrl('c') || key.IsCtrl('d'),
        Leave);
}
