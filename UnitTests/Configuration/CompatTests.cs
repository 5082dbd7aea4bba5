using EventLoopServer;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport;
using Microsoft.Extensions.Logging;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;
using UnitTests.Support.Recording;

namespace UnitTests.Configuration;

/// <summary>
/// The listeners for the clients of older chat programs, as a person asks for them.
/// </summary>
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
    public void Compat_opens_all_ports_beside_our_own(string line, string own, string address)
    {
        Assert.That(
            Listens(line),
            Is.EqualTo($"chat://{own}:5050 " + AtTheirPorts.Replace("@", address)));
    }

    [Test]
    public void Only_the_ports_of_compat_may_be_missing()
    {
        IReadOnlyList<ListenAddress> all =
            Read("--compat --listen nick://127.0.0.1:1").Listening.Addresses;
        Assert.That(
            all.Where(static a => a.IsOptional).Select(static a => a.EndPoint.Port),
            Is.EqualTo(new[] { 12345, 5000, 55555, 5555 }));
        Assert.That(all.Count(static a => !a.IsOptional), Is.EqualTo(1));
    }

    [Test]
    public void Without_compat_none_of_them_is_open() =>
        Assert.That(Listens(""), Is.EqualTo("chat://127.0.0.1:5050"));

    [TestCase("--compat=nowhere", "nowhere")]
    [TestCase("--compat=127.0.0.1:5000", "127.0.0.1:5000")]
    [TestCase("--compat=example.org", "example.org")]
    public void Compat_takes_an_address_and_nothing_else(string line, string quoted)
    {
        string faults = string.Join('\n', Faults(line.Split(' ')));
        Assert.That(faults, Is.EqualTo(
            $"--compat{OptionSentences.Takes(OptionSentences.Address, quoted)}"));
    }

    [Test]
    public void Compat_is_asked_for_once() =>
        Assert.That(Faults("--compat=127.0.0.1", "--compat=0.0.0.0"), Is.Not.Empty);

    [TestCase("username://127.0.0.1:12345")]
    [TestCase("prompt://127.0.0.1:5000")]
    [TestCase("name-first://[::1]:5000")]
    [TestCase("prompt+name-first://0.0.0.0:5000")]
    [TestCase("nick://127.0.0.1:1")]
    [TestCase("nickname://127.0.0.1:0")]
    [TestCase("chat://127.0.0.1:6000")]
    public void Listen_names_any_dialect_with_its_own_address(string address) =>
        Assert.That(Listens($"--listen {address}"), Is.EqualTo(address));

    [TestCase("NICK://127.0.0.1:1", "nick://127.0.0.1:1")]
    [TestCase("Username://localhost:2", "username://127.0.0.1:2")]
    [TestCase("127.0.0.1:3", "chat://127.0.0.1:3")]
    public void The_dialect_is_read_in_any_case_and_may_be_missing(string given, string expected) =>
        Assert.That(Listens($"--listen {given}"), Is.EqualTo(expected));

    [TestCase("irc://127.0.0.1:1", "irc")]
    [TestCase("://127.0.0.1:1", "")]
    [TestCase("http://127.0.0.1:1", "http")]
    [TestCase("text://127.0.0.1:1", "text")]
    public void An_unknown_dialect_is_named_with_those_that_are_known(string given, string name)
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
    public void A_dialect_without_an_address_and_a_port_is_refused(string given) =>
        Assert.That(
            string.Join('\n', Faults("--listen", given)),
            Is.EqualTo($"--listen{OptionSentences.Takes(OptionSentences.EndPoint, given)}"));

    [TestCase("--limits off --compat", true)]
    [TestCase("--limits off --compat=0.0.0.0", false)]
    [TestCase("--limits off --listen nick://192.0.2.7:1", false)]
    public void Without_limits_they_listen_on_loopback_only(string line, bool taken) =>
        Assert.That(
            Faults(line.Split(' ')),
            Is.EqualTo(taken ? [] : new[] { OptionSentences.LimitsOffBeyondLoopback }));

    [Test]
    public void A_port_of_compat_that_is_taken_is_done_without()
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
    public void Without_any_port_of_compat_the_server_does_not_start()
    {
        using var server = Open("--compat", taken: [12345, 5000, 5555, 55555]);
        ListenException? fault = Assert.Throws<ListenException>(server.Listen);
        Assert.That(
            fault!.Message,
            Does.Contain("--compat").And.Contains(ListenSentences.InUse("")));
        Assert.That(server.Listeners, Is.Empty);
    }

    [Test]
    public void A_listener_that_was_named_is_none_of_compats()
    {
        using var server = Open(
            "--compat --listen nick://127.0.0.1:1", taken: [12345, 5000, 5555, 55555]);
        Assert.That(
            server.Listen,
            Throws.InstanceOf<ListenException>(),
            "none of the ports of --compat is free, although nick is spoken somewhere else");
    }

    [Test]
    public void Our_own_port_that_is_taken_ends_the_start_even_so()
    {
        using var server = Open("--compat", taken: [5050]);
        Assert.That(server.Listen, Throws.InstanceOf<ListenException>());
    }

    [Test]
    public void A_listener_that_was_named_has_to_be_free()
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

    /// <summary>Where it listens, as it would be typed.</summary>
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
