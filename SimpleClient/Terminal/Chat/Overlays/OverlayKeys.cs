using Protocol.Commands;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Keys;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat.Overlays;

/// <summary>
/// Opens and closes the overlays: F1, F2, F3, Ctrl-K, and answers with many lines.
/// </summary>
internal sealed class OverlayKeys(RoomList rooms)
{
    /// <summary>The most lines of an answer that is shown among the messages.</summary>
    private const int LinesInRoom = 3;

    /// <summary>The overlay on the screen; null when there is none.</summary>
    public Overlay? Shown { get; private set; }

    /// <summary>Opens the conversation with a person.</summary>
    public Action<string> Query { get; set; } = static _ => { };

    public void Close() => Shown = null;

    /// <summary>Shows the help.</summary>
    public void ShowHelp() => Shown = Overlay.Of(
        OverlaySentences.Help,
        [
            .. HelpSentences.Keys, "", .. HelpSentences.OwnCommands, "",
            .. CommandCatalog.All.Where(static row => row.Words.Count > 0)
                .Select(static row => $"{row.Usage}  {row.Help}"),
        ]);

    /// <summary>Shows the answer to a command if it has many lines.</summary>
    /// <returns>False when the answer has to be shown among the messages.</returns>
    public bool TryShow(string command, IReadOnlyList<string> lines)
    {
        if (lines.Count <= LinesInRoom)
        {
            return false;
        }

        Shown = Overlay.Of(OverlaySentences.Of(command), lines);
        return true;
    }

    /// <summary>Shows lines under a heading.</summary>
    public void Show(string title, IEnumerable<string> lines) => Shown = Overlay.Of(title, lines);

    /// <summary>Runs a key of an overlay, or one that opens it.</summary>
    /// <returns>True when the key has no further effect.</returns>
    public bool Press(Key key, bool isLineEmpty)
    {
        if (Shown is { } shown)
        {
            bool isTaken = shown.Press(key, isLineEmpty, out bool closes);
            if (closes && Shown == shown)
            {
                Close();
            }

            if (isTaken)
            {
                return true;
            }
        }

        switch (key)
        {
            case { Code: KeyCode.Function, Text: "1" }:
                Toggle(ShowHelp);
                return true;
            case { Code: KeyCode.Function, Text: "2" }:
                Toggle(ShowTopic);
                return true;
            case { Code: KeyCode.Function, Text: "3" }:
                Toggle(ShowPeople);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Shows all places, to choose one by a part of its name.</summary>
    public void ShowPlaces() => Shown = Overlay.List(
        OverlaySentences.Places,
        [.. rooms.All.Select((room, i) => new OverlayLine(
            TerminalSentences.Place(i + 1, room.Label, room.Unread, room.IsCalling),
            () => rooms.Show(room)))]);

    private void Toggle(Action open)
    {
        if (Shown is null)
        {
            open();
        }
        else
        {
            Close();
        }
    }

    private void ShowTopic()
    {
        ChatRoom? room = rooms.Current;
        string text = room is null ? TerminalSentences.InNoRoom
            : room.IsPrivate ? TerminalSentences.PrivateWith(room.Name)
            : room.Topic.Length == 0 ? TerminalSentences.NoTopic(room.Name) : room.Topic;
        Shown = Overlay.Of(OverlaySentences.Topic(room?.Label ?? ""), [text]);
    }

    private void ShowPeople()
    {
        if (rooms.Current is { IsPrivate: false } room)
        {
            Shown = Overlay.List(
                OverlaySentences.People(room.Name, room.People.Count),
                [.. room.People.Sorted.Select(
                    name => new OverlayLine(name, () => Query(name)))]);
        }
    }
}
