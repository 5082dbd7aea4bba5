using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Places;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Device;
using SimpleClient.Terminal.Drawing;
using SimpleClient.Terminal.Effects;
using SimpleClient.Terminal.Keys;

namespace SimpleClient.Terminal;

/// <summary>
/// The client on a terminal. It reads keys, takes events and draws changes. Only one thread does
/// this at a time. All decisions are made in <see cref="TerminalModel"/>.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "The connection is closed, with a goodbye, where the session ends.")]
internal sealed class TerminalSession
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The time limit for the goodbye after a signal. Windows ends a process 5 s after its console
    /// window was closed.
    /// </summary>
    private static readonly TimeSpan s_lastSteps = TimeSpan.FromSeconds(4);

    private static readonly string? s_terminal = Environment.GetEnvironmentVariable("TERM");

    private readonly TerminalDevice _device;
    private readonly bool _inColour;
    private readonly Inbox _inbox = new();
    private readonly KeyDecoder _keys = new();
    private readonly FrameWriter _writer = new();
    private readonly Reconnector _reconnector;
    private readonly TerminalModel _model;
    private readonly SessionEffects _effects;
    private (int Columns, int Rows) _size;
    private readonly ManualResetEventSlim _ended = new();
    private Timer? _fuse;
    private int _keyReads;
    private string _title = "";
    private bool _hasMouse;
    private bool _isGone;

    /// <param name="device">The open terminal; it is closed at the end.</param>
    /// <param name="connect">Connects again after a lost connection.</param>
    /// <param name="inColour">False when the user disabled colours.</param>
    /// <param name="memory">The settings and typed lines of earlier starts.</param>
    /// <param name="openTransfer">Makes a connection for a file; null when files are off.</param>
    public TerminalSession(
        TerminalDevice device,
        Func<CancellationToken, Task<ChatClient>> connect,
        bool inColour,
        ClientMemory memory,
        Func<FileTransferClient>? openTransfer = null)
    {
        _device = device;
        _inColour = inColour;
        _reconnector = new Reconnector(connect, _inbox, TimeProvider.System);
        _model = _reconnector.Model;
        _model.TryOpen = address => LinkOpener.TryOpen(
            address, () => _inbox.Post(() => _model.ShowAlone(address)));
        _effects = new SessionEffects(_model, _inbox, memory);
        if (openTransfer is not null)
        {
            _reconnector.UseFiles(openTransfer);
        }
    }

    /// <summary>Runs until the user leaves or the terminal is closed.</summary>
    /// <param name="client">The first client; it has a name.</param>
    /// <param name="address">The server's address, for the user.</param>
    /// <param name="rooms">
    /// The rooms of the options, of which the first one is shown; empty for the remembered places.
    /// </param>
    /// <returns>True when the user left; false when the terminal was closed.</returns>
    public async Task<bool> RunAsync(ChatClient client, string address, IReadOnlyList<string> rooms)
    {
        AppDomain.CurrentDomain.ProcessExit += OnEnd;
        AppDomain.CurrentDomain.UnhandledException += OnEnd;
        using var signals = new ProcessSignals(
            Leave,
            _device.Close,
            () => _inbox.Post(Reopen),

            // A size that changes and changes back between two checks looks unchanged. But the
            // terminal has cut or wrapped its rows meanwhile, so the screen is drawn again.
            () => _inbox.Post(() => _model.IsStale = true));
        using var ticks = new PeriodicTimer(s_tick);
        try
        {
            StartPlaces places = _effects.PlacesFor(rooms);
            _model.Rooms.AddNotice(
                TerminalSentences.Connected(address),
                places.IsOutOfLobby ? null : _model.Rooms.FindOrAdd(EventLines.Lobby));
            _effects.Begin();
            _reconnector.Attach(client);
            _model.Open(places);

            new Thread(ReadKeys) { IsBackground = true, Name = "keys" }.Start();
            _inbox.Watch(TickAsync(ticks));
            await LoopAsync();

            // The user has left. A slow server may delay the goodbye, but not the terminal.
            _device.Close();
            await _reconnector.DisposeAsync();
            await _effects.DisposeAsync();
            return !_isGone;
        }
        finally
        {
            _device.Close();
            _fuse?.Dispose();
            _ended.Set();
            AppDomain.CurrentDomain.ProcessExit -= OnEnd;
            AppDomain.CurrentDomain.UnhandledException -= OnEnd;
        }
    }

    private void OnEnd(object? sender, EventArgs e) => _device.Close();

    private async Task LoopAsync()
    {
        while (!_model.IsLeaving && !_isGone)
        {
            try
            {
                Draw();
            }
            catch (IOException)
            {
                _isGone = true;
                return;
            }

            await _inbox.RunAsync();
            _effects.WriteLog();
        }
    }

    private void Draw()
    {
        (int Columns, int Rows) size = TerminalDevice.Size();
        if (size != _size || _model.IsStale)
        {
            _size = size;
            _model.IsStale = false;
            _writer.Forget();
        }

        _model.Trouble = _reconnector.Trouble;
        Frame frame = ScreenLayout.Draw(_model, size.Columns, size.Rows, _inColour);
        _device.Write(_writer.Write(frame) + Signals());
    }

    /// <summary>The bell, the title, a notification, and whether the mouse is used.</summary>
    private string Signals()
    {
        string all = _model.TakeBell() ? "\a" : "";
        if (_model.TakeAlert() is { } alert)
        {
            all += _model.Settings.HasBell
                ? Notification.Of(alert, _model.Settings.Notification, s_terminal)
                : "";
            _effects.Alert(alert);
        }

        string title = WindowTitle.Of(_model);
        if (title != _title)
        {
            _title = title;
            all += $"\u001B]2;{title}\u001B\\";
        }

        if (_model.HasMouse != _hasMouse)
        {
            _hasMouse = _model.HasMouse;
            all += _hasMouse ? "\u001B[?1000h\u001B[?1006h" : "\u001B[?1000l\u001B[?1006l";
        }

        return all;
    }

    private void Leave(PosixSignalContext signal)
    {
        // The process must not end at once. It sends a quit request first, but does not wait for
        // that forever.
        signal.Cancel = true;
        _inbox.Post(_model.Leave);
        if (OperatingSystem.IsWindows())
        {
            // After a closed console window, a logoff or a shutdown, Windows ends the process as
            // soon as this method returns.
            _ended.Wait(s_lastSteps);
            return;
        }

        _fuse ??= new Timer(_ => Environment.Exit(1), null, s_lastSteps, Timeout.InfiniteTimeSpan);
    }

    private void Reopen()
    {
        if (_model.IsLeaving)
        {
            return;
        }

        _isGone = !_device.Open();
        (_title, _hasMouse) = ("", false);
        _model.IsStale = true;
    }

    private void ReadKeys()
    {
        byte[] bytes = new byte[4096];
        int read;
        while ((read = _device.Read(bytes)) > 0)
        {
            byte[] typed = bytes[..read];

            // The next read waits until the keys are handled, so a long paste waits in the
            // terminal.
            _inbox.PostAsync(
                () => Press(ArrowRun.Read(
                    PasteDetector.Read(_keys.Take(typed), TerminalModel.LinesUnasked))))
                .GetAwaiter().GetResult();
        }

        _inbox.Post(() => _isGone = true);
    }

    private void Press(IReadOnlyList<Key> keys)
    {
        foreach (Key key in keys)
        {
            _model.Press(key);
        }

        int read = ++_keyReads;
        if (_keys.IsWaiting)
        {
            _inbox.Watch(GiveUpAsync(read, _keys.Patience));
        }
    }

    /// <summary>
    /// Ends an incomplete sequence after a pause. A single Escape is then the key, and an
    /// incomplete paste is used as it is.
    /// </summary>
    private async Task GiveUpAsync(int read, TimeSpan patience)
    {
        await Task.Delay(patience);
        _inbox.Post(() =>
        {
            if (read == _keyReads)
            {
                Press(_keys.GiveUp());
            }
        });
    }

    private async Task TickAsync(PeriodicTimer ticks)
    {
        while (await ticks.WaitForNextTickAsync())
        {
            // A terminal that accepts no output delays the loop, so each tick waits for the one
            // before.
            await _inbox.PostAsync(_model.Tick);
        }
    }
}
