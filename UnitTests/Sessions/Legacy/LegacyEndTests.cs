using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;

namespace UnitTests.Sessions.Legacy;

/// <summary>
/// How connections of legacy clients end, from either side and in every state: a goodbye text, half
/// a second to read it, and a reset.
/// </summary>
internal sealed class LegacyEndTests
{
    private static readonly LegacyState[] s_states = LegacyState.All;

    private FakeOldServer _server = null!;
    private LegacyPeer _witness = null!;

    [SetUp]
    public void Start() => Open(new ServerOptions());

    [TearDown]
    public void Every_connection_and_slice_is_released() => _server.Dispose();

    [TestCaseSource(nameof(s_states))]
    public void Peer_may_close_in_every_state(LegacyState state)
    {
        LegacyPeer client = state.Reach(_server);
        client.End();
        _server.Pass(1000);
        Assert.That(client.Wire.IsDisposed, Is.True);
        Assert.That(_server.Server.Connections, Is.EqualTo(2));
        Assert.That(string.Concat(_witness.Take()), Is.EqualTo(state.SaidBeforeItsEnd));
    }

    [TestCaseSource(nameof(s_states))]
    public void Peer_may_reset_in_every_state(LegacyState state)
    {
        LegacyPeer client = state.Reach(_server);
        client.Reset();
        _server.Pass(1000);
        Assert.That(client.Wire.IsDisposed, Is.True);
        Assert.That(_server.Server.Connections, Is.EqualTo(2));
        _server.Pass(600_000);
        Assert.That(string.Concat(_witness.Take()), Does.Not.Contain("Bug"));
        Assert.That(_server.Server.Stats.Bugs, Is.Zero);
    }

    [TestCaseSource(nameof(s_states))]
    public void Server_may_stop_in_every_state(LegacyState state)
    {
        LegacyPeer client = state.Reach(_server);
        client.Take();
        long stopped = _server.NowMs;
        _server.Stop();
        _server.Pass(50);
        string head = client.Dialect == "nickname" ? "[SERVER] " : "SERVER: ";
        if (!state.IsClosing)
        {
            Assert.That(
                string.Concat(client.Take()),
                Does.EndWith($"{head}{GoodbyeSentences.ServerStops}"),
                "the goodbye text is sent when the pause after the previous message is over");
        }

        _server.Pass(449);
        Assert.That(client.Wire.EndedInOrder, Is.False, "no orderly close");
        Assert.That(client.Wire.IsDisposed && !state.IsClosing, Is.False, "half a second remains");
        _server.Pass(51);
        Assert.That(client.Take(), Is.EqualTo(new[] { "RESET" }));
        Assert.That(_server.NowMs - stopped, Is.EqualTo(550));
        Assert.That(_server.Server.IsOver, Is.True);
    }

    [TestCaseSource(nameof(s_states))]
    public void Client_that_keeps_sending_during_a_stop_is_reset_in_time(
        LegacyState state)
    {
        LegacyPeer client = state.Reach(_server);
        client.Wire.Write("and more"u8);
        _server.Stop();
        _server.Pass(60);
        client.Write("and more");
        _server.Pass(1000);
        Assert.That(client.Take()[^1], Is.EqualTo("RESET"));
    }

    [TestCaseSource(nameof(s_states))]
    public void Client_that_closes_during_a_stop_is_released_in_time(LegacyState state)
    {
        LegacyPeer client = state.Reach(_server);
        _server.Stop();
        _server.Pass(60);
        client.End();
        _server.Pass(1000);
        Assert.That(client.Wire.IsDisposed, Is.True);
    }

    [TestCaseSource(nameof(s_states))]
    public void Close_and_timer_in_one_turn_leave_nothing_behind(LegacyState state)
    {
        LegacyPeer client = state.Reach(_server);
        client.Wire.End();
        _server.Network.SimClock.Advance(state.DueInMs);
        _server.Pass(1000);
        Assert.That(client.Wire.IsDisposed, Is.True);
        Assert.That(_server.Server.Connections, Is.EqualTo(2));
        string seen = string.Concat(_witness.Take());
        Assert.That(
            seen.Split(TextLine.Joined("carol")).Length,
            Is.EqualTo(seen.Split(TextLine.Left("carol")).Length),
            seen);
    }

