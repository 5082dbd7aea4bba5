using System.Net;
using System.Net.Sockets;
using SimpleClient.Sentences;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Terminal;

/// <summary>Settings on a real terminal: what one start leaves for the next.</summary>
internal sealed class TmuxSettingTests
{
    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [Test]
    public void Next_start_has_the_settings_the_rooms_and_the_typed_lines()
    {
        using var server = new ServerUnderTest();
        string program = TmuxScreen.ClientCommand(server.Port, "ann");
        string named = program[..program.IndexOf(" 127.0.0.1", StringComparison.Ordinal)];
        using TmuxScreen ann = new(80, 24, $"{program}; exec {named} work");
        ann.WaitUntil("the lobby", static all => all[^1] == "[lobby]");
        ann.Enter("/join dev");
        ann.WaitUntil("the room", static all => all[^1] == "[dev]");
        ann.Enter("/ignore eve");
        ann.WaitFor(SettingSentences.NowIgnored("eve")[..30]);
        ann.Enter("/set markup off");
        ann.WaitFor(SettingSentences.Value("markup", "off"));
        ann.Enter("/save work");
        ann.WaitFor(SettingSentences.Saved("work")[..30]);
        ann.Enter("remember this");
        ann.WaitFor("remember this");
        ann.Enter("/quit");
        string entered =
            SentencePart.Before(static people => TerminalSentences.YouAreIn("dev", people));
        ann.WaitUntil("the next start", all =>
            all[^1] == "[dev]"
            && !all.Any(static row => row.Contains(SettingSentences.Saved("work")[..30]))
            && all.Any(row => row.Contains(TerminalSentences.BeforeYouCame)
                || row.Contains(entered)));
        Assert.That(
            File.ReadAllText(ann.SettingsFile),
            Does.Contain("ignore = [\"eve\"]").And.Contain("[servers.work]")
                .And.Contain("rooms = [\"dev\"]").And.Contain("markup = false"));
        using TestClient eve = server.Text("eve");
        using TestClient carl = server.Text("carl");
        eve.Say("/join dev");
        eve.Say("hidden words");
        carl.Say("/join dev");
        carl.Say("*marks* stay");
        ann.WaitFor("*marks* stay");
        Assert.That(ann.SettledRows(), Has.None.Contains("hidden words"));
        ann.Press("Up", "Up");
        ann.WaitUntil("the typed line", static all => all[^1] == "[dev] remember this");
    }

    [Test]
    public void Missing_server_is_reported_before_the_name_and_tried_again()
    {
        // Nobody else gets the port of this socket, and connections to it are refused.
        using var bound = new Socket(
            AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)bound.LocalEndPoint!).Port;
        string program = TmuxScreen.ClientCommand(port, "ann");
        program = program[..program.IndexOf(" --name", StringComparison.Ordinal)];
        using TmuxScreen ann = new(80, 24, $"exec {program}");
        ann.WaitFor(StartupSentences.AskToRetry.Trim());
        Assert.That(ann.SettledRows(), Has.None.Contains("Name ["));
        ann.Press("Enter");
        ann.WaitUntil("another failure", static all => all.Count(
            static row => row.StartsWith(StartupSentences.AskToRetry.Trim())) == 2);
        ann.Enter("q");
    }
}
