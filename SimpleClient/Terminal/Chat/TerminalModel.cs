using Protocol.Messages;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Keys;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>
/// The whole client but its terminal and its connection: keys and events go in, and what is to be
/// seen can be looked up. It has no thread, no clock of its own, and is used from one place.
/// </summary>
internal sealed class TerminalModel : IWords
{
    /// <summary>Lines of one paste that are sent without asking.</summary>
    public const int LinesUnasked = 5;

    /// <summary>Between two quiet looks at which rooms there are.</summary>
    private static readonly TimeSpan s_roomsKept = TimeSpan.FromSeconds(30);

    private readonly ILink _link;
    private readonly TimeProvider _time;
    private readonly Intake _intake;
    private readonly Outbox _outbox;
    private readonly Bell _bell;
    private DateTime _today;
    private long? _roomsAsked;
    private bool _keepsOutOfLobby;

    public TerminalModel(ILink link, TimeProvider time)
    {
        _link = link;
        _time = time;
        _today = time.GetLocalNow().Date;
        _bell = new Bell(time);
        Rooms = new RoomList(time);
        Lag = new LagMeter(time);
        Editor = new LineEditor(this);
        _intake = new Intake(Rooms, time);
        _outbox = new Outbox(Rooms, _intake, link, time)
        {
            Keep = Editor.Line.Set,
            Remember = Editor.Remember,
            Leave = Leave,
        };
        _intake.Shows = _outbox.Shows;
        _intake.Lost = (room, line) => _outbox.Fail(
            room, line, "The connection was lost, and this may not have arrived.");
    }

    public RoomList Rooms { get; }

    public LineEditor Editor { get; }

    public LagMeter Lag { get; }

    /// <summary>The question that is open; null: none.</summary>
    public Question? Question { get; private set; }

    /// <summary>How the connection is; empty: well. Behind commas is what matters less.</summary>
    public string Trouble { get; set; } = "";

    /// <summary>True once the reader wants to go.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>True when a bell may ring.</summary>
    public bool HasBell { get; private set; } = true;

    /// <summary>True when all of the screen is to be drawn; whoever draws resets it.</summary>
    public bool IsStale { get; set; }

    /// <summary>The reader's name; empty: none yet.</summary>
    public string OwnName => _intake.OwnName;

    /// <summary>Columns and rows of the messages, for paging; whoever draws sets it.</summary>
    public (int Columns, int Rows) Page { get; set; } = (80, 22);

    IEnumerable<string> IWords.Names => (Rooms.Current?.People.Names ?? [])
        .Where(name => name != OwnName);

    IEnumerable<string> IWords.Rooms => Rooms.All.Select(static room => room.Name)
        .Concat(_intake.KnownRooms)
        .Distinct(StringComparer.OrdinalIgnoreCase);

    IEnumerable<string> IWords.Commands => Commands.All;

    /// <summary>Enters a room; what is typed until then waits for it.</summary>
    public void Join(string room) => _outbox.Submit($"/join {room}");

    /// <summary>Takes what the server tells.</summary>
    public void Take(ChatEvent e)
    {
        if (e.Kind == EventKind.Joined && KeepOut(e.Room))
        {
            return;
        }

        _intake.Take(e);
        if (e.Kind == EventKind.Joined)
        {
            AskForEnd(e.Room);
            _outbox.Enter(e.Room);
        }

        LearnPeople();
    }

    /// <summary>Takes an answer.</summary>
    public void Answer(Request request, Reply reply)
    {
        if (request is { Verb: RequestVerb.Ping, IsQuiet: true })
        {
            Lag.Answer();
        }

        bool isRefusedJoin = request.Verb == RequestVerb.Join && reply.IsRefused;
        if (isRefusedJoin && request.Room is { Gap: { } gap } room && request.Target == room.Name)
        {
            _intake.Drop(room, gap);
            request = request with { Room = null };
        }

        _outbox.Answer(request, reply);
    }

    /// <summary>Takes that there was no answer.</summary>
    public void GiveUp(Request request, string why) => _outbox.GiveUp(request, why);

    /// <summary>The connection is lost.</summary>
    /// <param name="why">A sentence.</param>
    public void Disconnect(string why)
    {
        _intake.Disconnect();
        foreach (ChatRoom room in Rooms.All.Append(Rooms.Seen).Distinct())
        {
            Rooms.AddNotice(why, room, LineKind.Fault);
        }
    }

    /// <summary>There is a connection again, with a name: back into every room.</summary>
    /// <param name="wanted">The name that the reader had.</param>
    /// <param name="got">The name that was free.</param>
    public void Reconnect(string wanted, string got)
    {
        Lag.Reset();
        if (wanted != got)
        {
            Rooms.AddNotice($"Somebody has the name {wanted}, perhaps your connection from before:"
                + $" you are {got} now. /nick {wanted} takes it back when it is free.");
        }

        _keepsOutOfLobby = Rooms.Find(Plain.EventLines.Lobby) is null;
        foreach (ChatRoom room in Rooms.All.Where(static room => room.Gap is { Back: null }))
        {
            bool isLobby = Plain.EventLines.IsLobby(room.Name);
            if (!isLobby)
            {
                _link.Send(new Request(RequestVerb.Join, room.Name) { Room = room });
            }
        }
    }

    /// <summary>Time goes by: to be called once a second or more often.</summary>
    public void Tick()
    {
        DateTime today = _time.GetLocalNow().Date;
        if (today != _today)
        {
            _today = today;
            Rooms.BeginDay();
        }

        if (_link.IsUp && Lag.IsDue)
        {
            Lag.Ask();
            _link.Send(new Request(RequestVerb.Ping) { IsQuiet = true });
        }
    }

