using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Hosting.Reload;
using EventLoopServer.Sentences;
using EventLoopServer.Sentences.Operators;
using Microsoft.Extensions.Logging;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.Hosting.Reload;

/// <summary>A running server reads its options again.</summary>
internal sealed class ServerReloadTests
{
    private readonly List<LogLevel> _levels = [];
    private ServerLog _log = null!;
    private SimServer _server = null!;
    private ServerOptions _start = null!;
    private RereadOptions _next = null!;

    [SetUp]
    public void Start()
    {
        _start = new ServerOptions
        {
            MessageOfTheDay = "hello",
            Access = new AccessRules { Operators = PasswordFiles.With("open sesame"u8) },
        };
        _next = new RereadOptions(_start, null, []);
        _log = new ServerLog();
        _levels.Clear();
        _server = new SimServer(_start, log: _log);
        _server.Server.Reload.Source = new ReloadSource(_start, () => _next, _levels.Add);
    }

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void Operator_gets_the_changed_options()
    {
        SimTransport alice = Enter("alice");
        _next = _next with
        {
            Options = _start with { MessageOfTheDay = "news", Rooms = 7 },
        };
        Assert.That(
            Ask(alice, "/reload"),
            Does.Contain(ReloadSentences.Applied("--rooms, --message-of-the-day")));
        Assert.That(_server.Server.Directory.Limits.Rooms, Is.EqualTo(7));
        Assert.That(Read(EnterGuest("bob")), Does.Contain("news").And.Not.Contain("hello"));
        Assert.That(Ask(alice, "/reload"), Does.Contain(ReloadSentences.Nothing));
    }

    [Test]
    public void Options_that_need_a_restart_are_named_until_it()
    {
        SimTransport alice = Enter("alice");
        _next = _next with { Options = _start with { Rooms = 7, RingBytes = 4096 } };
        Assert.That(
            Ask(alice, "/reload"),
            Does.Contain(ReloadSentences.Applied("--rooms")
                + ReloadSentences.NeedRestart("--ring")));
        Assert.That(
            Ask(alice, "/reload"),
            Does.Contain(ReloadSentences.Nothing + ReloadSentences.NeedRestart("--ring")));
        _next = _next with { Options = _start with { Rooms = 7 } };
        Assert.That(Ask(alice, "/reload"), Does.Not.Contain("--ring"), "it was taken back");
    }

    [Test]
    public void Length_of_the_history_changes_in_existing_rooms()
    {
        SimTransport alice = Enter("alice");
        Write(alice, _server, "one\ntwo\nthree\n");
        _next = _next with { Options = _start with { HistoryLines = 2 } };
        Ask(alice, "/reload");
        Assert.That(
            Read(EnterGuest("bob")),
            Does.Contain("two").And.Contain("three").And.Not.Contain("one"));
        _next = _next with { Options = _start with { HistoryLines = 3 } };
        Ask(alice, "/reload");
        Write(alice, _server, "four\n");
        Assert.That(
            Read(EnterGuest("carol")),
            Does.Contain("two").And.Contain("four").And.Not.Contain("one"));
    }

    [Test]
    public void Fault_changes_nothing()
    {
        SimTransport alice = Enter("alice");
        _next = new RereadOptions(_start with { Rooms = 7 }, null, ["fault 1", "fault 2"]);
        Assert.That(
            Ask(alice, "/reload"),
            Does.Contain(Sentence(ReloadSentences.More("fault 1", 1))));
        Assert.That(_server.Server.Directory.Limits.Rooms, Is.EqualTo(10_000));
        Assert.That(_log.Lines.Select(static l => l.Text), Has.Some.Contains("fault 2"));
    }

