using System.Net;
using System.Text;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.Storage;

namespace UnitTests.Web.Metrics;

/// <summary>The page with metrics: its access, its values, and the checks beside it.</summary>
internal sealed class MetricsTests
{
    private const string Token = "0123456789abcdef";

    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer(new ServerOptions
    {
        Web = new WebOptions
        {
            MetricsToken = new PasswordFile("", new Password(Encoding.UTF8.GetBytes(Token)), false),
        },
    });

    [TearDown]
    public void Stop() => _server.Dispose();

    // Host, whether the client is on this machine, further fields, whether it may read.
    [TestCase("localhost:5050", true, "", true)]
    [TestCase("127.0.0.1", true, "", true)]
    [TestCase("[::1]:5050", true, "", true)]
    [TestCase("192.168.1.20", true, "", false)]
    [TestCase("localhost", false, "", false)]
    [TestCase("localhost", true, "X-Forwarded-For: 203.0.113.9\r\n", false)]
    [TestCase("localhost", true, "Forwarded: for=203.0.113.9\r\n", false)]
    [TestCase("192.168.1.20", false, $"Authorization: Bearer {Token}\r\n", true)]
    [TestCase("192.168.1.20", false, $"Authorization: bearer {Token}\r\n", true)]
    [TestCase("192.168.1.20", false, $"Authorization: Bearer {Token}x\r\n", false)]
    [TestCase("192.168.1.20", false, $"Authorization: Basic {Token}\r\n", false)]
    [TestCase("192.168.1.20", false, "Authorization: Bearer \r\n", false)]
    public void Metrics_are_for_local_programs_and_those_with_the_token(
        string host, bool isLocal, string fields, bool mayRead)
    {
        WebPeer peer = Connect(isLocal);
        string answer = peer.Get("/metrics", fields, host);
        Assert.That(answer, Does.StartWith(mayRead ? "HTTP/1.1 200 " : "HTTP/1.1 403 "));
        Assert.That(answer.Contains("tcpchat_", StringComparison.Ordinal), Is.EqualTo(mayRead));
        Assert.That(peer.Wire.IsShut, Is.Not.EqualTo(mayRead), "a guess costs a connection");
    }

    [Test]
    public void Without_a_token_no_token_is_right()
    {
        using var server = new SimServer();
        Assert.That(
            new WebPeer(server).Get("/metrics", "Authorization: Bearer \r\n"),
            Does.StartWith("HTTP/1.1 403 ").And.Contain(WebSentences.NoMetrics));
    }

    [Test]
    public void All_label_values_are_there_from_the_start()
    {
        string text = Read();
        Assert.That(text, Does.Contain("\r\nContent-Type: text/plain; version=0.0.4;"));
        foreach (RequestVerb verb in Enum.GetValues<RequestVerb>())
        {
            Assert.That(text, Does.Contain(
                $"tcpchat_requests_total{{verb=\"{$"{verb}".ToLowerInvariant()}\"}} 0\n"));
        }

        foreach (RefusalCode code in Enum.GetValues<RefusalCode>())
        {
            Assert.That(text, Does.Contain($"tcpchat_refusals_total{{code=\"{code}\"}} 0\n"));
        }

        foreach (CloseReason reason in Enum.GetValues<CloseReason>().Skip(1))
        {
            Assert.That(text, Does.Contain(
                $"tcpchat_connections_closed_total{{reason=\"{reason}\"}} 0\n"));
        }

        foreach (string dialect in new[] { "native", "text", "web", "nick", "unknown" })
        {
            Assert.That(text, Does.Contain(
                $"tcpchat_connections{{dialect=\"{dialect}\",tls=\"no\",state=\"closing\"}} 0\n"));
        }
    }

    [Test]
    public void Values_are_those_of_the_chat()
    {
        SimTransport alice = Enter("alice");
        Enter("bob");
        alice.Write("hello\n/nonsense\n"u8);
        _server.Settle();
        SimTransport carol = Enter("carol");
        carol.Write("/quit\n"u8);
        _server.Settle();
        string text = Read();
        foreach (string row in new[]
        {
            "tcpchat_requests_total{verb=\"say\"} 1",
            "tcpchat_refusals_total{code=\"UnknownCommand\"} 1",
            "tcpchat_connections{dialect=\"text\",tls=\"no\",state=\"open\"} 2",
            "tcpchat_connections{dialect=\"http\",tls=\"no\",state=\"open\"} 1",
            "tcpchat_connections_accepted_total 4",
            "tcpchat_members 2",
            "tcpchat_rooms 1",
            "tcpchat_bugs_total 0",
            "tcpchat_store_pressure{level=\"none\"} 1",
        })
        {
            Assert.That(text, Does.Contain($"\n{row}\n"));
        }
    }

