using EventLoopServer;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport;
using Microsoft.Extensions.Logging;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;
using UnitTests.Support.Recording;

namespace UnitTests.Configuration;

/// <summary>The command line for listeners of older chat programs.</summary>
internal sealed class CompatTests
{
    private const string AtTheirPorts =
        "username://@:12345 prompt+name-first://@:5000 nick://@:55555 nickname://@:5555";

    [TestCase("--compat", "127.0.0.1", "127.0.0.1")]
    [TestCase("--compat=0.0.0.0", "127.0.0.1", "0.0.0.0")]
    [TestCase("--compat 0.0.0.0", "127.0.0.1", "0.0.0.0")]
    [TestCase("--compat=localhost", "127.0.0.1", "127.0.0.1")]
    [TestCase("--compat=::1", "127.0.0.1", "[::1]")]
    [TestCase("--compat --host 192.0.2.7", "192.0.2.7", "127.0.0.1")]
    [TestCase("--host 192.0.2.7 --compat=192.0.2.7", "192.0.2.7", "192.0.2.7")]
    public void Compat_opens_all_ports_beside_the_main_one(string line, string own, string address)
    {
        Assert.That(
            Listens(line),
            Is.EqualTo($"chat://{own}:5050 " + AtTheirPorts.Replace("@", address)));
    }

    [Test]
    public void Only_compat_ports_are_optional()
    {
        IReadOnlyList<ListenAddress> all =
            Read("--compat --listen nick://127.0.0.1:1").Listening.Addresses;
        Assert.That(
            all.Where(static a => a.IsOptional).Select(static a => a.EndPoint.Port),
            Is.EqualTo(new[] { 12345, 5000, 55555, 5555 }));
        Assert.That(all.Count(static a => !a.IsOptional), Is.EqualTo(1));
    }

    [Test]
    public void No_compat_port_is_open_by_default() =>
        Assert.That(Listens(""), Is.EqualTo("chat://127.0.0.1:5050"));

    [TestCase("--compat=nowhere", "nowhere")]
    [TestCase("--compat=127.0.0.1:5000", "127.0.0.1:5000")]
    [TestCase("--compat=example.org", "example.org")]
    public void Compat_accepts_only_an_address(string line, string quoted)
    {
        string faults = string.Join('\n', Faults(line.Split(' ')));
        Assert.That(faults, Is.EqualTo(
            $"--compat{OptionSentences.Takes(OptionSentences.Address, quoted)}"));
    }

    [Test]
    public void Repeated_compat_is_refused() =>
        Assert.That(Faults("--compat=127.0.0.1", "--compat=0.0.0.0"), Is.Not.Empty);

    [TestCase("username://127.0.0.1:12345")]
    [TestCase("prompt://127.0.0.1:5000")]
    [TestCase("name-first://[::1]:5000")]
    [TestCase("prompt+name-first://0.0.0.0:5000")]
    [TestCase("nick://127.0.0.1:1")]
    [TestCase("nickname://127.0.0.1:0")]
    [TestCase("chat://127.0.0.1:6000")]
    public void Listen_accepts_every_dialect_with_an_address(string address) =>
        Assert.That(Listens($"--listen {address}"), Is.EqualTo(address));

    [TestCase("NICK://127.0.0.1:1", "nick://127.0.0.1:1")]
    [TestCase("Username://localhost:2", "username://127.0.0.1:2")]
    [TestCase("127.0.0.1:3", "chat://127.0.0.1:3")]
    public void Dialect_is_read_in_any_case_and_is_optional(string given, string expected) =>
        Assert.That(Listens($"--listen {given}"), Is.EqualTo(expected));

    [TestCase("irc://127.0.0.1:1", "irc")]
    [TestCase("://127.0.0.1:1", "")]
    [TestCase("http://127.0.0.1:1", "http")]
    [TestCase("text://127.0.0.1:1", "text")]
    public void Unknown_dialect_is_refused_with_the_list_of_dialects(string given, string name)
    {
        string faults = string.Join('\n', Faults("--listen", given));
        string before = SentencePart.Before(
            known => $"--listen{OptionSentences.NoDialect(name, known)}");
        Assert.That(faults, Does.StartWith(before));
        Assert.That(
            faults,
            Does.Contain("username, prompt+name-first, nick, nickname, prompt, name-first"));
    }

