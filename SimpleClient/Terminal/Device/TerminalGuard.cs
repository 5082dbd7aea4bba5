namespace SimpleClient.Terminal.Device;

/// <summary>
/// Restores the mode of the terminal at every end of the program that can be caught. While the
/// runtime's console reads a line or a password, it disables echo and line editing, and sets the
/// keypad to application mode. It does not restore the mode when a signal ends the process
/// meanwhile.
/// </summary>
internal sealed class TerminalGuard : IDisposable
{
    /// <summary>Restores arrow keys and keypad.</summary>
    private static readonly byte[] s_normalKeys = "\u001B[?1l\u001B>"u8.ToArray();

    /// <summary>
    /// The time limit for a terminal that accepts no output, for example after Ctrl-S.
    /// </summary>
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
            // The terminal is closed.
        }
    }

    private void OnExit(object? sender, EventArgs e) => _mode.Restore();
}
