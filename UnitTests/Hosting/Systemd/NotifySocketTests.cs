using System.Net.Sockets;
using System.Text;
using EventLoopServer.Hosting.Systemd;
using EventLoopServer.Sentences.Operators;
using UnitTests.Simulation;

namespace UnitTests.Hosting.Systemd;

/// <summary>The messages for systemd, received by a stand-in.</summary>
[Platform("Linux")]
internal sealed class NotifySocketTests
{
    private string _folder = "";
    private Socket _inbox = null!;

    private string Inbox => Path.Combine(_folder, "notify");

    [SetUp]
    public void Listen()
    {
        _folder = Directory.CreateTempSubdirectory().FullName;
        _inbox = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)
        {
            ReceiveTimeout = 10_000,
        };
        _inbox.Bind(new UnixDomainSocketEndPoint(Inbox));
    }

    [TearDown]
    public void Close()
    {
        _inbox.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void Every_state_is_sent()
    {
        using NotifySocket manager = Find("2000000")!;
        manager.Ready();
        Assert.That(Receive(), Is.EqualTo("READY=1"));
        manager.KeepAlive("3 users");
        Assert.That(Receive(), Is.EqualTo("STATUS=3 users\nWATCHDOG=1"));
        manager.Reload(begins: true);
        Assert.That(Receive(), Does.Match("^RELOADING=1\nMONOTONIC_USEC=[0-9]+$"));
        manager.Reload(begins: false);
        Assert.That(Receive(), Is.EqualTo("READY=1"));
        manager.Stopping();
        Assert.That(Receive(), Is.EqualTo("STOPPING=1"));
    }

    [Test]
    public void Loop_sends_its_status_twice_in_the_time_of_the_watchdog()
    {
        using NotifySocket manager = Find("2000000")!;
        using var server = new SimServer();
        new ServiceTimer(manager, server.Server.Services).Start();
        string live = $"STATUS={ServiceSentences.Status(0, 1)}\nWATCHDOG=1";
        Assert.That(Receive(), Is.EqualTo(live));
        for (int i = 0; i < 3; i++)
        {
            server.Pass(999);
            Assert.That(_inbox.Available, Is.Zero);
            server.Pass(1);
            Assert.That(Receive(), Is.EqualTo(live));
        }
    }

    [Test]
    public void Watchdog_of_another_process_is_ignored()
    {
        var environment = new Dictionary<string, string>
        {
            ["NOTIFY_SOCKET"] = Inbox,
            ["WATCHDOG_USEC"] = "2000000",
            ["WATCHDOG_PID"] = "8",
        };
        using NotifySocket other = NotifySocket.Find(environment, 7)!;
        Assert.That(other.WatchdogMs, Is.Zero);
        other.KeepAlive("idle");
        Assert.That(Receive(), Is.EqualTo("STATUS=idle"));
        using NotifySocket own = NotifySocket.Find(environment, 8)!;
        Assert.That(own.WatchdogMs, Is.EqualTo(2000));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("vsock:2:1234")]
    public void No_manager_is_found_without_a_socket(string? path)
    {
        var environment = new Dictionary<string, string>();
        if (path is not null)
        {
            environment["NOTIFY_SOCKET"] = path;
        }

        Assert.That(NotifySocket.Find(environment, 7), Is.Null);
    }

    [Test]
    public void Lost_or_full_socket_does_not_stop_the_server()
    {
        using NotifySocket manager = Find("0")!;
        Fill(manager);
        _inbox.Dispose();
        manager.KeepAlive("lost");
        Assert.That(manager.WatchdogMs, Is.Zero);
    }

    [Test]
    public void State_that_a_full_socket_refused_comes_with_the_next_status()
    {
        using NotifySocket manager = Find("0")!;
        Fill(manager);
        manager.Reload(begins: true);
        manager.Ready();
        manager.KeepAlive("lost too");
        while (_inbox.Available > 0)
        {
            Assert.That(Receive(), Is.EqualTo("STATUS=full"));
        }

        manager.KeepAlive("idle");
        Assert.That(Receive(), Is.EqualTo("READY=1\nSTATUS=idle"));
        manager.KeepAlive("idle");
        Assert.That(Receive(), Is.EqualTo("STATUS=idle"), "only once");
    }

    private static void Fill(NotifySocket manager)
    {
        for (int i = 0; i < 10_000; i++)
        {
            manager.KeepAlive("full");
        }
    }

    private NotifySocket? Find(string watchdogUs) => NotifySocket.Find(
        new Dictionary<string, string>
        {
            ["NOTIFY_SOCKET"] = Inbox,
            ["WATCHDOG_USEC"] = watchdogUs,
        },
        7);

    private string Receive()
    {
        var space = new byte[1024];
        return Encoding.UTF8.GetString(space, 0, _inbox.Receive(space));
    }
}
