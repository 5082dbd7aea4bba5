using Protocol.Messages;
using SimpleClient.Configuration;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Places;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Events;
using SimpleClient.Terminal.Chat.Overlays;
using SimpleClient.Terminal.Chat.Reading;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Chat.Sending;
using SimpleClient.Terminal.Chat.Settings;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Keys;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat;

/// <summary>
/// The client without its terminal and its connection. Keys and events are put into it, and the
/// screen is read from it. It has neither a thread nor a clock of its own, and only one thread may
/// use it at a time.
/// </summary>
internal sealed class TerminalModel
{
    /// <summary>The most lines of a paste that are sent without a question.</summary>
    public const int LinesUnasked = 5;

    private readonly ILink _link;
    private readonly TimeProvider _time;
    private readonly EventReducer _eventReducer;
    private readonly Outbox _outbox;
    private readonly Alerts _alerts;
    private readonly ClientCommands _commands;
    private readonly BackgroundRequests _requests;
    private readonly KeyBindings _keys;
    private readonly PastPager _pager;
    private readonly HitBrowser _hits;
    private readonly OverlayKeys _overlays;
    private readonly SettingCommands _settings;
    private readonly PlaceMemory _places;
    private readonly PlaceOpener _opener;
    private readonly MessageLog _log = new();
    private readonly KeyMap _keyMap = new();
    private DateTime _today;
    private ulong _resumeId;

    public TerminalModel(ILink link, TimeProvider time)
    {
        _link = link;
        _time = time;
        _today = time.GetLocalNow().Date;
        Rooms = new RoomList(time);
        Lag = new LagMeter(time);
        _eventReducer = new EventReducer(Rooms, time);
        Editor = new LineEditor(new CompletionWords(Rooms, _eventReducer));
        _alerts = new Alerts(_eventReducer, Rooms, time);
        _outbox = new Outbox(Rooms, _eventReducer, link, time)
        {
            Keep = Editor.Line.Set,
            Remember = Editor.Remember,
            Leave = Leave,
        };
        _settings = new SettingCommands(Rooms)
        {
            Applied = Apply,
            ShowList = (title, lines) => _overlays!.Show(title, lines),
            OwnName = () => OwnName,
        };
        _places = _settings.Places;
        Editor.Remembered = _settings.Remember;
        Rooms.Added = _log.Add;
        _commands = new ClientCommands(Rooms, link)
        {
            ChangeSetting = _settings.Run,
            Submit = _outbox.Submit,
            Files = _eventReducer.Files,
        };
        _opener = new PlaceOpener(Rooms, link, _outbox);
        _requests = new BackgroundRequests(Rooms, link, Lag, time);
        _pager = new PastPager(Rooms, link, time);
        _hits = new HitBrowser(Rooms, link, _pager, _outbox);
        _overlays = new OverlayKeys(Rooms) { Query = name => _commands.Run($"/query {name}") };
        _outbox.ShowList = _overlays.TryShow;
        _commands.ShowHelp = _overlays.ShowHelp;
        _keys = new KeyBindings(
            Rooms, Editor, _outbox, _commands, _requests, new Drafts(Rooms, Editor))
        {
            Overlays = _overlays,
            Attention = new Attention(Rooms, _pager),
            Finder = new Finder(Rooms, _pager)
            {
                Ask = text => _outbox.Submit($"/search {text}"),
            },
            Pager = _pager,
            Hits = _hits,
        };
        _commands.Links.ShowAlone = _keys.ShowAlone;
        Rooms.IsCovered = () => Overlay is not null || Hits is not null || LinkAlone is not null;
        _eventReducer.Found = _hits.Begin;
        _eventReducer.FoundLine = _hits.Add;
        _eventReducer.Paged = _pager.Take;
        _eventReducer.Shows = _outbox.Shows;
        _eventReducer.Lost = (room, line) => _outbox.Fail(
            room, line, TerminalSentences.ConnectionLost);
    }

    public RoomList Rooms { get; }

    public LineEditor Editor { get; }

    public LagMeter Lag { get; }

    /// <summary>The current question; null when there is none.</summary>
    public Question? Question => _keys.Question;

