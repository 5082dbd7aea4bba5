using SimpleClient.Sentences;
using SimpleClient.Terminal.Keys;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat.Reading;

/// <summary>
/// Searches the loaded lines of the shown place while the user types (Ctrl-F). Up and Down go to
/// the next hit, and Enter sends the search to the server. Esc returns to the lines that the user
/// was reading.
/// </summary>
internal sealed class Finder(RoomList rooms, PastPager pager)
{
    /// <summary>The most characters of the typed text.</summary>
    private const int MaxChars = 200;

    private ChatRoom? _room;
    private bool _wasAtEnd;
    private (long Line, int Rows) _from;
    private List<long> _hits = [];
    private int _at;

    /// <summary>The typed text; null when there is no search.</summary>
    public string? Wanted { get; private set; }

    /// <summary>
    /// The text for the input line: the hit that is shown, and the number of hits.
    /// </summary>
    public string Prompt => SearchSentences.Find(_hits.Count == 0 ? 0 : _at + 1, _hits.Count);

    /// <summary>Asks the server for messages with a text.</summary>
    public Action<string> Ask { get; init; } = static _ => { };

    public void Begin()
    {
        _room = rooms.Seen;
        _room.ReturnFromPast();
        _wasAtEnd = _room.View.IsAtEnd;
        _from = (_room.View.Line, _room.View.RowsOfLine);
        (Wanted, _hits, _at) = ("", [], 0);
    }

    /// <summary>Runs a key while there is a search.</summary>
    /// <returns>True when the key has no further effect.</returns>
    public bool Press(Key key)
    {
        if (Wanted is not { } wanted || _room is not { } room)
        {
            return false;
        }

        switch (key)
        {
            case { Code: KeyCode.Text, Ctrl: false, Alt: false } when wanted.Length < MaxChars:
                Find(room, wanted + key.Text);
                return true;
            case { Code: KeyCode.Backspace } when wanted.Length > 0:
                Find(room, wanted[..^1]);
                return true;
            case { Code: KeyCode.Up, Alt: false }:
                Go(room, -1);
                return true;
            case { Code: KeyCode.Down, Alt: false }:
                Go(room, 1);
                return true;
            case { Code: KeyCode.Enter } when wanted.Trim().Length > 0:
                // The answer may be a line at the end of the room.
                End();
                room.ToEnd();
                Ask(wanted.Trim());
                return true;
            case { Code: KeyCode.Escape }:
            case { Code: KeyCode.Text, Ctrl: true, Text: "c" or "g" }:
                Return(room);
                return true;
            case { Code: KeyCode.Text or KeyCode.Backspace or KeyCode.Enter }
                when !key.Ctrl && !key.Alt:
                return true;
            default:
                // Any other key ends the search and leaves the view where it is. Then the key has
                // its usual effect.
                End();
                return false;
        }
    }

    /// <summary>Ends the search. The view stays where it is.</summary>
    public void End()
    {
        if (_room is not null)
        {
            _room.Wanted = "";
        }

        (Wanted, _room, _hits) = (null, null, []);
    }

    private void Return(ChatRoom room)
    {
        if (_wasAtEnd)
        {
            room.ToEnd();
        }
        else
        {
            room.View.Show(_from.Line, _from.Rows);
        }

        End();
    }

    private void Find(ChatRoom room, string wanted)
    {
        Wanted = wanted;
        room.Wanted = wanted;
        _hits = [];
        for (long n = room.Lines.First; n < room.Lines.End && wanted.Length > 0; n++)
        {
            ChatLine line = room.Lines[n];
            if (line.Kind != LineKind.Day
                && line.Text.Contains(wanted, StringComparison.OrdinalIgnoreCase))
            {
                _hits.Add(n);
            }
        }

        _at = Math.Max(0, _hits.Count - 1);
        Show(room);
    }

    private void Go(ChatRoom room, int by)
    {
        _at = Math.Clamp(_at + by, 0, Math.Max(0, _hits.Count - 1));
        Show(room);
    }

    /// <summary>Shows the hit with some lines below it.</summary>
    private void Show(ChatRoom room)
    {
        if (_hits.Count == 0)
        {
            return;
        }

        (int columns, int rows) = pager.Page;
        room.ToEnd();
        room.View.Show(Math.Max(_hits[_at], room.Lines.First));
        room.View.Down(rows / 3, columns);
    }
}
