namespace SimpleClient.Terminal.Device;

/// <summary>
/// Restores the mode of the terminal however the program ends. The runtime's console switches echo
/// and line editing off while it reads a line or a password, and the keypad to its application
/// mode, and leaves all of that so when a signal ends the process meanwhile.
/// </summary>
internal sealed class TerminalGuard : IDisposable
{
    /// <summary>Arrow keys and keypad as they were.</summary>
    private static readonly byte[] s_normalKeys = "\u001B[?1l\u001B>"u8.ToArray();

    /// <summary>For a terminal that takes no output, such as after Ctrl-S.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly UnixMode _mode = new();
    private readonly ProcessSignals? _signals;

    public TerminalGuard()
    {
        if (!OperatingSystem.IsWindows() && _mode.Remember())
        {
            _signals = new ProcessSignals(_ => RestoreAll());
            AppDomain.CurrentDomain.ProcessExit += OnExit;
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        _signals?.Dispose();
        _mode.Restore();
    }

    private void RestoreAll()
    {
        if (_mode.TryRestore() && !Console.IsOutputRedirected)
        {
            Task.Run(WriteNormalKeys).Wait(s_patience);
        }
    }

    private static void WriteNormalKeys()
    {
        try
        {
            using Stream output = Console.OpenStandardOutput();
            output.Write(s_normalKeys);
        }
        catch (IOException)
        {
            // The terminal is gone.
        }
    }

    private void OnExit(object? sender, EventArgs e) => _mode.Restore();
}
