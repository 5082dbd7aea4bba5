using SimpleClient.Sentences;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>
/// One draft for each room: a text typed in one room must never be sent to another one because the
/// reader looked there before pressing Enter.
/// </summary>
internal sealed class Drafts
{
    private readonly RoomList _rooms;
    private readonly LineEditor _editor;

    /// <summary>The place of the draft in the input line; null before the first key.</summary>
    private ChatRoom? _place;

    public Drafts(RoomList rooms, LineEditor editor)
    {
        (_rooms, _editor) = (rooms, editor);
        rooms.Forgotten = KeepInHistory;
    }

    /// <summary>A key is pressed: the draft belongs to the place that is seen.</summary>
    public void Begin() => _place ??= _rooms.Seen;

    /// <summary>
    /// Stores the draft of the place that was seen and loads the one of the place that is seen.
    /// </summary>
    /// <returns>False when the place is the same.</returns>
    public bool Swap()
    {
        if (_place is not { } from || from == _rooms.Seen)
        {
            return false;
        }

        if (_rooms.All.Contains(from))
        {
            from.Draft = _editor.TakeDraft();
        }
        else if (_rooms.Current is null)
        {
            // The only room is gone: nothing is sent from here, so the text can stay in the line.
            Move();
            return true;
        }
        else
        {
            // The room is gone, or there was none: nothing leads back to the draft.
            from.Draft = _editor.TakeDraft();
            KeepInHistory(from);
        }

        Load();
        return true;
    }

    /// <summary>Takes the draft along: it was meant for the place that is seen now.</summary>
    public void Move()
    {
        if (_place is null || _place == _rooms.Seen)
        {
            return;
        }

        if (_editor.Line.IsEmpty)
        {
            Load();
            return;
        }

        _place.Draft = Draft.Empty;
        _place = _rooms.Seen;
        Remember(_place);
    }

    private void Load()
    {
        _place = _rooms.Seen;
        _editor.Show(_place.Draft);
        _place.Draft = Draft.Empty;
    }

    /// <summary>Puts the draft of a room that is gone into the input history.</summary>
    private void KeepInHistory(ChatRoom room)
    {
        (string text, _, string? unfinished) = room.Draft;
        string[] texts = [.. new[] { unfinished, text }.OfType<string>().Where(IsText)];
        Remember(room);
        if (texts.Length == 0)
        {
            return;
        }

        string advice = texts.Any(LineEditor.Keeps)
            ? TerminalSentences.UpBringsBack
            : TerminalSentences.HadPassword;
        _rooms.AddNotice(TerminalSentences.DraftNotSent(room.Name, advice));
    }

    /// <summary>Moves a stored draft into the input history; its text is the newest line.</summary>
    private void Remember(ChatRoom room)
    {
        _editor.Remember(room.Draft.Unfinished ?? "");
        _editor.Remember(room.Draft.Text);
        room.Draft = Draft.Empty;
    }

    private static bool IsText(string text) => text.Length > 0;
}
