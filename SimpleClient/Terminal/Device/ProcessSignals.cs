using System.Runtime.InteropServices;

namespace SimpleClient.Terminal.Device;

/// <summary>
/// Catches the signals that end, stop or continue the process, so that the terminal is restored
/// first. SIGKILL and SIGSTOP cannot be caught. The runtime handles faults of the process itself
/// (SIGSEGV, SIGABRT).
/// </summary>
internal sealed class ProcessSignals : IDisposable
{
    // These signals have no names in .NET, and end a process by default.
    private const int Alarm = 14;
    private const int CpuTime = 24;
    private const int VirtualAlarm = 26;
    private const int Profiling = 27;

    /// <summary>SIGSTOP. It cannot be caught, and stops the process at once.</summary>
    private static readonly int s_stop = OperatingSystem.IsLinux() ? 19 : 17;

    /// <summary>
    /// The numbers of the signals without names. Some of them differ between systems: SIGUSR1,
    /// SIGUSR2, and on Linux SIGSTKFLT, SIGIO and SIGPWR.
    /// </summary>
    private static readonly int[] s_unnamed = OperatingSystem.IsLinux()
        ? [10, 12, 16, 29, 30, Alarm, CpuTime, VirtualAlarm, Profiling]
        : [30, 31, Alarm, CpuTime, VirtualAlarm, Profiling];

    private readonly List<PosixSignalRegistration> _all = [];

    /// <summary>Catches the signals that end the process.</summary>
    /// <param name="end">Called when a signal should end the process.</param>
    public ProcessSignals(Action<PosixSignalContext> end)
    {
        foreach (PosixSignal signal in Ending())
        {
            Add(signal, end);
        }
    }

    /// <summary>Catches the signals that end, stop and continue the process.</summary>
    /// <param name="end">Called when a signal should end the process.</param>
    /// <param name="restore">Called before the process stops; restores the terminal.</param>
    /// <param name="resume">Called when the process continues.</param>
    /// <param name="resize">Called when the size of the terminal has changed.</param>
    public ProcessSignals(
        Action<PosixSignalContext> end, Action restore, Action resume, Action resize)
        : this(end)
    {
        if (!OperatingSystem.IsWindows())
        {
            Add(PosixSignal.SIGWINCH, _ => resize());
            Add(PosixSignal.SIGCONT, _ => resume());
            Add(PosixSignal.SIGTSTP, context =>
            {
                context.Cancel = true;
                restore();
                _ = Kill(Environment.ProcessId, s_stop);
            });
        }
    }

    public void Dispose() => _all.ForEach(static signal => signal.Dispose());

    private static IEnumerable<PosixSignal> Ending()
    {
        yield return PosixSignal.SIGINT;
        yield return PosixSignal.SIGTERM;
        yield return PosixSignal.SIGHUP;
        yield return PosixSignal.SIGQUIT;
        if (!OperatingSystem.IsWindows())
        {
            foreach (int number in s_unnamed)
            {
                yield return (PosixSignal)number;
            }
        }
    }

    private void Add(PosixSignal signal, Action<PosixSignalContext> action)
    {
        try
        {
            _all.Add(PosixSignalRegistration.Create(signal, action));
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            // The system does not have this signal, or it cannot be caught.
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
