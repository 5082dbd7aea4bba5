using SimpleClient;

namespace UnitTests.Client;

internal sealed class CommandLineTests
{
    [Test]
    public void No_arguments_leave_everything_open()
    {
        Launch? launch = Read([], out string error, out _);
        Assert.That(launch, Is.Not.Null);
        Assert.That(launch!.IsEmpty, Is.True);
        Assert.That(error, Is.Empty);
    }

    [TestCase("chat.example 6000")]
    [TestCase("--host chat.example --port 6000")]
    [TestCase("chat.example --port=6000")]
    public void Host_and_port_may_stand_alone_or_behind_their_options(string arguments)
    {
        Launch? launch = Read(arguments.Split(' '), out _, out _);
        var expected = new Launch { Host = "chat.example", Port = 6000 };
        Assert.That(launch, Is.EqualTo(expected));
    }

    [Test]
    public void Name_room_and_plain_are_read()
    {
        Launch? launch = Read(["--name", "bob", "--room", "dev", "--plain"], out _, out _);
        var expected = new Launch { Name = "bob", Room = "dev", IsPlain = true };
        Assert.That(launch, Is.EqualTo(expected));
    }

    [TestCase("--frob", "There is no option '--frob'. --help lists the options.")]
    [TestCase("--frob=3", "There is no option '--frob'. --help lists the options.")]
    [TestCase("a 1 -x", "There is no option '-x'. --help lists the options.")]
    [TestCase("a 1 c", "Unrecognized command or argument 'c'.")]
    [TestCase("--port abc", "'abc' is not a port: a port is a number from 1 to 65535.")]
    [TestCase("a 0", "'0' is not a port: a port is a number from 1 to 65535.")]
    [TestCase("a 65536", "'65536' is not a port: a port is a number from 1 to 65535.")]
    [TestCase("a -1", "There is no option '-1'. --help lists the options.")]
    [TestCase("5050", "'5050' is no host. A port alone is --port 5050.")]
    [TestCase("a --host b", "The host is given twice: 'a' and --host.")]
    [TestCase("a 1 --port 2", "The port is given twice: '1' and --port.")]
    [TestCase("--name", "Required argument missing for option: '--name'.")]
    [TestCase("--name --plain", "--name needs a value, and '--plain' is none.")]
    public void A_wrong_command_line_is_one_sentence_and_exit_code_2(
        string arguments, string sentence)
    {
        Launch? launch = Read(arguments.Split(' '), out string error, out int exitCode);
        Assert.That(launch, Is.Null);
        Assert.That(error.TrimEnd(), Is.EqualTo(sentence));
        Assert.That(exitCode, Is.EqualTo(2));
    }

    [TestCase("1", 1)]
    [TestCase("65535", 65535)]
    public void A_port_at_the_edge_is_a_port(string port, int number)
    {
        Assert.That(Read(["a", port], out _, out _)?.Port, Is.EqualTo(number));
    }

    [Test]
    public void Help_goes_to_the_output_and_launches_nothing()
    {
        var output = new StringWriter();
        var error = new StringWriter();
        Launch? launch = CommandLine.Read(["--help"], output, error, out int exitCode);
        Assert.That(launch, Is.Null);
        Assert.That(exitCode, Is.Zero);
        Assert.That(output.ToString(), Does.Contain("--room"));
        Assert.That(error.ToString(), Is.Empty);
    }

    private static Launch? Read(string[] arguments, out string error, out int exitCode)
    {
        var errors = new StringWriter();
        Launch? launch = CommandLine.Read(arguments, TextWriter.Null, errors, out exitCode);
        error = errors.ToString();
        return launch;
    }
}
