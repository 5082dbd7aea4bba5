using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.InteropServices;
using EventLoopServer;
using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;
using LoadTests.Clients;
using LoadTests.Failures;
using LoadTests.Measuring;
using LoadTests.Sentences;

namespace LoadTests.Running;

/// <summary>A server in its own process, whose usage can be read while it runs.</summary>
internal sealed class ServerUnderTest : IDisposable
{
    private const string AnyPort = "127.0.0.1:0";

    private static readonly string[] s_reactorArguments =
        ["--listen", AnyPort, "--no-console"];

    /// <summary>
    /// Arguments for a server without a store. A run must not see the history, names or bans of
    /// another one.
    /// </summary>
    private static readonly string[] s_withoutStore = ["--store", HistoryOptions.Off];

    private static readonly string[] s_withStore = ["--store", HistoryOptions.On];

    private const int Terminate = 15;

    private static readonly TimeSpan s_startTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(8);

    private readonly ProcessStartInfo _start;
    private readonly Lock _life = new();
    private readonly Lock _lock = new();
    private readonly List<string> _output = [];
    private readonly SemaphoreSlim _lines = new(0);
    private readonly DirectoryInfo? _folder;
    private Process _process;
    private bool _hasOutputEnded;
    private bool _isDisposed;

    /// <summary>
    /// The CPU time of all processes before the last restart. Null when there was no restart.
    /// </summary>
    private TimeSpan? _earlierCpu;

    private ServerUnderTest(ProcessStartInfo start, DirectoryInfo? folder)
    {
        (_start, _folder) = (start, folder);
        Launch();
    }

