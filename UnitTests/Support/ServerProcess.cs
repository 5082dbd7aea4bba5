using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using EventLoopServer;
using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Files;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;
using UnitTests.Sentences;

namespace UnitTests.Support;

/// <summary>The server's program in a process of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly string[] s_noStore = ["--store", HistoryOptions.Off];

    /// <summary>The variable with the path of a server to test instead of this build.</summary>
    private const string Variable = "SERVER_UNDER_TEST";

    /// <summary>
    /// Settings of the runtime for a server that lives for a moment, and needs nearly all of its
    /// processor time for its start. Normally the program compiles each method once, at its best.
    /// With tiers and without profiles the start took 0.44 s instead of 0.77 s on two cores. The
    /// last setting turns off W^X, which changes the protection of each page of compiled code.
    /// </summary>
    private static readonly (string Name, string Value)[] s_brief =
    [
        ("DOTNET_TieredCompilation", "1"),
        ("DOTNET_TieredPGO", "0"),
        ("DOTNET_EnableWriteXorExecute", "0"),
    ];

    private const int Terminate = 15;

    private readonly Process _process;
    private readonly object _lock = new();
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];

    public ServerProcess(params string[] arguments)
        : this(Start(Command(arguments)))
    {
    }

    private ServerProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>
    /// Starts a server that lives for a moment: it starts faster, and is slower later.
    /// </summary>
    public static ServerProcess Brief(params string[] arguments) =>
        new(StartBrief(Command(arguments)));

    /// <summary>
    /// Starts a brief server from a shell, which redirects its input or output.
    /// </summary>
    public static ServerProcess FromShell(string streams, params string[] arguments) =>
        new(StartBrief(["sh", "-c", $"exec \"$0\" \"$@\" {streams}", .. Command(arguments)]));

    /// <summary>Starts a brief server from a shell that runs these commands first.</summary>
    public static ServerProcess AfterCommands(string commands, params string[] arguments) =>
        new(StartBrief(["sh", "-c", $"{commands}; exec \"$0\" \"$@\"", .. Command(arguments)]));

    /// <summary>Starts a script of Python, which starts the server.</summary>
    public static ServerProcess FromPython(string script, params string[] arguments) =>
        new(Start(["python3", "-c", script, .. Command(arguments)]));

    /// <summary>Starts the server with a limit of file descriptors.</summary>
    public static ServerProcess WithDescriptors(int most, params string[] arguments) =>
        AfterCommands($"ulimit -n {most}", arguments);

    /// <summary>
    /// Starts the server on a pseudo-terminal with script(1), whose arguments differ between Linux
    /// and macOS.
    /// </summary>
    public static ServerProcess OnTerminal(params string[] arguments)
    {
        string[] command = Command(arguments);
        string line = string.Join(' ', command.Select(static a => $"'{a}'"));
        return new(Start(OperatingSystem.IsMacOS()
            ? ["script", "-q", "/dev/null", .. command]
            : ["script", "-qec", line, "/dev/null"]));
    }

    private static ProcessStartInfo StartBrief(string[] command)
    {
        ProcessStartInfo start = Start(command);
        foreach ((string name, string value) in s_brief)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static ProcessStartInfo Start(string[] command)
    {
        ProcessStartInfo start = Redirected(command);

        // The tests must depend on the command line alone.
        foreach (OptionRow row in new OptionSchema<ServerOptions>().Rows)
        {
            start.Environment.Remove(row.Variable);
        }

        start.Environment[ConfigurationFile.Variable] = ConfigurationFile.Off;

        return start;
    }

    private static ProcessStartInfo Redirected(string[] command) => new(command[0], command[1..])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,

        // The encoding of the Windows console would be wrong: the streams are pipes.
        StandardInputEncoding = new UTF8Encoding(false),
        StandardOutputEncoding = Encoding.UTF8,
        StandardErrorEncoding = Encoding.UTF8,
    };

    private static string[] Command(string[] arguments)
    {
        // No run may see the history, names or bans of another one. --help and --version end the
        // program, and take no other option.
        bool isStoreChosen = arguments is ["store", ..] || arguments.Any(
            static a => a is "--store" or "--help" or "--version" or "--print-config");
        return [.. Program(), .. arguments, .. isStoreChosen ? [] : s_noStore];
    }

    private static string[] Program()
    {
        if (Native is { } native)
        {
            Assert.That(native, Does.Exist, $"{Variable} names it");
            return [native];
        }

        string program = typeof(ChatServer).Assembly.Location;
        Assert.That(
            Path.ChangeExtension(program, ".runtimeconfig.json"),
            Does.Exist,
            "the program needs it: the tests' project has to refer to EventLoopServer.csproj");
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return [host, program];
    }

    /// <summary>A published server that is tested; null: this build.</summary>
    public static string? Native => Environment.GetEnvironmentVariable(Variable);

    public int Id => _process.Id;

    public IReadOnlyList<string> Output => Copy(_output);

    public string Errors => string.Join('\n', Copy(_errors));

    /// <summary>Waits for the line of the banner with the listening address.</summary>
    /// <param name="forWhom">A part of the line; empty: any such line.</param>
    /// <returns>The port.</returns>
    public int WaitForPort(string forWhom = "")
    {
        string start = SentencePart.Before(
            static port => BannerSentences.Listening($"127.0.0.1:{port}", ""));
        string line = WaitForLine(forWhom.Length > 0 ? forWhom : start);
        // On a terminal the runtime may have written a control sequence before the line.
        int at = line.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return int.Parse(line[at..line.IndexOf(' ', at)]);
    }

    /// <summary>Waits for a line of the output that contains this text.</summary>
    public string WaitForLine(string part)
    {
        long until = Environment.TickCount64 + (2 * TestClientSocket.DeadlineMs);
        string? found;
        lock (_lock)
        {
            while ((found = _output.Find(
                line => line.Contains(part, StringComparison.Ordinal))) is null)
            {
                long ms = until - Environment.TickCount64;
                if (ms <= 0 || !Monitor.Wait(_lock, (int)ms))
                {
                    break;
                }
            }
        }

        Assert.That(
            found, Is.Not.Null, $"The program never printed '{part}'. It printed:\n{Everything()}");
        return found!;
    }

    /// <summary>Types a line at the operator console.</summary>
    public void Type(string line, string end = "\n")
    {
        _process.StandardInput.Write(line + end);
        _process.StandardInput.Flush();
    }

    /// <summary>Closes the standard input.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Sends SIGTERM, as a service manager does.</summary>
    public void SendTerminate() => Send(Terminate);

    public void Send(int signal) =>
        Assert.That(
            Kill(_process.Id, signal),
            Is.Zero,
            "kill(2) failed: has the program ended already?");

    /// <summary>Kills the process, as Linux does when memory runs out.</summary>
    public void SendKill() => _process.Kill();

    /// <summary>Waits until the process exits.</summary>
    /// <returns>The exit code.</returns>
    public int WaitForExit()
    {
        if (!_process.WaitForExit(2 * TestClientSocket.DeadlineMs))
        {
            Assert.Fail($"The program has not ended. It printed:\n{Everything()}");
        }

        // This waits until all output has been read.
        _process.ExitInTime();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.ExitInTime();
        }

        _process.Dispose();
    }

    private string Everything() => string.Join('\n', Output) + "\n" + Errors;

    private void Add(List<string> lines, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            lines.Add(line);
            Monitor.PulseAll(_lock);
        }
    }

    private List<string> Copy(List<string> lines)
    {
        lock (_lock)
        {
            return [.. lines];
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
