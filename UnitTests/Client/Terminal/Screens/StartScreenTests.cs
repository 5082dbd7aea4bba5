using SimpleClient.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Terminal.Screens;

/// <summary>The start on a real terminal.</summary>
internal sealed class StartScreenTests
{
    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [Test]
    public void Empty_name_is_explained_and_a_missing_server_comes_before_the_name()
    {
        using var server = new ServerUnderTest();
        string named = TmuxScreen.ClientCommand(server.Port, "");
        string unnamed = named[..named.IndexOf(" --name", StringComparison.Ordinal)];
        using TmuxScreen screen = new(
            80, 24, $"{named}\"\"; echo code $?; exec {unnamed}");
        string[] rows = screen.WaitUntil("the question", static all =>
            all.Any(static row => row.StartsWith("Name [")));
        string text = string.Join(' ', rows.Select(static row => row.Trim()));
        Assert.That(text, Does.StartWith($"{StartupSentences.EmptyName} code 2 Name ["));
        screen.Enter("ann");
        screen.WaitUntil("the lobby", static all => all[^1] == "[lobby]");
    }
}