    [Test]
    public void Deliveries_are_counted_by_receiver()
    {
        Enter("alice");
        Enter("bob");
        SimTransport carol = Enter("carol");
        double before = Value(Read(), "tcpchat_deliveries_total");
        carol.Write("hello\n"u8);
        _server.Settle();
        _server.Pass(1000);
        Assert.That(
            Value(Read(), "tcpchat_deliveries_total") - before,
            Is.EqualTo(2),
            "a text client does not get its own message");
    }

    [Test]
    public void Turns_are_a_histogram_whose_buckets_add_up()
    {
        _server.Pass(5000);
        string[] rows = [.. Read().Split('\n').Where(static r => r.StartsWith(
            "tcpchat_loop_turn_duration_seconds_bucket", StringComparison.Ordinal))];
        double[] sums = [.. rows.Select(static r => double.Parse(r.Split(' ')[1]))];
        Assert.That(rows[0], Does.Contain("{le=\"0.00001\"} "));
        Assert.That(rows[^1], Does.Contain("{le=\"+Inf\"} "));
        Assert.That(sums, Is.Ordered);
        Assert.That(sums[^1], Is.Positive);
    }

    [Test]
    public void Text_has_no_names_rooms_or_addresses()
    {
        SimTransport zebra = _server.Connect();
        zebra.Address = IPAddress.Parse("203.0.113.99");
        zebra.Write("zebra\n/join giraffe\nhi\n"u8);
        _server.Settle();
        Assert.That(
            Read(),
            Does.Not.Contain("zebra").And.Not.Contain("giraffe").And.Not.Contain("203.0.113"));
    }

    [Test]
    public void Text_is_made_at_most_once_a_second()
    {
        string first = BodyOf(Read());
        Enter("alice");
        Assert.That(BodyOf(Read()), Is.EqualTo(first));
        _server.Pass(1000);
        Assert.That(BodyOf(Read()), Does.Contain("\ntcpchat_members 1\n"));
    }

    [Test]
    public void Text_stays_small_whatever_the_server_does()
    {
        for (int n = 0; n < 50; n++)
        {
            Enter($"user{n}");
        }

        Assert.That(BodyOf(Read()), Has.Length.LessThan(64 * 1024));
    }

    [Test]
    public void Answers_are_counted_by_handler_and_code()
    {
        WebPeer browser = Connect(isLocal: true);
        browser.Get("/");
        browser.Get("/healthz");
        browser.Get("/nothing");
        new WebPeer(_server).Open();
        string text = Read();
        foreach (string labels in new[]
        {
            "handler=\"page\",code=\"200\"", "handler=\"health\",code=\"200\"",
            "handler=\"none\",code=\"404\"", "handler=\"websocket\",code=\"101\"",
        })
        {
            Assert.That(text, Does.Contain($"tcpchat_http_requests_total{{{labels}}} 1\n"));
        }
    }

    [Test]
    public void Server_is_not_ready_while_its_store_refuses_messages()
    {
        var store = new SimStore();
        using var server = new SimServer(store: store);
        var probe = new WebPeer(server);
        Assert.That(probe.Get("/readyz"), Does.StartWith("HTTP/1.1 200 "));
        store.Capacity = 0;
        Assert.That(
            probe.Get("/readyz"),
            Does.StartWith("HTTP/1.1 503 ").And.Contain(WebSentences.StoreFull));
        Assert.That(probe.Get("/healthz"), Does.StartWith("HTTP/1.1 200 "), "a restart is no help");
    }

    private static string BodyOf(string answer) => answer.Split("\r\n\r\n")[1];

    private static double Value(string text, string name) => double.Parse(
        text.Split('\n').Single(r => r.StartsWith($"{name} ", StringComparison.Ordinal))
            .Split(' ')[1]);

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

    private string Read() => Connect(isLocal: true).Get("/metrics");
}
