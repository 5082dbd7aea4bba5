using System.Runtime.Versioning;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using EventLoopServer.Sentences.Operators;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>The console of a real process, and its password files.</summary>
internal sealed class ConsoleTests
{
    [Test]
    public void Console_commands_are_answered_and_stop_ends_the_program()
    {
        using var program = new ServerProcess("--port", "0");
        using var bob = new TestClient(program.WaitForPort());
        bob.EnterAs("bob");
        program.Type("/users");
        program.WaitForLine($"--   bob (127.0.0.1) {ChatSentences.InRooms("lobby")}");
        program.Type("/say Hello");
        bob.Expect($"-- {ModerationSentences.Announcement("Hello")}");
        program.Type("/kick bob that will do");
        string because = ModerationSentences.Because("that will do");
        bob.Expect($"-- {ModerationSentences.KickedYou(ModerationSentences.Console, because)}");
        bob.ExpectEnd();
        program.WaitForLine(LogSentence.Of(
            nameof(Log.Ruled),
            ModerationSentences.Console,
            ActionSentences.Kicked(ActionSentences.Label("bob", "127.0.0.1"), because)));
        program.Type("/stop");
        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);
    }

    [Test]
    public void Non_ASCII_letters_in_a_pipe_arrive_as_typed()
    {
        using var program = new ServerProcess("--port", "0");
        TypeLettersAndStop(program);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no script(1): its console is not tested")]
    public void Non_ASCII_letters_at_a_terminal_arrive_as_typed()
    {
        using var program = ServerProcess.OnTerminal("--port", "0");
        TypeLettersAndStop(program);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no script(1)")]
    public void Log_line_does_not_break_the_input_line()
    {
        using var program = ServerProcess.OnTerminal("--port", "0");
        int port = program.WaitForPort();
        program.WaitForLine(ConsoleSentences.Opens.TrimEnd('\n'));
        program.Type("/say hal", end: "");
        using var bob = new TestClient(port);
        bob.EnterAs("bob");
        program.WaitForLine(LogSentence.Of(nameof(Log.Named), "", "bob", "text"));
        program.Type("lo");
        bob.Expect($"-- {ModerationSentences.Announcement("hallo")}");

        // Drawn after the log line. The loop and the console are not on the same thread.
        program.WaitForLine("\u001b[K/say hallo");
        program.Type("/stop");
        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);
    }

    private static void TypeLettersAndStop(ServerProcess program)
    {
        using var bob = new TestClient(program.WaitForPort());
        bob.EnterAs("bjørn");
        program.Type("/say Hei, bjørn");
        bob.Expect($"-- {ModerationSentences.Announcement("Hei, bjørn")}");
        program.Type("/users");
        program.WaitForLine($"bjørn (127.0.0.1) {ChatSentences.InRooms("lobby")}");
        program.Type("/stop");
        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);
    }

    [Test]
    public void End_of_standard_input_does_not_stop_the_server()
    {
        using var program = new ServerProcess("--port", "0");
        int port = program.WaitForPort();
        program.Type("/bans", end: "");
        program.EndInput();
        program.WaitForLine(
            $"-- {ModerationSentences.ListEmpty(ModerationSentences.BannedList)}");
        using var bob = new TestClient(port);
        bob.EnterAs("bob");
        bob.Ping();
    }

    [TestCase("</dev/null")]
    [TestCase("<&-", Description = "closed")]
    [TestCase("</", Description = "a directory")]
    [Platform(Exclude = "Win", Reason = "A shell of Unix starts it")]
    public void Server_without_standard_input_serves_clients(string input)
    {
        using var program = ServerProcess.FromShell(input, "--port", "0");
        using var bob = new TestClient(program.WaitForPort());
        bob.EnterAs("bob");
        bob.Ping();
        program.SendTerminate();
        bob.Expect($"-- {GoodbyeSentences.ServerStops}");
        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);
    }

    [Test]
    public void Server_without_a_console_does_not_read_standard_input()
    {
        using var program = new ServerProcess("--port", "0", "--no-console");
        using var bob = new TestClient(program.WaitForPort());
        bob.EnterAs("bob");
        program.Type("/stop");
        for (int i = 0; i < 20; i++)
        {
            bob.Ping();
        }
    }

    [Test]
    public void Console_answers_are_log_lines_if_the_log_is_JSON()
    {
        using var program = new ServerProcess("--port", "0", "--log-format", "json");
        program.Type("/bans");
        Assert.That(
            program.WaitForLine(ModerationSentences.ListEmpty(ModerationSentences.BannedList)),
            Does.StartWith("{\"EventId\":52"));
    }

    [TestCase("", nameof(FileSentences.PasswordEmpty))]
    [TestCase("\n", nameof(FileSentences.PasswordEmpty))]
    [TestCase("two\nlines\n", nameof(FileSentences.PasswordManyLines))]
    [TestCase(" x", nameof(FileSentences.PasswordSpaces))]
    public void Invalid_password_file_ends_the_program(string text, string fault)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            string why = fault switch
            {
                nameof(FileSentences.PasswordEmpty) => FileSentences.PasswordEmpty(path),
                nameof(FileSentences.PasswordManyLines) => FileSentences.PasswordManyLines(path),
                _ => FileSentences.PasswordSpaces(path),
            };
            using var program = new ServerProcess("--port", "0", "--password-file", path);
            Assert.That(program.WaitForExit(), Is.EqualTo(2));
            Assert.That(program.Errors, Does.Contain("--password-file").And.Contain(why));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has other rights")]
    [UnsupportedOSPlatform("windows")]
    public void Password_file_that_others_can_read_causes_a_warning()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "sesame\r\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            using var program = new ServerProcess("--port", "0", "--password-file", path);
            string line = program.WaitForLine(
                LogSentence.Start(nameof(Log.SecretFileOpen)));
            Assert.That(line, Does.Contain($"chmod 600 {path}").And.Not.Contain("sesame"));
            using var bob = new TestClient(program.WaitForPort());
            bob.Say("/pass sesame");
            bob.Expect($"-- {ModerationSentences.PasswordRight}");
            bob.EnterAs("bob");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
