using System.Net;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Transport;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support.Recording;

namespace UnitTests.Reactor;

/// <summary>
/// Listeners that fail: those who are here do not notice, and others get in again.
/// </summary>
internal sealed class ListenerTests
{
    private const int Port = 5050;
    private const int FailedLine = 21;
    private const int AgainLine = 23;

    private ServerLog _log = null!;
    private SimServer _server = null!;

    private SimNetwork Network => _server.Network;

    [SetUp]
    public void Start()
    {
        _log = new ServerLog();
        _server = new SimServer(
            new ServerOptions
            {
                Listening = ListenOptions.At(ListenAddress.Shared(IPAddress.Loopback, Port)),
            },
            log: _log);
    }

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void One_that_failed_is_opened_anew()
    {
        SimTransport alice = Enter();
        Network.Listener.NextFault = AcceptStatus.ListenerDead;
        _server.Settle();
        Assert.That(Network.Listener.IsDisposed, Is.True, "its port must be free");
        Assert.That(Network.Poller.Listeners, Is.Empty);
        Say(alice, "/ping\n");
        Assert.That(Read(alice), Is.EqualTo($"{TextLine.Pong()}\n"));
        _server.Pass(99);
        Assert.That(Network.Listeners, Has.Count.EqualTo(1), "not before its time");
        _server.Pass(1);
        Assert.That(Network.Listeners[1].Address, Is.EqualTo(Network.Listener.Address));
        Say(_server.Connect(listener: 1), "bob\n");
        Assert.That(Read(alice), Is.EqualTo($"{TextLine.Joined("bob")}\n"));
        Assert.That(
            _log.Lines.Where(static l => l.Number is FailedLine or AgainLine).Select(l => l.Text),
            Is.EqualTo(new[]
            {
                LogSentence.Of(
                    nameof(Log.ListenerFailed), $"127.0.0.1:{Port}", "simulated", 100),
                LogSentence.Of(nameof(Log.ListensAgain), $"127.0.0.1:{Port}"),
            }));
    }

    [Test]
    public void Where_the_port_is_taken_it_is_tried_more_and_more_rarely()
    {
        SimTransport alice = Enter();
        Network.TakenPorts.Add(Port);
        Network.Listener.NextFault = AcceptStatus.ListenerDead;
        _server.Settle();
        foreach (long pauseMs in new[] { 100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600 })
        {
            _server.Pass(pauseMs - 1);
            Assert.That(Network.Poller.LastTimeoutMs, Is.EqualTo(1), $"the end of {pauseMs} ms");
            _server.Pass(1);
        }

        for (int i = 0; i < 3; i++)
        {
            Assert.That(Network.Poller.LastTimeoutMs, Is.EqualTo(51_200), "it stays at that");
            _server.Pass(51_200);
        }

        Assert.That(_log.Count(FailedLine), Is.EqualTo(1), "the same again and again is no news");
        Network.TakenPorts.Clear();
        _server.Pass(51_200);
        Say(_server.Connect(listener: 1), "bob\n");
        Assert.That(Read(alice), Is.EqualTo($"{TextLine.Joined("bob")}\n"));
        Network.Listeners[1].NextFault = AcceptStatus.ListenerDead;
        _server.Settle();
        Assert.That(_log.Count(FailedLine), Is.EqualTo(2));
        Assert.That(
            Network.Poller.LastTimeoutMs, Is.EqualTo(100), "somebody came in: it begins anew");
    }

    [Test]
    public void One_that_fails_each_time_is_not_opened_all_the_time()
    {
        Network.Listener.NextFault = AcceptStatus.ListenerDead;
        _server.Settle();
        _server.Pass(100);
        Network.Listeners[1].NextFault = AcceptStatus.ListenerDead;
        _server.Settle();
        Assert.That(Network.Poller.LastTimeoutMs, Is.EqualTo(200));
    }

    [Test]
    public void An_accept_that_always_fails_is_not_tried_all_the_time()
    {
        SimTransport alice = Enter();
        SimListener listener = Network.Listener;
        listener.LastingFault = AcceptStatus.PeerFault;
        int before = listener.Asked;
        _server.Settle();
        int once = listener.Asked - before;
        Assert.That(once, Is.EqualTo(new ServerOptions().AcceptorLimits.AcceptsPerTurn));
        Assert.That(Network.Poller.LastTimeoutMs, Is.EqualTo(100), "it pauses");
        _server.Pass(100);
        Assert.That(listener.Asked - before, Is.EqualTo(2 * once));
        listener.LastingFault = null;
        _server.Pass(100);
        Say(_server.Connect(), "bob\n");
        Assert.That(Read(alice), Is.EqualTo($"{TextLine.Joined("bob")}\n"));
    }

    [Test]
    public void A_stop_does_not_wait_for_one_that_failed()
    {
        Network.Listener.NextFault = AcceptStatus.ListenerDead;
        _server.Settle();
        _server.Server.Stop();
        _server.Settle();
        _server.Pass(60_000);
        Assert.That(_server.Server.IsOver, Is.True);
        Assert.That(Network.Listeners, Has.Count.EqualTo(1), "nothing is opened any more");
    }

    private SimTransport Enter()
    {
        SimTransport alice = _server.Connect();
        Say(alice, "alice\n");
        alice.TakeOutbound();
        return alice;
    }

    private void Say(SimTransport wire, string text)
    {
        wire.Write(Encoding.UTF8.GetBytes(text));
        _server.Settle();
    }

    private static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
