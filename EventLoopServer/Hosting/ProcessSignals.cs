using System.Runtime.InteropServices;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Threading;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting;

/// <summary>
/// Handles each signal that would end the process by default. A signal that is ignored when the
/// process starts stays ignored, because nohup depends on that. SIGTERM is an exception: the
/// runtime handles it before the program runs, so its setting at the start is lost.
/// </summary>
/// <remarks>
/// Signals of a crash (SIGSEGV, SIGABRT and others), SIGKILL and the signals of job control keep
/// their behaviour. The runtime itself ignores SIGPIPE.
/// </remarks>
internal sealed class ProcessSignals : IDisposable
{
    /// <summary>
    /// How long a graceful shutdown may take when the window is closed or Windows shuts down, in
    /// ms. Windows ends the process after 5 s, or earlier when the handler returns.
    /// </summary>
    private const int WindowsDrainMs = 4000;

    private const nint Ignore = 1; // SIG_IGN

    /// <summary>More bytes than struct sigaction has on any system.</summary>
    private const int ActionBytes = 512;

    /// <summary>
    /// The first real-time signal of Linux that is free. The C library uses 32 and 33, and musl
    /// also uses 34. The runtime stops its threads with 35.
    /// </summary>
    private const int FirstRealTime = 36;
    private const int LastRealTime = 64;

    private readonly Action _stop;
    private readonly ILogger _log;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _stops;

    /// <summary>Registers the handlers.</summary>
    /// <param name="stop">Starts a graceful stop. Called once, on a pool thread.</param>
    /// <param name="reload">
    /// Reads the options again on SIGHUP; null when there is a terminal, because SIGHUP then means
    /// that the terminal was closed.
    /// </param>
    /// <param name="mailbox">The mailbox of the loop, which logs ignored signals.</param>
    /// <param name="ignoredLog">
    /// The log for ignored signals. It has a limit, because a process that may send signals can
    /// send any number of them.
    /// </param>
    /// <param name="log">The log.</param>
    public ProcessSignals(
        Action stop, Action? reload, Mailbox mailbox, ClientLog ignoredLog, ILogger log)
    {
        _stop = stop;
        _log = log;
        bool reloads = reload is not null && !OperatingSystem.IsWindows();
        Register((int)PosixSignal.SIGHUP, reloads
            ? context =>
            {
                context.Cancel = true;
                reload!();
            }
        : context => Stop(context, "SIGHUP"));
        foreach ((int number, string name) in Stopping())
        {
            Register(number, context => Stop(context, name));
        }

        foreach ((int number, string name) in Ignored())
        {
            var signal = new IgnoredSignal(name, mailbox, ignoredLog);
            Register(number, context =>
            {
                context.Cancel = true;
                signal.Post();
            });
        }
    }

    public void Dispose() => _registrations.ForEach(static r => r.Dispose());

    /// <summary>
    /// Signals that stop the server. The first signal stops it gracefully, and the second one at
    /// once.
    /// </summary>
    private static IEnumerable<(int Number, string Name)> Stopping()
    {
        yield return ((int)PosixSignal.SIGINT, "SIGINT");
        yield return ((int)PosixSignal.SIGQUIT, "SIGQUIT");
        yield return ((int)PosixSignal.SIGTERM, "SIGTERM");
        if (!OperatingSystem.IsWindows())
        {
            // The soft limit of CPU time. The hard limit sends SIGKILL.
            yield return (24, "SIGXCPU");
        }

        if (OperatingSystem.IsLinux())
        {
            yield return (30, "SIGPWR");
        }
    }

    /// <summary>
    /// Signals that have no meaning for the server, and would end the process by default.
    /// </summary>
    private static IEnumerable<(int Number, string Name)> Ignored()
    {
        if (OperatingSystem.IsWindows())
        {
            yield break;
        }

        bool isLinux = OperatingSystem.IsLinux();
        yield return (isLinux ? 10 : 30, "SIGUSR1");
        yield return (isLinux ? 12 : 31, "SIGUSR2");
        yield return (14, "SIGALRM");
        yield return (25, "SIGXFSZ"); // The log's file is full: writing to it fails from now on.
        yield return (26, "SIGVTALRM");
        yield return (27, "SIGPROF");
        if (isLinux)
        {
            yield return (16, "SIGSTKFLT");
            yield return (29, "SIGIO");
            for (int number = FirstRealTime; number <= LastRealTime; number++)
            {
                yield return (number, $"signal {number}");
            }
        }
    }

    private void Register(int number, Action<PosixSignalContext> handler)
    {
        if (!IsIgnored(number))
        {
            _registrations.Add(PosixSignalRegistration.Create((PosixSignal)number, handler));
        }
    }

    private void Stop(PosixSignalContext context, string name)
    {
        context.Cancel = Interlocked.Increment(ref _stops) == 1;
        if (!context.Cancel)
        {
            return;
        }

        Log.SignalStops(_log, name);
        _stop();
        if (OperatingSystem.IsWindows()
            && context.Signal is PosixSignal.SIGHUP or PosixSignal.SIGTERM)
        {
            // Untested: follows the documentation of SetConsoleCtrlHandler. The process ends when
            // this handler returns, or earlier when the stop is complete.
            Thread.Sleep(WindowsDrainMs);
        }
    }

    private static bool IsIgnored(int number)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        // The runtime has negative numbers for these four signals.
        int raw = (PosixSignal)number switch
        {
            PosixSignal.SIGHUP => 1,
            PosixSignal.SIGINT => 2,
            PosixSignal.SIGQUIT => 3,
            PosixSignal.SIGTERM => 15,
            _ => number,
        };

        // The handler is the first field of the structure on Linux and on macOS.
        byte[] action = new byte[ActionBytes];
        return GetAction(raw, 0, action) == 0
            && MemoryMarshal.Read<nint>(action) == Ignore;
    }

    [DllImport("libc", EntryPoint = "sigaction")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetAction(int signal, nint action, [Out] byte[] old);
}