    /// <summary>The passwords that are being asked for; null when there are none.</summary>
    public SecretForm? Secrets => _keys.Secrets;

    /// <summary>The overlay over the messages; null when there is none.</summary>
    public Overlay? Overlay => _overlays.Shown;

    /// <summary>The search in the loaded lines.</summary>
    public Finder Finder => _keys.Finder;

    /// <summary>True while only the messages are shown, to be copied with the mouse.</summary>
    public bool ShowsOnlyMessages => _keys.ShowsOnlyMessages;

    /// <summary>The only link on the screen, to be copied; null when there is none.</summary>
    public string? LinkAlone => _keys.LinkAlone;

    /// <summary>
    /// Opens an address in the user's browser; returns false when that is not possible here.
    /// </summary>
    public Func<string, bool> TryOpen
    {
        set => _commands.Links.TryOpen = value;
    }

    /// <summary>The place at a column and a row of the screen; drawing sets it.</summary>
    public Func<int, int, ChatRoom?> PlaceAt
    {
        set => _keys.PlaceAt = value;
    }

    /// <summary>
    /// The messages that a search has found, while they are shown; null when there are none.
    /// </summary>
    public HitList? Hits => _hits.List;

    /// <summary>
    /// The problem with the connection; empty when there is none. The less important parts follow
    /// after commas.
    /// </summary>
    public string Trouble { get; set; } = "";

    /// <summary>The progress of a file; empty when none is on its way.</summary>
    public string Transfer { get; set; } = "";

    /// <summary>True after the user asked to leave.</summary>
    public bool IsLeaving => _keys.IsLeaving;

    /// <summary>The user's settings.</summary>
    public ClientSettings Settings => _settings.Current;

    /// <summary>True while the mouse is used.</summary>
    public bool HasMouse => Settings.HasMouse && !ShowsOnlyMessages;

    /// <summary>True when the whole screen has to be drawn. Drawing resets the value.</summary>
    public bool IsStale
    {
        get => _keys.IsStale;
        set => _keys.IsStale = value;
    }

    /// <summary>True when the user hides the list of places.</summary>
    public bool HidesPlaces => _keys.HidesPlaces;

    /// <summary>True when the user hides the list of people.</summary>
    public bool HidesPeople => _keys.HidesPeople;

    /// <summary>The user's name; empty when there is none yet.</summary>
    public string OwnName => _eventReducer.OwnName;

    /// <summary>Columns and rows of the messages, for paging; drawing sets it.</summary>
    public (int Columns, int Rows) Page
    {
        get => _pager.Page;
        set => _pager.Page = value;
    }

    /// <summary>Opens the places of the start.</summary>
    public void Open(StartPlaces places) => _opener.Open(places);

    /// <summary>Stores the places for the next start, because the client ends.</summary>
    public void SavePlaces() => _places.Finish();

    /// <summary>Shows lines over the messages until Esc.</summary>
    public void ShowList(string title, IEnumerable<string> lines) => _overlays.Show(title, lines);

    /// <summary>Uses the settings and the typed lines of earlier starts.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="typed">The typed lines, the newest last.</param>
    /// <param name="store">Stores changes.</param>
    public void Use(ClientSettings settings, IEnumerable<string> typed, ISettingsStore store)
    {
        Editor.LoadHistory(typed);
        _settings.Use(settings);
        _settings.Store = store;
        _places.Use(store);
    }

    /// <summary>Takes an event of the server.</summary>
    public void Take(ChatEvent e)
    {
        if (e.Kind == EventKind.Joined && _opener.KeepOut(e.Room))
        {
            return;
        }

        bool isAwaited = e.Kind == EventKind.Joined && _outbox.Awaits(e.Room);
        _eventReducer.Take(e);
        _resumeId = e.Kind == EventKind.Resumed ? e.RequestId : _resumeId;
        if (e.Kind == EventKind.Joined)
        {
            if (e.RequestId == _resumeId && _resumeId != 0 && !e.IsResumed)
            {
                // The session is from an earlier run. The server assumes that the client still has
                // the lines of that run, so they are requested.
                _link.Send(new Request(RequestVerb.History, e.Room) { IsQuiet = true });
            }

            _requests.AskForEnd(e.Room);
            _outbox.Enter(e.Room);
            _hits.Enter(Rooms.Find(e.Room)!);
        }

        _keys.FollowRoom(isAwaited);
        _requests.LearnPeople();
    }

