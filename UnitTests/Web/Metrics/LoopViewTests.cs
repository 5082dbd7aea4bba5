using System.Net;
using System.Text;
using System.Text.Json;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Sentences;
using EventLoopServer.Web.Metrics;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Web.Metrics;

/// <summary>The live view: its page, the access to its samples, and what they have.</summary>
internal sealed class LoopViewTests
{
    private const string Token = "0123456789abcdef";

    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer(new ServerOptions
    {
        LimitsOff = true,
        Parking = new ParkingRule(3, 100, 64) { MinPolls = 1 },
        Web = new WebOptions
        {
            MetricsToken = new PasswordFile("", new Password(Encoding.UTF8.GetBytes(Token)), false),
        },
    });

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void Page_has_no_figures_and_is_protected_like_the_chat()
    {
        string answer = Connect(isLocal: false).Get("/loop", host: "192.168.1.20");
        Assert.That(answer, Does.StartWith("HTTP/1.1 200 ").And.Contain("<h1>The loop</h1>"));
        Assert.That(answer, Does.Contain("default-src 'none'; script-src 'self';"));
    }

    // Host, whether the client is on this machine, further fields, whether it may read.
    [TestCase("localhost:5050", true, "", true)]
    [TestCase("localhost", false, "", false)]
    [TestCase("192.168.1.20", true, "", false)]
    [TestCase("localhost", true, "X-Forwarded-For: 203.0.113.9\r\n", false)]
    [TestCase("192.168.1.20", false, $"Authorization: Bearer {Token}\r\n", true)]
    [TestCase("192.168.1.20", false, $"Authorization: Bearer {Token}x\r\n", false)]
    public void Samples_are_for_local_browsers_and_those_with_the_token(
        string host, bool isLocal, string fields, bool mayRead)
    {
        WebPeer peer = Connect(isLocal);
        string answer = peer.Get("/loop.json", fields, host);
        Assert.That(answer, Does.StartWith(mayRead ? "HTTP/1.1 200 " : "HTTP/1.1 403 "));
        Assert.That(answer.Contains(WebSentences.NoLoopView, StringComparison.Ordinal),
            Is.Not.EqualTo(mayRead));
        Assert.That(peer.Wire.IsShut, Is.Not.EqualTo(mayRead), "a guess costs a connection");
    }

    [Test]
    public void Sample_has_the_totals_of_the_loop()
    {
        Enter("alice").Write("hello\n"u8);
        Enter("bob");
        JsonElement sample = Read();
        ServerStats stats = _server.Server.Stats;
        Assert.That(sample.GetProperty("requests").GetInt64(), Is.EqualTo(stats.Requests));
        Assert.That(sample.GetProperty("members").GetInt32(), Is.EqualTo(2));
        Assert.That(sample.GetProperty("connections").GetInt32(), Is.EqualTo(3));
        Assert.That(
            sample.GetProperty("phasesNs").EnumerateObject().Select(static p => p.Name),
            Is.EqualTo(Enum.GetNames<Phase>().Select(static n => n.ToLowerInvariant())));
        Assert.That(
            sample.GetProperty("turnsByLength").GetArrayLength(),
            Is.EqualTo(sample.GetProperty("lengthsNs").GetArrayLength() + 1));
        Assert.That(
            sample.GetProperty("queues").EnumerateObject().Select(static p => p.Name),
            Is.EqualTo(new[]
            {
                "backlogBytes", "store", "timers", "buffers", "buffersMade", "certificates",
                "passwords", "files",
            }));
    }

    [Test]
    public void Each_connection_is_a_letter_at_its_slot()
    {
        SimTransport[] people = [.. Enumerable.Range(0, 8).Select(n => Enter($"user{n}"))];
        people[2].Write("/quit\n"u8);
        _server.Settle();
        _server.Pass(1000);
        people[5].Window = 0;
        people[0].Write("hello\n"u8);
        _server.Settle();
        string slots = Read().GetProperty("slots").GetString()!;
        Assert.That(slots, Does.Match("^[hp]{2}c[hp]{2}s[hp]+$"));
        Assert.That(slots.Count(static letter => letter == 'p'), Is.GreaterThan(1));
    }

    [Test]
    public void Letters_stop_at_the_2048th_connection()
    {
        for (int n = 0; n < LoopView.MaxSlots + 1; n++)
        {
            _server.Connect();
        }

        _server.Settle();
        JsonElement sample = Read();
        Assert.That(
            sample.GetProperty("slots").GetString(), Has.Length.EqualTo(LoopView.MaxSlots));
        Assert.That(
            sample.GetProperty("connections").GetInt32(), Is.EqualTo(LoopView.MaxSlots + 2));
    }

    [Test]
    public void Sample_is_made_at_most_twice_a_second()
    {
        string first = Read().GetRawText();
        Enter("alice");
        Assert.That(Read().GetRawText(), Is.EqualTo(first));
        _server.Pass(500);
        Assert.That(Read().GetProperty("members").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public void Sample_has_no_names_rooms_or_addresses()
    {
        SimTransport zebra = _server.Connect();
        zebra.Address = IPAddress.Parse("203.0.113.99");
        zebra.Write("zebra\n/join giraffe\nhi\n"u8);
        _server.Settle();
        Assert.That(
            Read().GetRawText(),
            Does.Not.Contain("zebra").And.Not.Contain("giraffe").And.Not.Contain("203.0.113"));
    }

    private WebPeer Connect(bool isLocal)
    {
        SimTransport wire = _server.Connect();
        wire.IsLocal = isLocal;
        return new WebPeer(_server, wire);
    }

    private SimTransport Enter(string name)
    {
        SimTransport wire = _server.Connect();
        wire.Write(Encoding.UTF8.GetBytes($"{name}\n"));
        _server.Settle();
        return wire;
    }

    private JsonElement Read() => JsonDocument.Parse(
        Connect(isLocal: true).Get("/loop.json").Split("\r\n\r\n")[1]).RootElement;
}