    /// <summary>The files are read before anything is applied.</summary>
    [Test]
    public void Metrics_token_that_cannot_be_read_refuses_the_whole_reload()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "secret\n");
            string[] arguments = ["--metrics-token-file", file, "--rooms", "7"];
            ReloadSource source =
                ReloadSource.Of(arguments, _start, new LogThreshold(LogLevel.Information));
            Assert.That(source.Read().Faults, Is.Empty);
            Assert.That(source.Read().Options.Web.MetricsToken, Is.Not.Null);
            File.Delete(file);
            RereadOptions read = source.Read();
            Assert.That(read.Faults, Has.Count.EqualTo(1));
            Assert.That(read.Faults[0], Does.Contain(file).And.Not.Contain("secret"));
            Assert.That(_server.Server.Reload.TryApply(read, out _), Is.False);
            Assert.That(_server.Server.Directory.Limits.Rooms, Is.EqualTo(10_000));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void Exception_while_reading_changes_nothing()
    {
        SimTransport alice = Enter("alice");
        _server.Server.Reload.Source =
            new ReloadSource(_start, () => throw new IOException("gone"), _levels.Add);
        Assert.That(Ask(alice, "/reload"), Does.Contain(Sentence("gone")));
    }

    [Test]
    public void New_value_that_contradicts_an_old_one_changes_nothing()
    {
        _start = _start with { Listening = new ListenOptions { Compat = LoopbackAddress } };
        _next = new RereadOptions(
            _start with
            {
                Listening = new ListenOptions(),
                Rooms = 7,
                Access = new AccessRules { Entry = PasswordFiles.With("x"u8) },
            },
            null,
            []);
        using var server = new SimServer(_start);
        server.Server.Reload.Source = new ReloadSource(_start, () => _next, _levels.Add);
        Assert.That(server.Server.Reload.TryApply(_next, out string result), Is.False);
        Assert.That(result, Is.EqualTo(OptionSentences.CompatWithPassword));
        Assert.That(server.Server.Directory.Limits.Rooms, Is.EqualTo(10_000));
    }

    [Test]
    public void Rates_change_without_a_disconnect()
    {
        using var server = new SimServer(_start, isPaced: true);
        SimTransport bob = EnterGuest("bob", server);
        Read(bob);
        ServerOptions strict = _start with
        {
            ClientLimits = _start.ClientLimits with { CommandBurst = 1, CommandsPerSecond = 1 },
        };
        Assert.That(
            server.Server.Reload.TryApply(new RereadOptions(strict, null, []), out _), Is.True);
        server.Pass(60_000);
        Write(bob, server, "/ping\n/ping\n/ping\n");
        Assert.That(Read(bob).Split("Pong").Length - 1, Is.EqualTo(1));
        Assert.That(bob.IsShut, Is.False);
    }

    [Test]
    public void Password_changes_for_new_clients_only()
    {
        SimTransport bob = EnterGuest("bob");
        _next = _next with
        {
            Options = _start with
            {
                Access = _start.Access with { Entry = PasswordFiles.With("secret"u8) },
            },
        };
        Request();
        Assert.That(Ask(bob, "/ping"), Does.Contain("Pong"));
        Assert.That(Read(EnterGuest("carol")), Does.Not.Contain(TextLine.Welcome("carol")));
        Assert.That(Read(EnterGuest("/pass secret\ndave")), Does.Contain(TextLine.Welcome("dave")));
    }

    [Test]
    public void Level_of_the_log_changes()
    {
        _next = _next with
        {
            Options = _start with { Logging = new LogOptions { Level = LogLevel.Warning } },
        };
        Request();
        Assert.That(_levels, Is.EqualTo(new[] { LogLevel.Warning }));
    }

    [Test]
    public void Users_may_not_reload()
    {
        SimTransport bob = EnterGuest("bob");
        _next = _next with { Options = _start with { Rooms = 7 } };
        Ask(bob, "/reload");
        Assert.That(_server.Server.Directory.Limits.Rooms, Is.EqualTo(10_000));
    }

    [Test]
    public void Native_operator_gets_a_code()
    {
        _server.Server.Reload.Source = null;
        var peer = new NativePeer(_server.Connect());
        peer.Hello();
        peer.Request(RequestVerb.Name, 1, "olga");
        peer.Request(RequestVerb.Oper, 2, text: "open sesame");
        _server.Settle();
        peer.Take();
        peer.Request(RequestVerb.Reload, 3);
        _server.Settle();
        SeenEvent answer = peer.Take().Single();
        Assert.That(
            (answer.Request, (RefusalCode)answer.Number),
            Is.EqualTo((3UL, RefusalCode.ReloadFailed)));
    }

    private static System.Net.IPAddress LoopbackAddress => System.Net.IPAddress.Loopback;

    private static string Sentence(string fault) =>
        Refusal.For(RefusalCode.ReloadFailed, fault).Sentence;

    private static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());

    private static void Write(SimTransport wire, SimServer server, string text)
    {
        wire.Write(Encoding.UTF8.GetBytes(text));
        server.Settle();
    }

    private SimTransport Enter(string name)
    {
        SimTransport wire = EnterGuest(name);
        Ask(wire, "/oper open sesame");
        return wire;
    }

    private SimTransport EnterGuest(string name, SimServer? server = null)
    {
        server ??= _server;
        SimTransport wire = server.Connect();
        server.Settle();
        Write(wire, server, $"{name}\n");
        return wire;
    }

    private string Ask(SimTransport wire, string line)
    {
        Read(wire);
        Write(wire, _server, $"{line}\n");
        return Read(wire);
    }

    private void Request()
    {
        _server.Server.Reload.Request();
        _server.Settle();
    }
}
