using SimpleClient.Sentences;
using SimpleClient.Startup;

namespace UnitTests.Client.Startup;

internal sealed class StartupPromptsTests
{
    [Test]
    public void Enter_takes_the_defaults_that_are_shown()
    {
        ClientArguments? arguments = Ask(new ClientArguments(), "\n\n\n", out string asked);
        Assert.That(asked, Is.EqualTo("Host [127.0.0.1]: Port [5050]: Name [ann]: "));
        Assert.That(
            arguments, Is.EqualTo(
                new ClientArguments { Host = "127.0.0.1", Port = 5050, Name = "ann" }));
    }

    [Test]
    public void A_bad_port_is_explained_and_asked_for_again()
    {
        ClientArguments? arguments =
            Ask(new ClientArguments(), "h\nabc\n6000\nbob\n", out string asked);
        Assert.That(asked, Does.Contain(StartupSentences.NoPort("abc")));
        Assert.That(
            arguments, Is.EqualTo(new ClientArguments { Host = "h", Port = 6000, Name = "bob" }));
    }

    [Test]
    public void With_any_argument_only_a_missing_name_is_asked_for()
    {
        ClientArguments? arguments =
            Ask(new ClientArguments { Room = "dev" }, "bob\n", out string asked);
        Assert.That(asked, Is.EqualTo("Name [ann]: "));
        Assert.That(arguments, Is.EqualTo(new ClientArguments { Room = "dev", Name = "bob" }));
    }

    [Test]
    public void A_given_name_is_not_asked_for()
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
    public void A_host_may_have_its_port_behind_it_and_nothing_is_dropped(
        string input, string host, int port)
    {
        ClientArguments? arguments = Ask(new ClientArguments(), input, out _);
        Assert.That(
            arguments, Is.EqualTo(new ClientArguments { Host = host, Port = port, Name = "bob" }));
    }

    [TestCase("secret\n", "secret")]
    [TestCase("s\uFFFDcret\nsecret\n", "secret")]
    [TestCase("s\uFFFDcret\n", null)]
    public void A_password_that_is_not_utf8_is_asked_for_again(string input, string? password) =>
        Assert.That(
            new StartupPrompts(new StringReader(input), TextWriter.Null).AskPassword(),
            Is.EqualTo(password));

    [TestCase("")]
    [TestCase("h\n")]
    [TestCase("h\n1\n")]
    public void Input_that_ends_answers_nothing(string input)
    {
        Assert.That(Ask(new ClientArguments(), input, out _), Is.Null);
    }

    [TestCase("ann", "ann")]
    [TestCase("Ann Smith", "guest")]
    [TestCase("", "guest")]
    [TestCase("server", "guest")]
    public void The_name_offered_is_one_that_the_server_takes(string userName, string offered)
    {
        Assert.That(StartupPrompts.DefaultName(userName), Is.EqualTo(offered));
    }

    private static ClientArguments? Ask(ClientArguments arguments, string input, out string asked)
    {
        var output = new StringWriter();
        ClientArguments? whole =
            new StartupPrompts(new StringReader(input), output).Complete(arguments, "ann");
        asked = output.ToString();
        return whole;
    }
}
