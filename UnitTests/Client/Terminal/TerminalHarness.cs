using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Drawing;
using SimpleClient.Terminal.Keys;
using SimpleClient.Terminal.Scrolling;
using SimpleClient.Terminal.Text;
using UnitTests.Client.Terminal.Chat;

namespace UnitTests.Client.Terminal;

/// <summary>
/// A terminal model with simulated keys and a readable screen, without a terminal.
/// </summary>
internal sealed class TerminalHarness
{
    public const ulong OwnId = 7;

    private readonly KeyDecoder _keys = new();
    private readonly Dictionary<string, ulong> _sequences = [];
    private readonly FrameWriter _writer = new();
    private (int Columns, int Rows) _size;
    private VirtualScreen? _screen;

    /// <param name="columns">Cells of a row.</param>
    /// <param name="rows">Rows of the screen.</param>
    /// <param name="isCompact">
    /// True to leave out repeated names and times, and to show lists beside the messages, as the
    /// client does; tests of other things are easier to read without.
    /// </param>
    public TerminalHarness(int columns = 80, int rows = 24, bool isCompact = false)
    {
        (Columns, Rows) = (columns, rows);
        Model = new TerminalModel(Link, Time);
        if (!isCompact)
        {
            Model.Rooms.Style = new LineStyle { RepeatsNames = true };
            Type("\u001B[18~\u001B[19~");
        }

        Tell(EventKind.Named, name: "ann", sender: OwnId);
        Join("lobby");
    }

    public int Columns { get; set; }

    public int Rows { get; set; }

    public ManualTime Time { get; } = new();

    public FakeLink Link { get; } = new();

    public TerminalModel Model { get; }

    /// <summary>The text of the input line.</summary>
    public string Typed => Model.Editor.Line.Text;

    /// <summary>
    /// The non-empty message rows, without styles and times: <c>bob: text</c>, and without the name
    /// where the row has none.
    /// </summary>
    public string[] Lines =>
        [.. Messages().Where(static row => row.Length > 0).Select(WithoutTime)];

    public string Status => Screen()[^2];

    public string Input => Screen()[^1];

    /// <summary>
    /// Types the bytes that a terminal would send: text, control characters, sequences.
    /// </summary>
    public void Type(string bytes)
    {
        foreach (Key key in _keys.Take(System.Text.Encoding.UTF8.GetBytes(bytes)))
        {
            Model.Press(key);
        }
    }

    public void Enter(string line) => Type(line + "\r");

    public void Paste(string text) => Type($"\u001B[200~{text}\u001B[201~");

    public void Join(string room, ulong incarnation = 1, ulong next = 1, ulong count = 2)
    {
        _sequences[room] = next;
        Model.Take(new ChatEvent
        {
            Kind = EventKind.Joined,
            Room = room,
            Number = incarnation,
            Sequence = next,
            Count = count,
            Time = Time.GetUtcNow(),
        });
    }

    /// <summary>
    /// Loses and restores the connection. The lobby can be joined again, this room cannot.
    /// </summary>
    public void LoseRoom(string room)
    {
        Model.Disconnect("The connection is lost.");
        Model.Reconnect("ann", "ann");
        Join("lobby");
        Answer(Link.Last(RequestVerb.Join), EventKind.Refused, "There is no place.");
        Assert.That(Model.Rooms.Find(room), Is.Null);
    }

    public void Say(string name, string text, string room = "lobby", ulong sender = 9) =>
        Tell(EventKind.Said, room, name, text, sender);

    /// <summary>The server delivers the user's own message.</summary>
    public void Confirm(string text, string room = "lobby") =>
        Tell(EventKind.Said, room, "ann", text, OwnId);

    public void Tell(
        EventKind kind, string room = "", string name = "", string text = "", ulong sender = 9)
    {
        ulong next = _sequences.GetValueOrDefault(room, 1UL);
        _sequences[room] = next + 1;
        Model.Take(Event(kind, room, name, text, next, sender));
    }

    /// <summary>The server sends history lines, each with its number.</summary>
    public void TellPast(string room, params (ulong Sequence, string Text, ulong Sender)[] lines)
    {
        Model.Take(new ChatEvent
        {
            Kind = EventKind.Past,
            Room = room,
            Count = (ulong)lines.Length,
        });
        foreach ((ulong sequence, string text, ulong sender) in lines)
        {
            Model.Take(Event(EventKind.Said, room, "old", text, sequence, sender, isPast: true));
        }
    }

    public void Answer(Request request, EventKind kind, string text = "") => Model.Answer(
        request, new Reply(new ChatEvent { Kind = kind, RequestId = 1, Text = text }));

    /// <summary>Refuses a request.</summary>
    public void Refuse(Request request, RefusalCode code, string sentence, string advice) =>
        Model.Answer(request, new Reply(new ChatEvent
        {
            Kind = EventKind.Refused,
            RequestId = 1,
            Number = (ulong)code,
            Text = sentence,
            Detail = advice,
        }));

    /// <summary>
    /// The screen as text, row by row, without trailing spaces. Incremental drawing must give the
    /// same result as drawing on an empty screen.
    /// </summary>
    public string[] Screen()
    {
        Frame frame = ScreenLayout.Draw(Model, Columns, Rows, inColour: true);
        if (_screen is null || _size != (Columns, Rows))
        {
            _size = (Columns, Rows);
            _screen = new VirtualScreen(Columns, Rows);
            _writer.Forget();
        }

        _screen.Write(_writer.Write(frame));
        VirtualScreen fresh = new VirtualScreen(Columns, Rows);
        fresh.Write(new FrameWriter().Write(frame));
        Assert.That(_screen.Rows, Is.EqualTo(fresh.Rows), "drawn over the previous screen");
        Assert.That(_screen.Cursor, Is.EqualTo(fresh.Cursor), "drawn over the previous screen");
        return [.. fresh.Rows];
    }

    private ChatEvent Event(
        EventKind kind,
        string room,
        string name,
        string text,
        ulong sequence,
        ulong sender,
        bool isPast = false) => new()
        {
            Kind = kind,
            Room = room,
            Name = name,
            Text = text,
            Sequence = sequence,
            SenderId = sender,
            IsPast = isPast,
            Time = Time.GetUtcNow(),
        };

    /// <summary>The rows between the topic and the status.</summary>
    private string[] Messages()
    {
        string[] all = Screen();
        return all[ScreenAreas.Of(Model, Columns, Rows).TopicRows..^2];
    }

    private string WithoutTime(string row)
    {
        bool isTimed = row.Length > 6 && row[2] == ':' && char.IsAsciiDigit(row[0]);
        if (Columns < LineContext.MinColumnsForNames)
        {
            return isTimed ? row[6..] : row;
        }

        bool isBlank = row.Length > 6 && row.AsSpan(0, 6).IndexOfAnyExcept(' ') < 0;
        if (!isTimed && !isBlank)
        {
            return row;
        }

        int at = 0;
        int cells = 0;
        while (at < row.Length && cells < LineLayout.TextColumn)
        {
            int length = System.Globalization.StringInfo.GetNextTextElementLength(row, at);
            cells += CellWidth.OfElement(row.AsSpan(at, length));
            at += length;
        }

        string name = row[6..at].Trim();
        string text = row[at..];
        return name.Length == 0 ? text
            : name == "--" || name[0] == '*' ? $"{name} {text}"
            : $"{name}: {text}".TrimEnd();
    }
}
