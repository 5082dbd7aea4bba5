using System.Net;
using System.Runtime.InteropServices;
using EventLoopServer.Configuration;
using SimpleClient.Sentences;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Terminal;

/// <summary>The whole client on a real terminal, with a real server.</summary>
[TestFixture(80, 24)]
[TestFixture(200, 50)]
[Parallelizable(ParallelScope.Children)]
internal sealed class TmuxTests(int columns, int rows)
{
    private const int Terminate = 15;

    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [Test]
    public void Incoming_messages_never_break_the_input_lines_of_two_typing_users()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = Client(server.Port, "ann");
        using TmuxScreen bob = Client(server.Port, "bob");
        ann.Type("what ann is");
        bob.Type("what bob is");
        using (TestClient carl = server.Text("carl"))
        {
            for (int i = 1; i <= 20; i++)
            {
                carl.Say($"line {i}");
            }
        }

        ann.WaitFor("line 20");
        ann.Type(" typing");
        bob.WaitFor("line 20");
        bob.Press("Enter");
        ann.WaitFor("bob what bob is");
        ann.WaitUntil("its input", static all => all[^1] == "[lobby] what ann is typing");
        bob.WaitUntil("an empty line", static all => all[^1] == "[lobby]");
        string[] seen = ann.SettledRows();
        Assert.That(seen, Has.Length.EqualTo(rows));
        Assert.That(seen[^2], Does.StartWith(
            $" ann \u2502 1 lobby \u2502 {TerminalSentences.Here(2)}"));
        string[] said = [.. seen.Where(static row => row.Contains(" line "))];
        Assert.That(
            said.Select(static row => row[16..]),
            Is.EqualTo(Enumerable.Range(1, 20).Select(static i => $"line {i}")
                .TakeLast(said.Length)));
    }

    [Test]
    public void Resize_redraws_a_half_typed_line()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = Client(server.Port, "ann");
        using TestClient carl = server.Text("carl");
        carl.Say("one two three four five six seven eight nine ten eleven twelve");
        ann.WaitFor("twelve");
        ann.Type("half a line");
        ann.Resize(40, 12);
        ann.WaitUntil("40 columns", static all => all.Length == 12
            && all[^1] == "[lobby] half a line"
            && all[^3] == "            twelve");
        ann.Type(", and the rest");
        ann.Resize(columns, rows);
        ann.WaitUntil("all columns", all => all.Length == rows
            && all[^1] == "[lobby] half a line, and the rest"
            && all[^3].EndsWith("carl one two three four five six seven eight nine ten eleven"
                + " twelve"));
    }

    [Test]
    public void Wide_characters_and_emoji_are_typed_sent_and_shown()
    {
        const string text = "\u65E5\u672C\u8A9E \U0001F468\u200D\U0001F469\u200D\U0001F467 ok";
        using var server = new ServerUnderTest();
        using TmuxScreen ann = Client(server.Port, "ann");
        using TestClient carl = server.Text("carl");
        ann.Type(text + "!");
        ann.WaitUntil("the typed text", static all => all[^1] == $"[lobby] {text}!");
        ann.Press("BSpace", "Home");
        ann.Type(">");
        ann.WaitUntil("the line changed", static all => all[^1] == $"[lobby] >{text}");
        ann.Press("Enter");
        carl.SkipTo($"ann: >{text}");
        ann.WaitUntil("it said", static all => all[^3].EndsWith($" ann >{text}"));
        carl.Say($"{text} back");
        ann.WaitFor($"carl {text} back");

        // Full rows lose nothing at their edges.
        carl.Say(new string('#', 500));
        ann.WaitUntil(
            "a long word",
            static all => all.Sum(static row => row.AsSpan().Count('#')) == 500);
    }

    [Test]
    public void Paste_waits_for_Enter_and_a_long_one_asks()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = Client(server.Port, "ann");
        using TestClient carl = server.Text("carl");
        ann.Paste("p1\np2");
        ann.WaitUntil(
            "the paste",
            static all => all[^2] == "[lobby] p1\u21B5" && all[^1] == "        p2");
        ann.Press("Enter");
        carl.SkipTo("ann: p2");
        ann.Paste("q1\nq2\nq3\nq4\nq5\nq6");
        ann.WaitFor("q6");
        ann.Press("Enter");
        ann.WaitFor(TerminalSentences.AskToSend(6, "lobby"));
        ann.Press("y");
        carl.SkipTo("ann: q6");
        ann.WaitUntil("no input", static all => all[^1] == "[lobby]");
    }

    [TestCase("/oper sesame")]
    [TestCase(" /PASS sesame")]
    [TestCase("/opr sesame")]
    public void Password_is_hidden_in_plain_mode(string line)
    {
        using var server = new ServerUnderTest();
        using var ann = new TmuxScreen(
            columns, rows, $"exec {TmuxScreen.ClientCommand(server.Port, "ann")} --plain");
        ann.WaitFor(TextLine.YouAreInStart(""));
        ann.Enter(line);
        ann.WaitFor("******");
        ann.Enter("/ping");
        ann.WaitFor("-- Pong");
        ann.Enter("hello");
        ann.WaitUntil("the other line", static all => all.Contains("hello"));
        Assert.That(ann.SettledRows(), Has.None.Contains("sesame"));
    }

    [Test]
    public void Names_commands_and_rooms_are_completed()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = Client(server.Port, "ann");
        using TestClient carl = server.Text("carl");
        using TestClient cora = server.Text("cora");
        carl.Say("hi");
        ann.WaitFor("carl hi");
        cora.Say("hi");
        ann.WaitFor("cora hi");
        ann.Type("c");
        ann.Press("Tab");
        ann.WaitUntil("the latest speaker", static all => all[^1] == "[lobby] cora:");
        ann.Press("Tab");
        ann.WaitUntil("the one before", static all => all[^1] == "[lobby] carl:");
        ann.Press("C-u");
        carl.Say("/join workshop");
        carl.SkipTo(TextLine.YouAreIn("workshop", 1));
        ann.Type("/jo");
        ann.Press("Tab");
        ann.WaitUntil("the command", static all => all[^1] == "[lobby] /join");
        ann.Press("C-c");
        ann.Enter("/rooms");
        ann.WaitFor("workshop");
        ann.Type("/join w");
        ann.Press("Tab");
        ann.WaitUntil("the room", static all => all[^1] == "[lobby] /join workshop");
        ann.Press("Enter");
        ann.WaitUntil("the room entered", static all => all[^1] == "[workshop]");
    }

    [Test]
    public void Five_thousand_lines_can_be_paged_through()
    {
        const int lines = 5000;
        using var server = new ServerUnderTest();
        using TmuxScreen ann = Client(server.Port, "ann");
        using TestClient carl = server.Text("carl");
        for (int i = 1; i <= lines; i++)
        {
            carl.Say($"line {i}");
        }

        ann.WaitFor($" line {lines}");
        ann.Press("PPage");
        ann.WaitUntil("the page before", static all => !IsAtTheEnd(all));
        carl.Say("new");
        ann.Press([.. Enumerable.Repeat("PPage", (lines / (rows - 4)) + 2)]);
        string below = ann.WaitUntil("the first page", IsFirstPage)[^2];
        carl.Say("newer");
        ann.WaitUntil("one more below", all => all[^2] != below);
        ann.WaitUntil("what is read stays where it is", IsFirstPage);
        ann.Press([.. Enumerable.Repeat("NPage", (lines / (rows - 4)) + 2)]);
        ann.WaitUntil(
            "the end", static all => all[^3].EndsWith("newer") && IsAtTheEnd(all));
    }

    private static bool IsAtTheEnd(string[] all) => !all[^2].Contains(
        SentencePart.After(TerminalSentences.EscapeShowsNewest).TrimEnd());

    /// <summary>Checks every row, because a capture may show a partly drawn page.</summary>
    private static bool IsFirstPage(string[] all)
    {
        int first = Array.FindIndex(all, static row => row.EndsWith(" line 1"));
        return first is > 0 and < 10 && Enumerable.Range(first, all.Length - 2 - first)
            .All(row => all[row].EndsWith($" line {row - first + 1}"));
    }

    [Test]
    public void Switching_rooms_shows_and_clears_unread_counts()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = Client(server.Port, "ann");
        using TestClient carl = server.Text("carl");
        ann.Enter("/join dev");
        ann.WaitUntil("the room", static all => all[^1] == "[dev]");
        carl.Say("one");
        carl.Say("ann: two");
        ann.WaitUntil("two unread", static all => all[^2].Contains("1 lobby 2!"));
        ann.Press("M-1");
        ann.WaitUntil("the lobby", static all => all[^1] == "[lobby]" && all[^3].EndsWith("two"));
        Assert.That(ann.SettledRows()[^5], Does.Contain(" new "));
        ann.Press("M-Down");
        ann.WaitUntil("dev again", static all => all[^1] == "[dev]");
    }

    [Test]
    public void Client_rejoins_its_rooms_after_a_server_restart()
    {
        int port;
        TmuxScreen ann;
        using (var server = new ServerUnderTest())
        {
            port = server.Port;
            ann = Client(port, "ann");
            ann.Enter("/join dev");
            ann.WaitUntil("the room", static all => all[^1] == "[dev]");
            ann.Type("half a line");
            ann.WaitFor("half a line");
        }

        using (ann)
        {
            ann.WaitUntil(
                "the loss",
                static all => all[^2].Contains(TerminalSentences.Connecting)
                    || all[^2].Contains(TerminalSentences.NextTry(1).Split(',')[0]));
            Assert.That(ann.Input, Is.EqualTo("[dev] half a line"));
            using var again = new ServerUnderTest(
                change: options => options with
                {
                    Listening = ListenOptions.At(ListenAddress.Shared(IPAddress.Loopback, port)),
                });
            ann.WaitFor(SentencePart.Before(
                static c => TerminalSentences.YouAreBack("dev", c, "")));
            ann.WaitFor(TerminalSentences.RoomMadeAnew[..40]);
            ann.WaitUntil(
                "the connection",
                static all => all[^2].Contains(TerminalSentences.Here(1)));
            ann.Press("Enter");
            ann.WaitUntil("the message", static all => all[^3].EndsWith("ann half a line"));
            ann.Press("M-1");
            ann.WaitFor(SentencePart.Before(
                static c => TerminalSentences.YouAreBack("lobby", c, "")));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    [Platform(Exclude = "Win", Reason = "Windows has no kill(2) to send SIGTERM with")]
    public void Terminal_is_restored_at_the_end(bool isAsked)
    {
        string folder = Directory.CreateTempSubdirectory("tcpchat-").FullName;
        string script = Path.Combine(folder, "script");
        string pid = Path.Combine(folder, "pid");
        using var server = new ServerUnderTest();
        File.WriteAllText(
            script,
            $"""
            echo was $(stty -g)
            sh -c 'echo $$ > {pid}; exec {TmuxScreen.ClientCommand(server.Port, "ann")}'
            echo is $(stty -g)
            exec cat
            """);
        using (var screen = new TmuxScreen(200, rows, $"exec sh {script}"))
        {
            screen.WaitFor(SentencePart.Before(
                static c => TerminalSentences.YouAreIn("lobby", c)));
            Assert.That(screen.Modes, Does.StartWith("1 0"), "alternate screen, no wrapping");
            screen.Type("text");
            screen.WaitFor("] text");
            if (isAsked)
            {
                screen.Press("C-c", "C-c");
                screen.WaitFor(TerminalSentences.AgainLeaves);
                screen.Press("C-c");
            }
            else
            {
                Assert.That(Kill(int.Parse(File.ReadAllText(pid)), Terminate), Is.Zero);
            }

            screen.WaitFor("is ");
            string[] rows = screen.Rows;
            string was = rows.Single(static row => row.StartsWith("was "))["was ".Length..];
            Assert.That(rows.Single(static row => row.StartsWith("is ")), Is.EqualTo($"is {was}"));
            Assert.That(screen.Modes, Is.EqualTo("0 1 1 0 0"));
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A client without the lists beside the messages.</summary>
    private TmuxScreen Client(int port, string name)
    {
        TmuxScreen screen = TmuxScreen.WithClient(port, name, columns, rows);
        screen.Press("F7", "F8");
        return screen;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
