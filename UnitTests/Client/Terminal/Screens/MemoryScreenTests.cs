using System.Runtime.Versioning;
using SimpleClient.Configuration;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Text;
using UnitTests.Support;

namespace UnitTests.Client.Terminal.Screens;

/// <summary>A settings file that was written by hand, on a real terminal.</summary>
internal sealed class MemoryScreenTests
{
    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [Test]
    [Platform(Exclude = "Win", Reason = "The settings are in another folder.")]
    [UnsupportedOSPlatform("windows")]
    public void File_written_by_hand_has_its_effect_and_its_faults_are_shown()
    {
        using var server = new ServerUnderTest();
        string program = TmuxScreen.ClientCommand(server.Port, "ann");
        string named = program[..program.IndexOf(" 127.0.0.1", StringComparison.Ordinal)];
        string folder = Directory.CreateTempSubdirectory("tcpchat-hand-").FullName;
        string log = Path.Combine(folder, "log");
        string written =
            $"""
            # mine
            theme = "dark"
            colour = "blue"
            highlight = ["deploy"]
            ignore = ["eve"]
            log = true
            log-folder = "{log}"

            [keys]
            Ctrl-N = "Alt-1"

            [servers.work]
            host = "127.0.0.1"
            port = {server.Port}
            name = "ann"
            rooms = ["dev", "ops"]

            """;
        string file = Path.Combine(folder, "client.conf");
        File.WriteAllText(file, written);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using (TmuxScreen ann = new(
            80,
            24,
            $"mkdir -p $XDG_CONFIG_HOME/tcpchat && cp {file} $XDG_CONFIG_HOME/tcpchat && "
                + $"exec {named} work"))
        {
            string[] rows = ann.WaitUntil("the faults", static all =>
                all.Length == 24 && all[1].Contains(SettingSentences.Faults)
                    && all[^2].Contains("2 dev  3 ops"));
            string fault = SettingSentences.At(3, 1, SettingSentences.UnknownKey("colour", null));
            Assert.That(
                string.Concat(rows[2..6]).Replace(" ", ""),
                Does.Contain($"client.conf:{fault}".Replace(" ", "")));
            ann.Press("Escape");
            ann.WaitUntil("the room", static all => all[1].Length == 0 && all[^1] == "[dev]");
            using TestClient carl = server.Text("carl");
            using TestClient eve = server.Text("eve");
            eve.Say("/join dev");
            eve.Say("hidden words");
            carl.Say("/join dev");
            carl.Say("the deploy is at three");
            ann.WaitFor("the deploy is at three");
            Assert.That(ann.SettledRows(), Has.None.Contains("hidden words"));
            byte usual = NameColour.Of("carl");
            Style Carl() => ann.Styled.Of("carl", "carl the deploy");
            Assert.That(Carl().IsReversed, Is.True, "a highlight");
            Assert.That(Carl().Colour, Is.EqualTo(ThemeColours.Of(usual, Theme.Dark)));
            ann.Press("C-n");
            ann.WaitUntil("the lobby", static all => all[^1] == "[lobby]");
            ann.Enter("/set theme light");
            ann.WaitFor(SettingSentences.Value("theme", "light"));
            ann.Press("M-2");
            ann.WaitUntil("dev", static all => all[^1] == "[dev]");
            ann.WaitUntil(
                "the colour", _ => Carl().Colour == ThemeColours.Of(usual, Theme.Light));
            ann.WaitUntil("the file", _ => File.ReadAllText(ann.SettingsFile)
                == written.Replace("\"dark\"", "\"light\""));
            ann.WaitUntil("the log", _ => Directory.Exists(log) && Directory
                .GetFiles(log, "*", SearchOption.AllDirectories)
                .Any(static one => File.ReadAllText(one).Contains("the deploy is at three")));
        }

        Directory.Delete(folder, recursive: true);
    }
}
