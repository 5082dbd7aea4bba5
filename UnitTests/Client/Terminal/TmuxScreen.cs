using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using SimpleClient.Library;
using SimpleClient.Sentences;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Terminal;

/// <summary>
/// A real terminal in tmux that runs the client: tests send keys and read the screen. It has its
/// own tmux server, which ends with it.
/// </summary>
internal sealed class TmuxScreen : IDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("tcpchat-tmux-").FullName;
    private readonly Process _server;
    private readonly Process _program;

    /// <param name="columns">Cells of a row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="command">A command for sh.</param>
    public TmuxScreen(int columns, int rows, string command)
    {
        Tmux(
            "-u", "-f", "/dev/null", "new-session", "-d", "-x", $"{columns}", "-y", $"{rows}",
            $"exec sh -c '{command}'", ";", "set", "-g", "status", "off");
        string[] ids = Tmux("display", "-p", "#{pid} #{pane_pid}").Split(' ');
        _server = Process.GetProcessById(int.Parse(ids[0], CultureInfo.InvariantCulture));
        _program = Process.GetProcessById(int.Parse(ids[1], CultureInfo.InvariantCulture));
        Resize(columns, rows);
    }

    /// <summary>Ignores the test, with a sentence, if tmux is not installed.</summary>
    public static void Require()
    {
        try
        {
            using Process? tmux = Process.Start(Start("", "-V"));
            tmux!.ExitInTime();
        }
        catch (Win32Exception)
        {
            Assert.Ignore("tmux is not installed here: nothing was tried on a real terminal.");
        }
    }

    /// <summary>Starts the client and waits until it is in a room of a server.</summary>
    /// <param name="port">The port of the server.</param>
    /// <param name="name">The user's name.</param>
    /// <param name="columns">Cells of a row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="rooms">Rooms to enter. The first one is shown, or else the lobby.</param>
    public static TmuxScreen WithClient(
        int port, string name, int columns, int rows, params string[] rooms)
    {
        string options = string.Concat(rooms.Select(static room => $" --room {room}"));
        var screen = new TmuxScreen(columns, rows, $"exec {ClientCommand(port, name)}{options}");
        screen.WaitFor(SentencePart.Before(
            c => TerminalSentences.YouAreIn(rooms.FirstOrDefault("lobby"), c)));
        return screen;
    }

    /// <summary>The shell command that starts the client.</summary>
    public static string ClientCommand(int port, string name)
    {
        string program = typeof(ChatClient).Assembly.Location;
        Assert.That(Path.ChangeExtension(program, ".runtimeconfig.json"), Does.Exist);
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return $"\"{host}\" \"{program}\" 127.0.0.1 {port} --name {name}";
    }

    /// <summary>The file of the client's settings.</summary>
    public string SettingsFile => Path.Combine(_folder, "tcpchat", "client.conf");

    /// <summary>All rows, without trailing spaces.</summary>
    public string[] Rows =>
        [.. Tmux("capture-pane", "-p").Split('\n').Select(static row => row.TrimEnd())];

    /// <summary>All rows; rows that the terminal itself has broken are one.</summary>
    public string[] JoinedRows =>
        [.. Tmux("capture-pane", "-p", "-J").Split('\n').Select(static row => row.TrimEnd())];

    /// <summary>All rows, with the escape sequences of their styles.</summary>
    public string[] StyledRows => Tmux("capture-pane", "-p", "-e").Split('\n');

    /// <summary>The characters with their styles.</summary>
    public StyledScreen Styled => new(StyledRows);

    /// <summary>The input row.</summary>
    public string Input => Rows[^1];

    /// <summary>
    /// Terminal modes, as 0 and 1: alternate screen, wrapping, visible cursor, application cursor
    /// keys and keypad.
    /// </summary>
    public string Modes => Tmux(
        "display", "-p", "#{alternate_on} #{wrap_flag} #{cursor_flag} #{keypad_cursor_flag}"
            + " #{keypad_flag}");

    /// <summary>True while the program gets the mouse.</summary>
    public bool HasMouse => Tmux("display", "-p", "#{mouse_standard_flag}") == "1";

    /// <summary>
    /// The bytes that the program has written since <see cref="Record"/>. They include sequences
    /// that tmux does not show, such as notifications.
    /// </summary>
    public string Recorded => File.ReadAllText(RecordFile);

    /// <summary>The title of the window.</summary>
    public string Title => Tmux("display", "-p", "#{pane_title}");

    /// <summary>The terminal mode, as stty writes it.</summary>
    public string Mode
    {
        get
        {
            var start = new ProcessStartInfo(
                "stty", ["-g", "-F", Tmux("display", "-p", "#{pane_tty}")])
            {
                RedirectStandardOutput = true,
            };
            using Process stty = Process.Start(start)!;
            string mode = stty.StandardOutput.ReadToEnd().Trim();
            stty.ExitInTime();
            return mode;
        }
    }

    /// <summary>The rows, once two captures in a row are equal.</summary>
    public string[] SettledRows()
    {
        string[] before = [];
        WaitUntil("come to rest", rows =>
        {
            bool rests = rows.SequenceEqual(before);
            before = rows;
            return rests;
        });
        return before;
    }

    /// <summary>Begins to record the program's output.</summary>
    public void Record()
    {
        File.WriteAllText(RecordFile, "");
        Tmux("pipe-pane", $"exec cat >> {RecordFile}");
    }

    /// <summary>Types a text.</summary>
    public void Type(string text) => Tmux("send-keys", "-l", "--", text);

    /// <summary>
    /// Tells the client that another window has the keyboard, and waits until the client knows. The
    /// report itself changes nothing on the screen, so a key with a visible effect comes with it.
    /// </summary>
    public void LoseFocus()
    {
        Type("x");
        WaitUntil("the key", static all => all[^1].EndsWith('x'));
        Type("\u007F\u001B[O");
        WaitUntil("the focus", static all => !all[^1].EndsWith('x'));
    }

    /// <summary>Presses keys, by their tmux names.</summary>
    public void Press(params string[] keys) => Tmux(["send-keys", .. keys]);

    /// <summary>Types a line and Enter.</summary>
    public void Enter(string line)
    {
        Type(line);
        Press("Enter");
    }

    /// <summary>Pastes, as a terminal does that marks pastes.</summary>
    public void Paste(string text)
    {
        Tmux("set-buffer", "--", text);
        Tmux("paste-buffer", "-p");
    }

    public void Resize(int columns, int rows) =>
        Tmux("resize-window", "-x", $"{columns}", "-y", $"{rows}");

    /// <summary>Waits until the screen shows a text.</summary>
    public void WaitFor(string text) =>
        WaitUntil($"'{text}'", rows => rows.Any(row => row.Contains(text)));

    /// <summary>Waits until the screen meets a condition.</summary>
    /// <returns>The rows that met the condition.</returns>
    public string[] WaitUntil(string what, Predicate<string[]> isSo)
    {
        // Each capture is a process, which is pause enough.
        var clock = Stopwatch.StartNew();
        string[] rows;
        do
        {
            rows = Rows;
            if (isSo(rows))
            {
                return rows;
            }
        }
        while (clock.Elapsed < s_deadline);

        Assert.Fail($"The screen never had {what}:\n{string.Join('\n', rows)}");
        return rows;
    }

    public void Dispose()
    {
        // The window closes first, and then the program has to end by itself.
        _server.Kill();
        var clock = Stopwatch.StartNew();
        bool hasEnded;
        do
        {
            hasEnded = HasEnded(_program);
        }
        while (!hasEnded && clock.Elapsed < s_deadline);

        _program.Kill();
        _program.Dispose();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
        Assert.That(hasEnded, Is.True, "The client outlived its window.");
    }

    private string RecordFile => Path.Combine(_folder, "recorded");

    /// <summary>
    /// True for a process that has ended, even if its exit code was not collected: that may take
    /// the system seconds when the parent has ended.
    /// </summary>
    private static bool HasEnded(Process process)
    {
        try
        {
            return process.HasExited
                || File.ReadAllText($"/proc/{process.Id}/stat").Contains(") Z ");
        }
        catch (IOException)
        {
            // No such file: the process does not exist, or the system has no /proc.
            return process.HasExited;
        }
    }

    private string Tmux(params string[] words)
    {
        string socket = Path.Combine(_folder, "socket");
        using Process tmux = Process.Start(Start(_folder, ["-S", socket, .. words]))!;
        Task<string> reading = tmux.StandardOutput.ReadToEndAsync();
        if (!reading.Wait(s_deadline) || !tmux.WaitForExit(s_deadline))
        {
            // Without this, a tmux server that does not answer would stop the whole run.
            tmux.Kill();
            Assert.Fail($"tmux {string.Join(' ', words)} took longer than {s_deadline}.");
        }

        string said = reading.Result;
        Assert.That(tmux.ExitCode, Is.Zero, $"tmux {string.Join(' ', words)}");
        return said.TrimEnd('\n');
    }

    private static ProcessStartInfo Start(string folder, params string[] words)
    {
        var start = new ProcessStartInfo("tmux", words) { RedirectStandardOutput = true };
        start.Environment["XDG_CONFIG_HOME"] = folder;
        start.Environment["XDG_STATE_HOME"] = folder;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment.Remove("TMUX");
        start.Environment.Remove("NO_COLOR");

        // As over ssh, no test opens a browser on the screen of a developer.
        start.Environment["SSH_CONNECTION"] = "test";
        return start;
    }
}