    /// <summary>Whoever runs the program wants it to end.</summary>
    public void Leave() => IsLeaving = true;

    /// <summary>True once for all that happened since, if a bell is due.</summary>
    public bool TakeBell()
    {
        bool rings = _intake.Calls && HasBell && _bell.Ring();
        _intake.Calls = false;
        return rings;
    }

    /// <summary>Does what a key stands for.</summary>
    public void Press(Key key)
    {
        ChatRoom before = Rooms.Seen;
        if (!PressInQuestion(key) && (Editor.Search is not null || !PressGlobal(key)))
        {
            PressInLine(key);
        }

        if (Rooms.Seen != before)
        {
            _outbox.Turn();
        }

        LearnPeople();
    }

    /// <summary>With the name comes the lobby: who had left it stays out of it.</summary>
    private bool KeepOut(string room)
    {
        bool isUnasked = _keepsOutOfLobby && Plain.EventLines.IsLobby(room)
            && !_outbox.IsEntering(room);
        if (isUnasked)
        {
            _link.Send(new Request(RequestVerb.Leave, room) { IsQuiet = true });
        }

        _keepsOutOfLobby &= !Plain.EventLines.IsLobby(room);
        return isUnasked;
    }

    /// <summary>
    /// A room where nothing was ever said tells no past of its own accord. This answer, a past
    /// without lines, comes behind the past if there is one: then all of it is known.
    /// </summary>
    private void AskForEnd(string name)
    {
        if (Rooms.Find(name) is { Gap.Back: not null } room)
        {
            _link.Send(new Request(RequestVerb.History, room.Name)
            {
                Number = ulong.MaxValue,
                IsQuiet = true,
            });
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
                Rooms.Seen.View.Up(Math.Max(1, rows - 1), rows, columns);
                return true;
            case { Code: KeyCode.PageDown }:
                Rooms.Seen.View.Down(Math.Max(1, rows - 1), columns);
                return true;
            case { Code: KeyCode.Escape }:
                Rooms.Seen.View.ToEnd();
                return true;
            case { Code: KeyCode.Text, Alt: true } when key.Text[0] is >= '1' and <= '9':
                Rooms.Show(key.Text[0] - '0');
                return true;
            case { Code: KeyCode.Up, Alt: true }:
            case { Code: KeyCode.Left, Alt: true } when Editor.Line.IsEmpty:
                Rooms.Step(-1);
                return true;
            case { Code: KeyCode.Down, Alt: true }:
            case { Code: KeyCode.Right, Alt: true } when Editor.Line.IsEmpty:
                Rooms.Step(1);
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
        switch (Editor.Press(byWord ? key with { Alt = false, Ctrl = true } : key))
        {
            case Edit.Entered:
                Enter();
                break;
            case Edit.Leave:
                AskToLeave();
                break;
            default:
                LearnRooms();
                break;
        }
    }

    private void Enter()
    {
        int lines = Editor.Line.Text.Split('\n').Count(static line => line.Trim().Length > 0);
        if (lines <= LinesUnasked)
        {
            Submit();
        }
        else
        {
            string target = _outbox.Target;
            Question = new Question(
                $"y: send {lines} lines to {target}; any other key: not yet",
                Question.IsYes,
                () =>
                {
                    // Another room may have come meanwhile: the answer was not for that.
                    Action then = _outbox.Target == target ? Submit : Enter;
                    then();
                });
        }
    }

    private void Submit()
    {
        string text = Editor.Take();
        Rooms.Seen.View.ToEnd();
        switch (text.Trim().ToLowerInvariant())
        {
            case "":
                _link.RetryNow();
                break;
            case "/bell" or "/bell on" or "/bell off":
                HasBell = text.Trim().ToLowerInvariant() switch
                {
                    "/bell on" => true,
                    "/bell off" => false,
                    _ => !HasBell,
                };
                Rooms.AddNotice($"The bell is {(HasBell ? "on" : "off")}.");
                break;
            case "/keys":
                foreach (string line in Commands.Keys)
                {
                    Rooms.AddNotice(line);
                }

                break;
            case "/reconnect":
                _link.RetryNow();
                break;
            default:
                _outbox.Submit(text);
                break;
        }
    }

    private void AskToLeave() => Question = new Question(
        "Ctrl-C again leaves, any other key stays",
        static key => key.IsCtrl('c') || key.IsCtrl('d'),
        Leave);

    /// <summary>
    /// Asks who is here, once for each room that is looked at: names to complete are wanted soon,
    /// and asking for all rooms at once would make the server think of a flood.
    /// </summary>
    private void LearnPeople()
    {
        if (_link.IsUp && Rooms.Current is { KnowsPeople: false, Incarnation: > 0 } room)
        {
            room.KnowsPeople = true;
            _link.Send(new Request(RequestVerb.Members, room.Name) { IsQuiet = true });
        }
    }

    private void LearnRooms()
    {
        bool isKnown = _roomsAsked is { } asked && _time.GetElapsedTime(asked) < s_roomsKept;
        string text = Editor.Line.Text;
        if (!isKnown && _link.IsUp && text.StartsWith("/join", StringComparison.OrdinalIgnoreCase))
        {
            _roomsAsked = _time.GetTimestamp();
            _link.Send(new Request(RequestVerb.Rooms) { IsQuiet = true });
        }
    }
}
