using System.Runtime.Versioning;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using EventLoopServer.Sentences.Operators;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>The console of a real process, and its files with passwords.</summary>
internal sealed class ConsoleTests
{
    [Test]
    public void Commands_on_standard_input_are_answered_and_stop_ends_the_program()
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
    public void Letters_beyond_ASCII_in_a_pipe_arrive_as_they_were_typed()
    {
        using var program = new ServerProcess("--port", "0");
        TypeLettersAndStop(program);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no script(1): its console is not tested")]
    public void Letters_beyond_ASCII_at_a_terminal_arrive_as_they_were_typed()
    {
        using var program = ServerProcess.OnTerminal("--port", "0");
        TypeLettersAndStop(program);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no script(1)")]
    public void Log_line_does_not_tear_the_line_that_is_being_typed()
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

        // Drawn behind the log line. The loop and the console are not on the same thread.
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
    public void The_end_of_standard_input_is_not_the_end_of_the_server()
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
    public void A_server_without_standard_input_serves(string input)
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
    public void Without_a_console_standard_input_is_not_read()
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
    public void Answers_are_lines_of_the_log_where_that_is_json()
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
    public void A_password_file_that_cannot_be_right_ends_the_program(string text, string fault)
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
    public void A_password_that_others_can_read_is_a_warning()
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
