using SimpleClient.Configuration;
using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Startup;

namespace UnitTests.Client.Startup;

internal sealed class ClientCommandLineTests
{
    [Test]
    public void Empty_command_line_sets_nothing()
    {
        ClientArguments? read = Read([], out string error, out _);
        Assert.That(read, Is.Not.Null);
        Assert.That(read!.IsEmpty, Is.True);
        Assert.That(error, Is.Empty);
    }

    [TestCase("chat.example 6000")]
    [TestCase("--host chat.example --port 6000")]
    [TestCase("chat.example --port=6000")]
    public void Host_and_port_are_accepted_as_arguments_and_as_options(string arguments)
    {
        ClientArguments? read = Read(arguments.Split(' '), out _, out _);
        var expected = new ClientArguments { Host = "chat.example", Port = 6000 };
        Assert.That(read, Is.EqualTo(expected));
    }

    [TestCase("chat.example 6000 bob", "chat.example", 6000, "bob")]
    [TestCase("chat.example:6000", "chat.example", 6000, null)]
    [TestCase("chat.example:6000 --name bob", "chat.example", 6000, "bob")]
    [TestCase("--host chat.example:6000", "chat.example", 6000, null)]
    [TestCase("[::1]:9", "::1", 9, null)]
    [TestCase("--host [::1]:9", "::1", 9, null)]
    [TestCase("[::1] 9 bob", "::1", 9, "bob")]
    [TestCase("::1 9", "::1", 9, null)]
    [TestCase("::1:9", "::1:9", null, null)]
    [TestCase("192.0.2.1:65535", "192.0.2.1", 65535, null)]
    public void Host_port_and_name_are_read_in_every_usual_form(
        string arguments, string host, int? port, string? name)
    {
        ClientArguments? read = Read(arguments.Split(' '), out string error, out _);
        Assert.That(error, Is.Empty);
        Assert.That(
            read, Is.EqualTo(new ClientArguments { Host = host, Port = port, Name = name }));
    }

    [TestCase("--login alice", "alice", true)]
    [TestCase("--name alice", "alice", false)]
    public void Login_is_a_name_with_an_account(string arguments, string name, bool isLogin) =>
        Assert.That(
            Read(arguments.Split(' '), out _, out _),
            Is.EqualTo(new ClientArguments { Name = name, IsLogin = isLogin }));

    [TestCase("--login alice --name bob")]
    [TestCase("chat.example 6000 bob --login alice")]
    [TestCase("--login --tls")]
    public void Login_with_another_name_or_without_one_is_wrong(string arguments)
    {
        Assert.That(Read(arguments.Split(' '), out string error, out int exitCode), Is.Null);
        Assert.That(error, Is.Not.Empty);
        Assert.That(exitCode, Is.EqualTo(ClientExitCode.WrongUse));
    }

    [TestCase("localhost")]
    [TestCase("chat.example.")]
    [TestCase("a-b_c.example")]
    [TestCase("chät.example")]
    [TestCase("192.0.2.255")]
    [TestCase("::")]
    [TestCase("2001:db8::1")]
    [TestCase("::ffff:192.0.2.1")]
    [TestCase("fe80::1%1")]
    public void Host_names_and_addresses_are_accepted(string host) =>
        Assert.That(HostName.Fault(host), Is.Null);

    [TestCase("")]
    [TestCase("5050")]
    [TestCase("1.2.3")]
    [TestCase("1.2.3.4.5")]
    [TestCase("127.1")]
    [TestCase("256.0.0.1")]
    [TestCase("010.0.0.1")]
    [TestCase("0x7f000001")]
    [TestCase("0x7f.1")]
    [TestCase("1.2.3.0x4")]
    [TestCase("1.2.3.4 ")]
    [TestCase("[::1]")]
    [TestCase("[::1]x")]
    [TestCase("[::1]:6000")]
    [TestCase("[127.0.0.1]")]
    [TestCase("[chat.example]")]
    [TestCase("::1]")]
    [TestCase("::1/64")]
    [TestCase("1::2::3")]
    [TestCase("::ffff:1.2.3")]
    [TestCase("fe80::1%")]
    [TestCase("::1\0")]
    [TestCase("tcp://chat.example")]
    [TestCase("bob@chat.example")]
    [TestCase("chat..example")]
    [TestCase(".chat.example")]
    [TestCase("-chat.example")]
    [TestCase("chat example")]
    [TestCase("chat.example\n")]
    [TestCase("ch\uFFFDt.example")]
    public void Other_text_is_refused_as_a_host(string host)
    {
        Assert.That(HostName.Fault(host), Is.Not.Null);
        ChatException? e = Assert.ThrowsAsync<ChatException>(
            () => ChatClient.ConnectAsync(host, 1, TimeSpan.FromSeconds(10)));
        Assert.That(e!.Fault, Is.EqualTo(ChatErrorKind.HostUnknown));
    }

    [TestCase("[::1]:6000", "::1", "6000")]
    [TestCase("[::1]", "::1", null)]
    [TestCase("[::1]x", "[::1]x", null)]
    [TestCase("[chat.example]:6000", "[chat.example]:6000", null)]
    [TestCase("[127.0.0.1]:6000", "[127.0.0.1]:6000", null)]
    [TestCase("a:b", "a", "b")]
    [TestCase("a:b:c", "a:b:c", null)]
    [TestCase(":6000", "", "6000")]
    public void Only_a_port_is_split_from_a_host(string text, string host, string? port) =>
        Assert.That(HostName.Part(text), Is.EqualTo((host, port)));

