using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Chat.Sending;
using SimpleClient.Terminal.Keys;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat.Reading;

/// <summary>
/// Shows the messages that a search has found. Up and Down select a message, Enter shows the room
/// at that message, and Esc closes the list. When the input line has text, Up, Down and Enter work
/// there as usual.
/// </summary>
internal sealed class HitBrowser(RoomList rooms, ILink link, PastPager pager, Outbox outbox)
{
    private (string Room, ulong Sequence)? _awaited;
    private ulong _left;

    /// <summary>The list on the screen; null when there is none.</summary>
    public HitList? List { get; private set; }

    /// <summary>Begins a list when the answer to a search arrives. The messages follow.</summary>
    public void Begin(ChatEvent hits)
    {
        (_left, _awaited) = (hits.Count, null);
        List = hits.Count > 0 ? new HitList() : null;
        if (hits.Count == 0)
        {
            rooms.AddNotice(SearchSentences.Found(0));
        }
    }

    /// <summary>Adds a message.</summary>
    public void Add(string room, ChatLine line)
    {
        if (_left > 0)
        {
            _left--;
            List?.Add(room, line);
        }
    }

    public void Close() => List = null;

    /// <summary>Runs a key of the list.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isLineEmpty">True when the user types no text.</param>
    /// <returns>True when the key has no further effect.</returns>
    public bool Press(Key key, bool isLineEmpty)
    {
        if (List is not { Count: > 0 } list || key.Alt || key.Ctrl)
        {
            return false;
        }

        int page = Math.Max(1, pager.Page.Rows - 2);
        switch (key.Code)
        {
            case KeyCode.Escape:
                Close();
                return true;
            case KeyCode.PageUp or KeyCode.PageDown:
                list.Move(key.Code == KeyCode.PageUp ? -page : page);
                return true;
            case KeyCode.Up or KeyCode.Down when isLineEmpty:
                list.Move(key.Code == KeyCode.Up ? -1 : 1);
                return true;
            case KeyCode.Enter when isLineEmpty:
                Choose(list.Chosen);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Shows the message for which a room was entered, if there is one.</summary>
    public void Enter(ChatRoom room)
    {
        if (_awaited is { } hit && Same(hit.Room, room.Name))
        {
            _awaited = null;
            pager.Show(room, hit.Sequence);
        }
    }

    /// <summary>Handles a room that could not be entered.</summary>
    public void Refuse(string room) =>
        _awaited = _awaited is { } hit && Same(hit.Room, room) ? null : _awaited;

    private void Choose((string Room, ulong Sequence) hit)
    {
        if (!link.IsUp)
        {
            rooms.AddNotice(PastSentences.NoConnection, null, LineKind.Fault);
            Close();
        }
        else if (rooms.Find(hit.Room) is { } room)
        {
            Close();
            rooms.Show(room);
            pager.Show(room, hit.Sequence);
        }
        else
        {
            // Only members may read a room's history, so the client enters the room.
            Close();
            _awaited = hit;
            outbox.Submit($"/join {hit.Room}");
        }
    }

    private static bool Same(string one, string other) =>
        one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
