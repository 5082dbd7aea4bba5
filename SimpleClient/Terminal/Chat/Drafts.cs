using SimpleClient.Sentences;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>
/// Keeps one draft for each room. A text that was typed in one room must not be sent to another
/// room that the user looks at before pressing Enter.
/// </summary>
internal sealed class Drafts
{
    private readonly RoomList _rooms;
    private readonly LineEditor _editor;

    /// <summary>The room of the draft in the input line; null before the first key.</summary>
    private ChatRoom? _place;

    public Drafts(RoomList rooms, LineEditor editor)
    {
        (_rooms, _editor) = (rooms, editor);
        rooms.Forgotten = KeepInHistory;
    }

    /// <summary>Assigns the draft to the shown room, before a key is handled.</summary>
    public void Begin() => _place ??= _rooms.Seen;

    /// <summary>Stores the draft of the previous room, and loads that of the shown room.</summary>
    /// <returns>False when the room is the same.</returns>
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
            // The only room was removed. No text can be sent from here, so the draft may stay in
            // the line.
            Move();
            return true;
        }
        else
        {
            // The room was removed, or there was none, so no key leads back to the draft.
            from.Draft = _editor.TakeDraft();
            KeepInHistory(from);
        }

        Load();
        return true;
    }

    /// <summary>
    /// Keeps the draft in the line, because it is meant for the room that is shown now.
    /// </summary>
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

    /// <summary>Puts the draft of a removed room into the input history.</summary>
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

    /// <summary>Moves a stored draft into the input history, as the newest line.</summary>
    private void Remember(ChatRoom room)
    {
        _editor.Remember(room.Draft.Unfinished ?? "");
        _editor.Remember(room.Draft.Text);
        room.Draft = Draft.Empty;
    }

    private static bool IsText(string text) => text.Length > 0;
}