    [TestCaseSource(nameof(s_states))]
    public void Reset_and_timer_in_one_turn_leave_nothing_behind(LegacyState state)
    {
        LegacyPeer client = state.Reach(_server);
        client.Wire.Reset();
        _server.Network.SimClock.Advance(state.DueInMs);
        _server.Pass(1000);
        Assert.That(client.Wire.IsDisposed, Is.True);
        Assert.That(_server.Server.Stats.Bugs, Is.Zero);
    }

    [TestCase("username", "SERVER: ")]
    [TestCase("prompt", "SERVER: ")]
    [TestCase("name-first", "SERVER: ")]
    [TestCase("prompt+name-first", "SERVER: ")]
    [TestCase("nick", "SERVER: ")]
    [TestCase("nickname", "[SERVER] ")]
    public void Full_server_sends_a_refusal_and_resets_half_a_second_later(
        string dialect, string head)
    {
        Open(new ServerOptions { MaxClients = 2 });
        List<LegacyPeer> turnedAway =
            [.. Enumerable.Range(0, 64).Select(_ => _server.Arrive(dialect))];
        turnedAway[1].Wire.Write("carol"u8);
        turnedAway[2].Wire.Reset();
        turnedAway[3].Wire.End();
        _server.Settle();
        LegacyPeer shared = _server.Connect("chat");
        _server.Pass(1000);
        turnedAway.RemoveAt(2);
        foreach (LegacyPeer client in turnedAway)
        {
            Assert.That(client.TakeTimed(), Is.EqualTo(new[]
            {
                $"0 {head}{TextLine.RefusalText(RefusalCode.ServerFull)}", "500 RESET",
            }));
        }

        Assert.That(
            shared.Take(),
            Is.EqualTo(
                new[] { $"{TextLine.Refused(RefusalCode.ServerFull)} (ServerFull)\n", "END" }));
    }

    [Test]
    public void Rejected_clients_beyond_the_limit_are_reset_at_once()
    {
        Open(new ServerOptions { MaxClients = 2 });
        List<LegacyPeer> turnedAway =
            [.. Enumerable.Range(0, 200).Select(_ => _server.Arrive("nick"))];
        _server.Settle();
        _server.Pass(10_000);
        Assert.That(
            turnedAway.TrueForAll(static c => c.Take()[^1] == "RESET"), Is.True, "all are gone");
        LegacyPeer late = _server.Connect("nick");
        _server.Pass(1000);
        Assert.That(late.TakeTimed()[^1], Is.EqualTo("500 RESET"), "the next gets a refusal");
    }

    [Test]
    public void Stop_resets_rejected_clients_that_wait()
    {
        Open(new ServerOptions { MaxClients = 2 });
        LegacyPeer turnedAway = _server.Connect("nick");
        _server.Pass(100);
        _server.Stop();
        _server.Pass(1000);
        Assert.That(turnedAway.Take()[^1], Is.EqualTo("RESET"));
    }

    [Test]
    public void Client_that_does_not_read_delays_a_stop_by_at_most_5_s()
    {
        LegacyPeer client = _server.Enter("prompt", "carol");
        client.Wire.Window = 0;
        _server.Stop();
        _server.Pass(4999);
        Assert.That(_server.Server.IsOver, Is.False);
        _server.Pass(1);
        Assert.That(_server.Server.IsOver, Is.True);
        Assert.That(client.Wire.EndedInOrder, Is.False);
    }

    [Test]
    public void Client_that_keeps_sending_after_exit_is_reset_too()
    {
        LegacyPeer client = _server.Enter("prompt", "carol");
        client.Write("exit");
        for (int i = 0; i < 20; i++)
        {
            client.Write(new string('x', 8000));
        }

        _server.Pass(1000);
        Assert.That(client.Take(), Is.EqualTo(new[] { "RESET" }));
    }

    private void Open(ServerOptions options)
    {
        _server?.Dispose();
        _server = new FakeOldServer(options);
        _witness = _server.Enter("chat", "witness");
        _server.Enter("nick", "other");
    }
}
