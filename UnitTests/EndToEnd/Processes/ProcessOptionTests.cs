using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>Options that only the program itself uses, tested in a real process.</summary>
internal sealed class ProcessOptionTests
{
    /// <summary>
    /// The options that are tested here, and <c>--no-console</c> in <see cref="ConsoleTests"/>.
    /// </summary>
    public static readonly string[] Options = ["--no-console", "--log-level", "--log-format"];

    [TestCase("--log-level", "info", true)]
    [TestCase("--log-level", "none", false)]
    public void Log_level_selects_the_logged_lines(string option, string level, bool isLogged)
    {
        IReadOnlyList<string> output = RunToItsEnd(option, level);
        Assert.That(output.Any(static l => l.Contains("Stopped")), Is.EqualTo(isLogged));
    }

    [TestCase("--log-format", "text", false)]
    [TestCase("--log-format", "json", true)]
    public void Log_format_selects_the_format_of_lines(string option, string format, bool isJson)
    {
        IReadOnlyList<string> output = RunToItsEnd(option, format);
        Assert.That(
            output.Single(static l => l.Contains("Stopped")).StartsWith('{'), Is.EqualTo(isJson));
    }

    private static IReadOnlyList<string> RunToItsEnd(params string[] arguments)
    {
        using var server = new ServerProcess(["--port", "0", "--no-console", .. arguments]);
        server.WaitForLine("Listening on 127.0.0.1:");
        server.SendTerminate();
        Assert.That(server.WaitForExit(), Is.Zero);
        return server.Output;
    }
}
