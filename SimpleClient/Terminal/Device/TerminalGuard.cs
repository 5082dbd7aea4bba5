namespace SimpleClient.Terminal.Device;

/// <summary>
/// Restores the mode of the terminal however the program ends. The runtime's console switches echo
/// and line editing off while it reads a line or a password, and leaves them off when a signal ends
/// the process meanwhile.
/// </summary>
internal sealed class TerminalGuard : IDisposable
{
    private readonly UnixMode _mode = new();
    private readonly ProcessSignals? _signals;

    public TerminalGuard()
    {
        if (!OperatingSystem.IsWindows() && _mode.Remember())
        {
            _signals = new ProcessSignals(_ => _mode.Restore());
            AppDomain.CurrentDomain.ProcessExit += OnExit;
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        _signals?.Dispose();
        _mode.Restore();
    }

    private void OnExit(object? sender, EventArgs e) => _mode.Restore();
}
