using System.Runtime.InteropServices;
using SimpleClient.Sentences;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Terminal.Device;

/// <summary>The terminal is restored when a signal ends or stops the client.</summary>
[NonParallelizable]
[Platform("Linux", Reason = "The numbers of the signals and the options of stty are Linux's.")]
internal sealed class SignalTests
{
    private const string WasFound = "0 1 1 0 0";
    private const int HangUp = 1;
    private const int Interrupt = 2;
    private const int Quit = 3;
    private const int User1 = 10;
    private const int Alarm = 14;
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 20;

    private string _folder = "";

    private string PidFile => Path.Combine(_folder, "pid");

    [SetUp]
    public void Prepare()
    {
        TmuxScreen.Require();
        _folder = Directory.CreateTempSubdirectory("tcpchat-").FullName;
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestCase(HangUp)]
    [TestCase(Interrupt)]
    [TestCase(Quit)]
    [TestCase(User1)]
    [TestCase(Alarm)]
    public void Signal_during_the_chat_restores_the_terminal(int signal)
    {
        using var server = new ServerUnderTest();
        using TmuxScreen screen = Run(TmuxScreen.ClientCommand(server.Port, "ann"));
        screen.WaitFor(SentencePart.Before(
            static c => TerminalSentences.YouAreIn("lobby", c)));
        Assert.That(screen.Modes, Does.StartWith("1 0"));
        Send(signal);
        AssertRestored(screen);
    }

    [TestCase(HangUp)]
    [TestCase(Terminate)]
    [TestCase(Quit)]
    public void Signal_during_the_questions_restores_the_terminal(int signal)
    {
        using var server = new ServerUnderTest();
        string command = TmuxScreen.ClientCommand(server.Port, "ann");
        int end = command.IndexOf(" --name", StringComparison.Ordinal);
        using TmuxScreen screen = Run(command[..end]);
        screen.WaitFor("Name [");
        Send(signal);
        AssertRestored(screen);
    }

    [Test]
    public void Stop_restores_the_terminal_and_Continue_restores_the_draft()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen screen = Run(TmuxScreen.ClientCommand(server.Port, "ann"));
        screen.WaitFor(SentencePart.Before(
            static c => TerminalSentences.YouAreIn("lobby", c)));
        screen.Type("half a line");
        screen.WaitFor("] half a line");
        string raw = screen.Mode;
        for (int i = 0; i < 2; i++)
        {
            Send(Stop);
            screen.WaitUntil("the screen from before", _ => screen.Modes == WasFound);
            Assert.That(screen.Mode, Is.EqualTo(File.ReadAllText(ModeFile("was"))));

            // It restores the terminal before it stops: continuing earlier would be too soon.
            screen.WaitUntil("its stop", _ => IsStopped());
            Send(Continue);
            screen.WaitFor("] half a line");
            screen.WaitUntil("the raw mode", _ => screen.Mode == raw);
        }
    }

    /// <summary>Its state in /proc, after the name in brackets, is T.</summary>
    private bool IsStopped()
    {
        string stat = File.ReadAllText($"/proc/{File.ReadAllText(PidFile).Trim()}/stat");
        return stat[stat.LastIndexOf(')') + 2] == 'T';
    }

    private void AssertRestored(TmuxScreen screen)
    {
        screen.WaitUntil("its end", _ => File.Exists(ModeFile("done")));
        Assert.That(
            File.ReadAllText(ModeFile("is")), Is.EqualTo(File.ReadAllText(ModeFile("was"))));

        // tmux may read the client's last output after the shell has continued.
        screen.WaitUntil("the screen from before", _ => screen.Modes == WasFound);
    }

    /// <summary>Runs a command, and records the terminal mode before and after it.</summary>
    private TmuxScreen Run(string command)
    {
        string script = Path.Combine(_folder, "script");
        File.WriteAllText(
            script,
            $"""
            printf %s "$(stty -g)" > {ModeFile("was")}
            sh -c 'echo $$ > {PidFile}; exec {command}'
            printf %s "$(stty -g)" > {ModeFile("is")}
            touch {ModeFile("done")}
            exec cat
            """);
        return new TmuxScreen(80, 24, $"exec sh {script}");
    }

    private string ModeFile(string name) => Path.Combine(_folder, name);

    private void Send(int signal) =>
        Assert.That(Kill(int.Parse(File.ReadAllText(PidFile)), signal), Is.Zero);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
