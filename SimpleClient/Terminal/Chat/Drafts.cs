using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>
/// One draft for each room: a text typed in one room must never be sent to another one because the
/// reader looked there before pressing Enter.
/// </summary>
internal sealed class Drafts(RoomList rooms, LineEditor editor)
{
    /// <summary>The place of the draft in the input line; null before the first key.</summary>
    private ChatRoom? _place;

    /// <summary>A key is pressed: the draft belongs to the place that is seen.</summary>
    public void Begin() => _place ??= rooms.Seen;

    /// <summary>
    /// Stores the draft of the place that was seen and loads the one of the place that is seen.
    /// </summary>
    /// <returns>False when the place is the same.</returns>
    public bool Swap()
    {
        if (_place is not { } from || from == rooms.Seen)
        {
            return false;
        }

        if (rooms.Places.Contains(from))
        {
            from.Draft = editor.TakeDraft();
        }
        else if (rooms.Current is null)
        {
            // The only room is gone: nothing is sent from here, so the text can stay in the line.
            Move();
            return true;
        }
        else
        {
            KeepInHistory(from, editor.TakeDraft().Text);
        }

        Load();
        return true;
    }

    /// <summary>Takes the draft along: it was meant for the place that is seen now.</summary>
    public void Move()
    {
        if (_place is null || _place == rooms.Seen)
        {
            return;
        }

        if (editor.Line.IsEmpty)
        {
            Load();
            return;
        }

        _place.Draft = Draft.Empty;
        _place = rooms.Seen;
        editor.Remember(_place.Draft.Text);
        _place.Draft = Draft.Empty;
    }

    private void Load()
    {
        _place = rooms.Seen;
        editor.Show(_place.Draft);
        _place.Draft = Draft.Empty;
    }

    private void KeepInHistory(ChatRoom room, string text)
    {
        if (text.Length > 0)
        {
            editor.Remember(text);
            rooms.AddNotice($"Your draft for {room.Name} was not sent. Up brings it back.");
        }
    }
}
