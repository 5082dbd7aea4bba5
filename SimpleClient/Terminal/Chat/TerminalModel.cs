using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Events;
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

    private readonly ILink _link;
    private readonly TimeProvider _time;
    private readonly EventReducer _eventReducer;
    private readonly Outbox _outbox;
    private readonly Bell _bell;
    private readonly ClientCommands _commands;
    private readonly BackgroundRequests _requests;
    private readonly KeyBindings _keys;
    private DateTime _today;
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
        _eventReducer = new EventReducer(Rooms, time);
        _outbox = new Outbox(Rooms, _eventReducer, link, time)
        {
            Keep = Editor.Line.Set,
            Remember = Editor.Remember,
            Leave = Leave,
        };
        _commands = new ClientCommands(Rooms, link);
        _requests = new BackgroundRequests(Rooms, link, Lag, time);
        _keys = new KeyBindings(
            Rooms, Editor, _outbox, _commands, _requests, new Drafts(Rooms, Editor));
        _eventReducer.Shows = _outbox.Shows;
        _eventReducer.Lost = (room, line) => _outbox.Fail(
            room, line, TerminalSentences.ConnectionLost);
    }

    public RoomList Rooms { get; }

    public LineEditor Editor { get; }

    public LagMeter Lag { get; }

    /// <summary>The question that is open; null: none.</summary>
    public Question? Question => _keys.Question;

    /// <summary>How the connection is; empty: well. Behind commas is what matters less.</summary>
    public string Trouble { get; set; } = "";

    /// <summary>True once the reader wants to go.</summary>
    public bool IsLeaving => _keys.IsLeaving;

    /// <summary>True when a bell may ring.</summary>
    public bool HasBell => _commands.HasBell;

    /// <summary>True when all of the screen is to be drawn; whoever draws resets it.</summary>
    public bool IsStale
    {
        get => _keys.IsStale;
        set => _keys.IsStale = value;
    }

    /// <summary>The reader's name; empty: none yet.</summary>
    public string OwnName => _eventReducer.OwnName;

    /// <summary>Columns and rows of the messages, for paging; whoever draws sets it.</summary>
    public (int Columns, int Rows) Page
    {
        get => _keys.Page;
        set => _keys.Page = value;
    }

    IEnumerable<string> IWords.Names => (Rooms.Current?.People.Names ?? [])
        .Where(name => name != OwnName);

    IEnumerable<string> IWords.Rooms => Rooms.All.Select(static room => room.Name)
        .Concat(_eventReducer.KnownRooms)
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

        bool isAwaited = e.Kind == EventKind.Joined && _outbox.Awaits(e.Room);
        _eventReducer.Take(e);
        if (e.Kind == EventKind.Joined)
        {
            _requests.AskForEnd(e.Room);
            _outbox.Enter(e.Room);
        }

        _keys.FollowRoom(isAwaited);
        _requests.LearnPeople();
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
            _eventReducer.Drop(room, gap);
            _keys.FollowRoom(isAwaited: false);
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
        _eventReducer.Disconnect(Lag.LostSince);
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
            Rooms.AddNotice(TerminalSentences.OtherNameNow(wanted, got));
        }

        _keepsOutOfLobby = Rooms.Find(EventLines.Lobby) is null;
        foreach (ChatRoom room in Rooms.All.Where(static room => room.Gap is { Back: null }))
        {
            bool isLobby = EventLines.IsLobby(room.Name);
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

        _requests.Tick();
    }

    /// <summary>Whoever runs the program wants it to end.</summary>
    public void Leave() => _keys.Leave();

    /// <summary>True once for all that happened since, if a bell is due.</summary>
    public bool TakeBell()
    {
        bool rings = _eventReducer.Calls && HasBell && _bell.Ring();
        _eventReducer.Calls = false;
        return rings;
    }

    /// <summary>Does what a key stands for.</summary>
    public void Press(Key key) => _keys.Press(key);

    /// <summary>With the name comes the lobby: who had left it stays out of it.</summary>
    private bool KeepOut(string room)
    {
        bool isUnasked = _keepsOutOfLobby && EventLines.IsLobby(room)
            && !_outbox.IsEntering(room);
        if (isUnasked)
        {
            _link.Send(new Request(RequestVerb.Leave, room) { IsQuiet = true });
        }

        _keepsOutOfLobby &= !EventLines.IsLobby(room);
        return isUnasked;
    }
}