    public IPEndPoint Address { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>The server's other listening addresses, in the order of its arguments.</summary>
    public IReadOnlyList<IPEndPoint> OtherAddresses { get; private set; } = [];

    public int ProcessId => _process.Id;

    /// <summary>Starts a server and waits until it has printed its addresses.</summary>
    /// <param name="kind">The kind of server.</param>
    /// <param name="arguments">
    /// Arguments besides the address. If an argument creates a certificate, the certificate is
    /// deleted when the server ends.
    /// </param>
    /// <exception cref="LoadTestException">It ended, or did not start in time.</exception>
    public static ServerUnderTest Start(ServerKind kind, params IEnumerable<string> arguments) =>
        Start(kind, fillStore: null, [.. arguments]);

    /// <summary>Starts a server with a store, unless there is nothing to fill it.</summary>
    /// <param name="kind">The kind of server.</param>
    /// <param name="fillStore">
    /// Writes stored lines into the data folder before the server starts. Null: no store. The
    /// folder is deleted when the server ends.
    /// </param>
    /// <param name="given">Arguments besides the address and the folder.</param>
    /// <exception cref="LoadTestException">It ended, or did not start in time.</exception>
    public static ServerUnderTest Start(
        ServerKind kind, Action<string>? fillStore, string[] given)
    {
        string load = typeof(ServerUnderTest).Assembly.Location;
        DirectoryInfo? folder = given.Contains("--tls") || fillStore is not null
            ? Directory.CreateTempSubdirectory("tcpchat-load-")
            : null;
        string[] dataArguments = folder is null ? [] : ["--data", folder.FullName];
        string[] storeArguments = fillStore is null ? s_withoutStore : s_withStore;
        IEnumerable<string> program = kind == ServerKind.Reactor
            ? [typeof(ChatServer).Assembly.Location, .. s_reactorArguments, .. storeArguments]
            : [load, "serve-threads", "--port", "0"];
        fillStore?.Invoke(folder!.FullName);
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, [.. program, .. given, .. dataArguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        SocketThreads.Forget(start.Environment);

        // Options from the environment are removed, so that the measurement depends on the command
        // line alone.
        foreach (OptionRow row in new OptionSchema<ServerOptions>().Rows)
        {
            start.Environment.Remove(row.Variable);
        }

        start.Environment["DOTNET_STARTUP_HOOKS"] = load;
        var server = new ServerUnderTest(start, folder);
        try
        {
            const string marker = BannerSentences.ListeningOn;
            int addressCount = 1 + given.Count(static a => a == "--listen");
            string[] lines = server.WaitFor(marker, addressCount, s_startTimeout)
                ?? throw new LoadTestException(
                    RunSentences.ServerNotStarted(string.Join('\n', server._output)));
            IPEndPoint[] addresses =
            [
                .. lines.Select(static l =>
                    l[(l.IndexOf(marker, StringComparison.Ordinal) + marker.Length)..])
                    .Select(static a => IPEndPoint.Parse(a.Split([' ', ','])[0])),
            ];
            server.Address = addresses[0];
            server.OtherAddresses = addresses[1..];
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Kills the process without a warning, and starts it again with its data and its address.
    /// </summary>
    /// <exception cref="LoadTestException">It did not start in time.</exception>
    public void Restart()
    {
        lock (_life)
        {
            if (_isDisposed)
            {
                return;
            }

            TimeSpan cpu = Read()?.Cpu ?? TimeSpan.Zero;
            _process.Kill();
            _process.WaitForExit();
            _start.ArgumentList[_start.ArgumentList.IndexOf("--listen") + 1] = $"{Address}";
            lock (_lock)
            {
                _output.Clear();
                _hasOutputEnded = false;
                _earlierCpu = cpu;
            }

            _process.Dispose();
            Launch();
            _ = WaitFor(BannerSentences.ListeningOn, 1, s_startTimeout)
                ?? throw new LoadTestException(
                    RunSentences.ServerNotStarted(string.Join('\n', _output)));
        }
    }

    /// <returns>Its exit code and last line; null while it runs.</returns>
    public string? Ending()
    {
        if (!_process.HasExited)
        {
            return null;
        }

        lock (_lock)
        {
            string? last = _output.LastOrDefault(static l => !IsAnswer(l));
            return ErrorSentences.ServerEnded(_process.ExitCode, last);
        }
    }

    /// <returns>The usage. Null when the server has ended.</returns>
    public ServerReading? Read()
    {
        try
        {
            if (_process.HasExited)
            {
                return null;
            }

            TimeSpan cpu = _process.TotalProcessorTime + (_earlierCpu ?? TimeSpan.Zero);
            if (ProcessStat.Read(_process.Id) is { } stat)
            {
                return new ServerReading(cpu, stat.ResidentBytes, stat.Threads);
            }

            _process.Refresh();
            return new ServerReading(
                cpu, _process.WorkingSet64, _process.Threads.Count);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or Win32Exception)
        {
            // The process has ended since the check, or no descriptor is left.
            return null;
        }
    }

    /// <returns>The figures. Null without an answer within a second, and after a restart.</returns>
    public CollectorReading? ReadCollector()
    {
        if (_earlierCpu is not null || _process.HasExited)
        {
            return null;
        }

        lock (_lock)
        {
            _output.RemoveAll(IsAnswer);
        }

        try
        {
            _process.StandardInput.WriteLine();
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // The server has just ended.
            return null;
        }

        string? line = WaitFor(StartupHook.Answer, 1, TimeSpan.FromSeconds(1))?[0];
        string[] words = line?.Split(' ') ?? [];
        return words.Length == 5
            ? new CollectorReading(
                int.Parse(words[1]), int.Parse(words[2]), int.Parse(words[3]), long.Parse(words[4]))
            : null;
    }

    public void Dispose()
    {
        lock (_life)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                End();
            }
        }
    }

    private void End()
    {
        if (!_process.HasExited)
        {
            bool isAsked = !OperatingSystem.IsWindows() && Kill(_process.Id, Terminate) == 0;
            if (!isAsked || !_process.WaitForExit(s_stopTimeout))
            {
                _process.Kill();
                _process.WaitForExit(s_stopTimeout);
            }
        }

        // The threads that read the server's output may still run, so the semaphore is not
        // disposed.
        _process.Dispose();
        _folder?.Delete(recursive: true);
    }

    [MemberNotNull(nameof(_process))]
    private void Launch()
    {
        var process = new Process { StartInfo = _start };
        _process = process;
        process.OutputDataReceived += (_, line) => Add(process, line.Data, line.Data is null);
        process.ErrorDataReceived += (_, line) => Add(process, line.Data, isEnd: false);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private static bool IsAnswer(string line) =>
        line.StartsWith(StartupHook.Answer, StringComparison.Ordinal);

    private void Add(Process process, string? line, bool isEnd)
    {
        lock (_lock)
        {
            // The output of a killed process may end after the next process has started.
            _hasOutputEnded |= isEnd && process == _process;
            if (line is null)
            {
                _lines.Release();
                return;
            }

            // Only the last lines are stored.
            if (_output.Count > 1000)
            {
                _output.RemoveRange(0, 500);
            }

            _output.Add(line);
            _lines.Release();
        }
    }

    /// <returns>
    /// The first lines with this text. Null when there are too few of them in time.
    /// </returns>
    private string[]? WaitFor(string part, int count, TimeSpan timeout)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            lock (_lock)
            {
                string[] found =
                    [.. _output.Where(l => l.Contains(part, StringComparison.Ordinal)).Take(count)];
                if (found.Length == count)
                {
                    return found;
                }

                if (_hasOutputEnded)
                {
                    return null;
                }
            }

            TimeSpan left = timeout - watch.Elapsed;
            if (left <= TimeSpan.Zero || !_lines.Wait(left))
            {
                return null;
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