    public void Answer(Request request, Reply reply)
    {
        if (request is { Verb: RequestVerb.Ping, IsQuiet: true })
        {
            Lag.Answer();
        }

        bool isRefusedJoin = request.Verb == RequestVerb.Join && reply.IsRefused;
        if (isRefusedJoin)
        {
            _hits.Refuse(request.Target);
            if (reply.RefusalCode == RefusalCode.RoomNameInvalid)
            {
                _places.Forget(request.Target);
            }
        }

        if (isRefusedJoin && request.Room is { Gap: { } gap } room && request.Target == room.Name)
        {
            _eventReducer.Drop(room, gap);
            _keys.FollowRoom(isAwaited: false);
            request = request with { Room = null };
        }

        if (request.Page is { } page && reply.IsRefused)
        {
            _pager.Fail(page, ReplyLines.Refusal(reply));
        }

        _outbox.Answer(request, reply);
    }

    /// <summary>Takes a request that got no answer.</summary>
    public void GiveUp(Request request, string why)
    {
        if (request.Page is { } page)
        {
            _pager.Fail(page, why);
        }

        _outbox.GiveUp(request, why);
    }

    /// <summary>Reports a lost connection.</summary>
    /// <param name="why">A sentence.</param>
    public void Disconnect(string why)
    {
        _eventReducer.Disconnect(Lag.LostSince);
        _pager.Disconnect();
        foreach (ChatRoom room in Rooms.All.Append(Rooms.Seen).Distinct())
        {
            Rooms.AddNotice(why, room, LineKind.Fault);
        }
    }

    /// <summary>Reports a new connection with a name, and enters all rooms again.</summary>
    /// <param name="wanted">The name that the user had.</param>
    /// <param name="got">The name that the server accepted.</param>
    /// <param name="hasRooms">True when the server enters the rooms of the session itself.</param>
    public void Reconnect(string wanted, string got, bool hasRooms = false)
    {
        Lag.Reset();
        if (wanted != got)
        {
            Rooms.AddNotice(TerminalSentences.OtherNameNow(wanted, got));
        }

        _opener.OpenAgain(hasRooms);
    }

    /// <summary>Updates everything that depends on time; call it at least once a second.</summary>
    public void Tick()
    {
        DateTime today = _time.GetLocalNow().Date;
        if (today != _today)
        {
            _today = today;
            Rooms.BeginDay();
        }

        _requests.Tick();
        _places.Update();
    }

    /// <summary>Ends the client, for example after a signal.</summary>
    public void Leave() => _keys.Leave();

    /// <summary>
    /// True when the events since the last call ring the bell. The next call returns false.
    /// </summary>
    public bool TakeBell() => _alerts.TakeBell() && Settings.HasBell;

    /// <summary>
    /// The last message that is due a notification, if the user has not seen it. It is returned
    /// once.
    /// </summary>
    public Alert? TakeAlert() => _alerts.TakeAlert();

    /// <summary>Returns the messages for the log since the last call.</summary>
    public IReadOnlyList<LogLine> TakeLog() => _log.Take();

    public void Press(Key key)
    {
        Key meant = _keyMap.Of(key);
        if (Secrets is null && KeyBindings.IsEscapeAndText(meant))
        {
            _keys.Press(new Key(KeyCode.Escape));
            meant = meant with { Alt = false };
        }

        _keys.Press(meant);
    }

    /// <summary>Shows a link alone, until the next key, because it could not be opened.</summary>
    public void ShowAlone(string link) => _keys.ShowAlone(link);

    private void Apply(ClientSettings settings)
    {
        Rooms.Style = Rooms.Style with { HasMarkup = settings.HasMarkup };
        _eventReducer.Ignored.Names = settings.Ignored;
        _eventReducer.Words.Words = settings.Highlights;
        _log.IsOn = settings.KeepsLog;
        _keyMap.Use(settings.Keys);
    }
}
