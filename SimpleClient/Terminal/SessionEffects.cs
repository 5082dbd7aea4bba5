using SimpleClient.Library.Link;
using SimpleClient.Lines;
using SimpleClient.Places;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Effects;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal;

/// <summary>
/// Does what the model has decided and cannot do itself: stores settings, places and typed lines,
/// writes the log, and runs the program for mentions. Errors become lines on the screen.
/// </summary>
internal sealed class SessionEffects : IAsyncDisposable
{
    private readonly TerminalModel _model;
    private readonly ClientMemory _memory;
    private readonly SettingsStore _store;
    private readonly MentionCommand _mention;
    private readonly Action<string> _report;
    private ChatLog? _log;
    private string _placesFault = "";

    public SessionEffects(TerminalModel model, Inbox inbox, ClientMemory memory)
    {
        (_model, _memory) = (model, memory);
        _report = fault => inbox.Post(() => model.Rooms.AddNotice(fault, null, LineKind.Fault));
        _store = new SettingsStore(memory, _report);
        _mention = new MentionCommand(_report, TimeProvider.System);
    }

    /// <summary>The places to open at the start.</summary>
    /// <param name="rooms">The rooms of the options; empty for the remembered places.</param>
    public StartPlaces PlacesFor(IReadOnlyList<string> rooms) => rooms.Count > 0
        ? StartPlaces.Of(rooms)
        : _memory.ReadPlaces(out _placesFault);

    /// <summary>Gives the model the settings and the typed lines of earlier starts.</summary>
    public void Begin()
    {
        IReadOnlyList<string> typed = [];
        if (_memory.Content.Settings.KeepsHistory)
        {
            typed = _memory.History.Read(out string fault);
            Show(fault);
        }

        Show(_placesFault);
        _model.Use(_memory.Content.Settings, typed, _store);
        if (_memory.Content.Faults is { Count: > 0 } faults)
        {
            // The lobby may be hidden behind a room that the client enters at once.
            _model.ShowList(SettingSentences.Faults, [.. faults.Select(EventLines.Safe)]);
        }
    }

    /// <summary>Runs the user's program for a mention.</summary>
    public void Alert(Alert alert) => _mention.Run(_model.Settings.OnMention, alert);

    /// <summary>Writes the messages since the last call to the log.</summary>
    public void WriteLog()
    {
        if (_model.TakeLog() is { Count: > 0 } lines)
        {
            _log ??= new ChatLog(
                Dialer.Address(_memory.Server.Host, _memory.Server.Port), _report);
            _log.Add(ClientMemory.LogFolder(_model.Settings), lines);
        }
    }

    public async ValueTask DisposeAsync()
    {
        WriteLog();
        _model.SavePlaces();
        _mention.Dispose();
        await _store.FinishAsync();
        if (_log is not null)
        {
            await _log.DisposeAsync();
        }
    }

    private void Show(string fault)
    {
        if (fault.Length > 0)
        {
            _model.Rooms.AddNotice(fault, null, LineKind.Fault);
        }
    }
}