    [TestCase("nick://")]
    [TestCase("nick://127.0.0.1")]
    [TestCase("nick://6000")]
    [TestCase("nick://127.0.0.1:65536")]
    [TestCase("nick://nick://127.0.0.1:1")]
    public void Dialect_without_an_address_and_a_port_is_refused(string given) =>
        Assert.That(
            string.Join('\n', Faults("--listen", given)),
            Is.EqualTo($"--listen{OptionSentences.Takes(OptionSentences.EndPoint, given)}"));

    [TestCase("--limits off --compat", true)]
    [TestCase("--limits off --compat=0.0.0.0", false)]
    [TestCase("--limits off --listen nick://192.0.2.7:1", false)]
    public void Compat_without_limits_is_accepted_only_on_loopback(string line, bool taken) =>
        Assert.That(
            Faults(line.Split(' ')),
            Is.EqualTo(taken ? [] : new[] { OptionSentences.LimitsOffBeyondLoopback }));

    [Test]
    public void Taken_compat_port_is_skipped_with_a_warning()
    {
        var log = new ServerLog();
        using var server = Open("--compat", taken: [5000, 5555], log);
        server.Listen();
        Assert.That(log.Lines.Select(static l => l.Level), Is.All.EqualTo(LogLevel.Warning));
        Assert.That(log.Lines, Has.Count.EqualTo(2));
        Assert.That(
            log.Lines[0].Text, Does.Contain("127.0.0.1:5000").And.Contains("python-tcp-chat"));
        Assert.That(log.Lines[1].Text, Does.Contain("127.0.0.1:5555"));
        Assert.That(
            server.Listeners.Select(static d => d.Dialects.Name),
            Is.EqualTo(new[] { "chat", "username", "nick" }));
    }

    [Test]
    public void Server_does_not_start_if_every_compat_port_is_taken()
    {
        using var server = Open("--compat", taken: [12345, 5000, 5555, 55555]);
        ListenException? fault = Assert.Throws<ListenException>(server.Listen);
        Assert.That(
            fault!.Message,
            Does.Contain("--compat").And.Contains(ListenSentences.InUse("")));
        Assert.That(server.Listeners, Is.Empty);
    }

    [Test]
    public void Explicit_listener_does_not_count_as_a_compat_port()
    {
        using var server = Open(
            "--compat --listen nick://127.0.0.1:1", taken: [12345, 5000, 5555, 55555]);
        Assert.That(
            server.Listen,
            Throws.InstanceOf<ListenException>(),
            "none of the ports of --compat is free, although nick is spoken somewhere else");
    }

    [Test]
    public void Taken_main_port_ends_the_start_despite_compat()
    {
        using var server = Open("--compat", taken: [5050]);
        Assert.That(server.Listen, Throws.InstanceOf<ListenException>());
    }

    [Test]
    public void Taken_port_of_an_explicit_listener_ends_the_start()
    {
        using var server = Open("--compat --listen nick://127.0.0.1:1", taken: [1]);
        Assert.That(server.Listen, Throws.InstanceOf<ListenException>());
        Assert.That(server.Listeners, Is.Empty);
    }

    private static ChatServer Open(string line, int[] taken, ServerLog? log = null)
    {
        var network = new SimNetwork();
        network.TakenPorts.AddRange(taken);
        return new ChatServer(Read(line), network, log ?? new ServerLog());
    }

    /// <summary>The listeners, as they would be typed.</summary>
    private static string Listens(string line) => string.Join(
        ' ',
        Read(line).Listening.Addresses.Select(static a => $"{a.Dialects.Name}://{a.EndPoint}"));

    private static ServerOptions Read(string line)
    {
        var commandLine = new ServerCommandLine();
        var parsed = commandLine.Root.Parse(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.That(commandLine.Check(parsed), Is.Empty, $"refused: {line}");
        return commandLine.Read(parsed);
    }

    private static IReadOnlyList<string> Faults(params string[] arguments)
    {
        var commandLine = new ServerCommandLine();
        return commandLine.Check(commandLine.Root.Parse(arguments));
    }
}
