using SimpleClient.Sentences;
using SimpleClient.Startup;

namespace UnitTests.Client.Startup;

internal sealed class StartupPromptsTests
{
    [Test]
    public void Enter_accepts_the_shown_defaults()
    {
        ClientArguments? arguments = Ask(new ClientArguments(), "\n\n\n", out string asked);
        Assert.That(asked, Is.EqualTo("Host [127.0.0.1]: Port [5050]: Name [ann]: "));
        Assert.That(
            arguments, Is.EqualTo(
                new ClientArguments { Host = "127.0.0.1", Port = 5050, Name = "ann" }));
    }

    [Test]
    public void Invalid_port_is_explained_and_asked_for_again()
    {
        ClientArguments? arguments =
            Ask(new ClientArguments(), "h\nabc\n6000\nbob\n", out string asked);
        Assert.That(asked, Does.Contain(StartupSentences.NoPort("abc")));
        Assert.That(
            arguments, Is.EqualTo(new ClientArguments { Host = "h", Port = 6000, Name = "bob" }));
    }

    [Test]
    public void Any_argument_leaves_only_the_missing_name_to_ask_for()
    {
        ClientArguments? arguments =
            Ask(new ClientArguments { IsTls = true }, "bob\n", out string asked);
        Assert.That(asked, Is.EqualTo("Name [ann]: "));
        Assert.That(arguments, Is.EqualTo(new ClientArguments { IsTls = true, Name = "bob" }));
    }

    [Test]
    public void Given_name_is_not_asked_for()
    {
        Ask(new ClientArguments { Name = "bob" }, "", out string asked);
        Assert.That(asked, Is.Empty);
    }

    [TestCase("[::1]:9\nbob\n", "::1", 9)]
    [TestCase("h:6000\nbob\n", "h", 6000)]
    [TestCase("[::1]\n6000\nbob\n", "::1", 6000)]
    [TestCase("h:x\nh:6000\nbob\n", "h", 6000)]
    [TestCase("127.1\nh\n6000\nbob\n", "h", 6000)]
    [TestCase("\uFFFD\nh\n6000\nbob\n", "h", 6000)]
    [TestCase("h\n6000\nb\uFFFDb\nbob\n", "h", 6000)]
    public void Host_may_be_followed_by_its_port(
        string input, string host, int port)
    {
        ClientArguments? arguments = Ask(new ClientArguments(), input, out _);
        Assert.That(
            arguments, Is.EqualTo(new ClientArguments { Host = host, Port = port, Name = "bob" }));
    }

    [TestCase("secret\n", "secret")]
    [TestCase("s\uFFFDcret\nsecret\n", "secret")]
    [TestCase("s\uFFFDcret\n", null)]
    public void Password_with_invalid_UTF_8_is_asked_for_again(string input, string? password) =>
        Assert.That(
            new StartupPrompts(new StringReader(input), TextWriter.Null).AskPassword(),
            Is.EqualTo(password));

    [TestCase("")]
    [TestCase("h\n")]
    [TestCase("h\n1\n")]
    public void End_of_input_answers_nothing(string input)
    {
        Assert.That(Ask(new ClientArguments(), input, out _), Is.Null);
    }

    [TestCase("\n", true)]
    [TestCase("y\n", true)]
    [TestCase("q\n", false)]
    [TestCase(" Quit\n", false)]
    [TestCase("", false)]
    public void Failed_connection_is_explained_before_the_question(string input, bool retries)
    {
        var output = new StringWriter { NewLine = "\n" };
        var prompts = new StartupPrompts(new StringReader(input), output);
        Assert.That(prompts.AsksToRetry("No server."), Is.EqualTo(retries));
        Assert.That(output.ToString(), Is.EqualTo($"No server.\n{StartupSentences.AskToRetry}"));
    }

    [TestCase("ann", "ann")]
    [TestCase("Ann Smith", "guest")]
    [TestCase("", "guest")]
    [TestCase("server", "guest")]
    public void Default_name_is_valid_on_the_server(string userName, string offered)
    {
        Assert.That(StartupPrompts.DefaultName(userName), Is.EqualTo(offered));
    }

    private static ClientArguments? Ask(ClientArguments arguments, string input, out string asked)
    {
        var output = new StringWriter();
        var prompts = new StartupPrompts(new StringReader(input), output);
        ClientArguments? whole = prompts.CompleteServer(arguments) is { } server
            ? prompts.CompleteName(server, "ann")
            : null;
        asked = output.ToString();
        return whole;
    }
}
