using System.ComponentModel;
using System.Diagnostics;
using UnitTests.Documents;
using UnitTests.Support;

namespace UnitTests.Web;

/// <summary>
/// The bots of PROTOCOL.md run as they are printed, where their language is there.
/// </summary>
internal sealed class WebBotTests
{
    [TestCase("js", "node", "--experimental-websocket", "mjs")]
    [TestCase("python", "python3", "-B", "py")]
    public void Bot_of_the_document_repeats_a_message(
        string language, string program, string flag, string extension)
    {
        string document = SourceTree.Read("Protocol/PROTOCOL.md");
        string code = document.Split($"```{language}\n")[1].Split("\n```")[0];
        Assert.That(code.Split('\n'), Has.Length.LessThanOrEqualTo(16), "a short bot");
        string file = Path.Combine(
            TestContext.CurrentContext.WorkDirectory, $"bot-{language}.{extension}");
        File.WriteAllText(file, code);
        if (!IsThere(program, language))
        {
            // The package of the system is not there for another Python that comes first.
            program = $"/usr/bin/{program}";
            if (!IsThere(program, language))
            {
                Assert.Ignore($"Needs {program} with a WebSocket client.");
            }
        }

        // A bot that is killed leaves no session behind.
        using var server = new ServerUnderTest(change: static options => options with
        {
            ClientLimits = options.ClientLimits with { ResumeMs = 0 },
        });
        using TestClient alice = server.Text("alice");
        alice.Say("early");
        using Process bot = Start(program, [flag, file, $"{server.Port}"])!;
        try
        {
            alice.SkipTo("-- echo joined");
            alice.Say("hello");

            // The bot does not repeat the history.
            alice.Expect("echo: alice said: hello");
        }
        finally
        {
            bot.Kill();
            bot.ExitInTime();
        }
    }

    private static bool IsThere(string program, string language)
    {
        string[] check = language == "js"
            ? ["--experimental-websocket", "-e", "new WebSocket('ws://127.0.0.1:1/')"]
            : ["-c", "import websockets"];
        using Process? found = Start(program, check);
        found?.ExitInTime();
        return found is { ExitCode: 0 };
    }

    private static Process? Start(string program, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