    [Test]
    public void Name_room_and_plain_are_read()
    {
        ClientArguments? read = Read(
            ["--name", "bob", "--room", "dev", "--room", "ops", "--plain"], out _, out _);
        Assert.That(read!.Rooms, Is.EqualTo(new[] { "dev", "ops" }));
        var expected =
            new ClientArguments { Name = "bob", Rooms = read.Rooms, IsPlain = true };
        Assert.That(read, Is.EqualTo(expected));
        Assert.That(Read([], out _, out _)!.IsEmpty, Is.True);
        Assert.That(Read(["--room", "dev"], out _, out _)!.IsEmpty, Is.False);
    }

    [Test]
    public void Saved_server_gives_what_the_options_do_not()
    {
        var server = new SavedServer
        {
            Name = "work",
            Host = "chat.example.org",
            Port = 7000,
            User = "sam",
            IsTls = true,
            Rooms = ["dev"],
        };
        ClientArguments read = Read(["work"], out _, out _)!;
        Assert.That(read.With(server), Is.EqualTo(new ClientArguments
        {
            Host = "chat.example.org",
            Port = 7000,
            Name = "sam",
            IsTls = true,
            Saved = server,
        }));
        ClientArguments other = Read(["work", "--name", "bob", "--room", "ops"], out _, out _)!;
        Assert.That(other.With(server).Name, Is.EqualTo("bob"));
        Assert.That(other.With(server).Rooms, Is.EqualTo(new[] { "ops" }));
        ClientArguments account = read.With(server with { Login = "samuel", Port = 0 });
        Assert.That((account.Name, account.IsLogin), Is.EqualTo(("samuel", true)));
        Assert.That(account.Port, Is.Null);
    }

    private static IEnumerable<TestCaseData> WrongLines()
    {
        string badText = StartupSentences.WordNotUtf8("b\uFFFDr");
        (string Arguments, string Sentence)[] rows =
        [
            ("--frob", StartupSentences.UnknownOption("--frob")),
            ("--frob=3", StartupSentences.UnknownOption("--frob")),
            ("a 1 -x", StartupSentences.UnknownOption("-x")),
            ("a 1 c -x", StartupSentences.UnknownOption("-x")),
            ("a 1 c d", StartupSentences.OneWordTooMany("d")),
            ("a 1 c --name d", StartupSentences.Twice("name", "c", "--name")),
            ("a:1 2", StartupSentences.PortTwice("a:1", "2")),
            ("a:1 --port 2", StartupSentences.PortTwice("a:1", "2")),
            ("--host [::1]:1 --port 2", StartupSentences.PortTwice("[::1]:1", "2")),
            ("[::1]:x", StartupSentences.NoPort("x")),
            ("[::1]:", StartupSentences.NoPort("")),
            ("a:", StartupSentences.NoPort("")),
            ("a bob", StartupSentences.NoPort("bob")),
            ("a +1", StartupSentences.NoPort("+1")),
            ("a 1 b\uFFFDr", badText),
            ("--room b\uFFFDr", badText),
            ("--port abc", StartupSentences.NoPort("abc")),
            ("a 0", StartupSentences.NoPort("0")),
            ("a 65536", StartupSentences.NoPort("65536")),
            ("a -1", StartupSentences.UnknownOption("-1")),
            ("5050", LinkSentences.PortAlone("5050")),
            ("a --host b", StartupSentences.Twice("host", "a", "--host")),
            ("a 1 --port 2", StartupSentences.Twice("port", "1", "--port")),
            ("--name", "Required argument missing for option: '--name'."),
            ("--name --plain", StartupSentences.NeedsValue("--name", "--plain")),
        ];
        return rows.Select(static r =>
            new TestCaseData(r.Arguments, r.Sentence).SetArgDisplayNames(
                r.Arguments.Replace('\uFFFD', '?')));
    }

    [TestCaseSource(nameof(WrongLines))]
    public void Invalid_command_line_causes_one_sentence_and_exit_code_2(
        string arguments, string sentence)
    {
        ClientArguments? read = Read(arguments.Split(' '), out string error, out int exitCode);
        Assert.That(read, Is.Null);
        Assert.That(error.TrimEnd(), Is.EqualTo(sentence));
        Assert.That(exitCode, Is.EqualTo(2));
    }

    [TestCase("1", 1)]
    [TestCase("65535", 65535)]
    public void Lowest_and_highest_port_are_accepted(string port, int number)
    {
        Assert.That(Read(["a", port], out _, out _)?.Port, Is.EqualTo(number));
    }

    [Test]
    public void Help_is_written_to_the_output_and_starts_nothing()
    {
        var output = new StringWriter();
        var error = new StringWriter();
        ClientArguments? read = ClientCommandLine.Read(["--help"], output, error, out int exitCode);
        Assert.That(read, Is.Null);
        Assert.That(exitCode, Is.Zero);
        Assert.That(output.ToString(), Does.Contain("--room"));
        Assert.That(error.ToString(), Is.Empty);
    }

    private static ClientArguments? Read(string[] arguments, out string error, out int exitCode)
    {
        var errors = new StringWriter();
        ClientArguments? read =
            ClientCommandLine.Read(arguments, TextWriter.Null, errors, out exitCode);
        error = errors.ToString();
        return read;
    }
}
