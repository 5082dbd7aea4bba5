using System.Text;
using EventLoopServer.Configuration;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Web;

namespace UnitTests.Sessions;

/// <summary>The message of the day reaches each kind of client, but not older programs.</summary>
internal sealed class MessageOfTheDayTests
{
    private const string Text = "Maintenance at noon.\nBe nice.";

    private static readonly ServerOptions s_options = new()
    {
        MessageOfTheDay = Text,
        Listening = new ListenOptions
        {
            Port = 5050,
            Compat = System.Net.IPAddress.Loopback,
        },
    };

    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer(s_options);

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void Text_client_gets_each_line_after_the_welcome()
    {
        string seen = Enter("alice", listener: 0);
        Assert.That(seen, Does.Contain("-- Maintenance at noon.\n-- Be nice.\n"));
        Assert.That(
            seen.IndexOf("Maintenance", StringComparison.Ordinal),
            Is.GreaterThan(seen.IndexOf(TextLine.Welcome("alice"), StringComparison.Ordinal)));
    }

    [Test]
    public void Native_client_gets_one_notice()
    {
        var peer = new NativePeer(_server.Connect());
        peer.Hello();
        peer.Request(RequestVerb.Name, 1, "alice");
        _server.Settle();
        Assert.That(
            peer.Take().Where(static e => e.Kind == EventKind.Notice).Select(static e => e.Text),
            Is.EqualTo(new[] { Text }));
    }

    [Test]
    public void Web_client_gets_one_notice()
    {
        var peer = new WebPeer(_server);
        peer.Open();
        peer.Send("""{"verb":"name","id":1,"target":"alice"}""");
        Assert.That(
            peer.Take(), Has.One.Contains("Maintenance at noon."));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Client_of_an_older_program_does_not_get_it(int listener)
    {
        string seen = Enter("alice", listener) + Enter("bob", listener);
        Assert.That(_server.Server.Directory.Main.Members, Is.Not.Empty, "they entered");
        Assert.That(seen, Does.Not.Contain("Maintenance"));
    }

    private string Enter(string name, int listener)
    {
        SimTransport wire = _server.Connect(listener);
        _server.Settle();
        string seen = "";
        for (int i = 0; i < 4; i++)
        {
            wire.Write(Encoding.UTF8.GetBytes(listener == 0 ? $"{name}\n" : name));
            _server.Pass(500);
            seen += Encoding.UTF8.GetString(wire.TakeOutbound());
            if (listener == 0)
            {
                break;
            }
        }

        return seen;
    }
}
