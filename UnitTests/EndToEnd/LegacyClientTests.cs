using System.Net;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using Protocol.Dialects.Catalog;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd;

/// <summary>
/// Legacy clients on real sockets chat with all others. Their connections end with a reset, parked
/// or not, while all others end in order.
/// </summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class LegacyClientTests(ServerParking parking)
{
    private const string Stops = GoodbyeSentences.ServerStops;

    private static readonly string[] s_dialects =
        ["username", "prompt", "prompt+name-first", "nick", "nickname", "name-first"];

    private readonly List<LegacyTestClient> _clients = [];
    private readonly List<TestClient> _busy = [];
    private ServerUnderTest _server = null!;

    [SetUp]
    public void Start() => Open(static o => o);

    [TearDown]
    public void Stop()
    {
        HangUp();
        _server.Dispose();
    }

    [Test]
    public void Stop_resets_legacy_connections_after_the_goodbye_and_closes_others_in_order()
    {
        using TestClient text = _server.Text("text");
        var waiting = new List<LegacyTestClient>();
        foreach (string dialect in s_dialects)
        {
            LegacyTestClient named = Enter(dialect, $"c{_clients.Count}");
            text.Expect(TextLine.Joined(named.Name));
            LegacyTestClient unnamed = Connect(dialect, dialect);
            unnamed.Expect(Prompt(dialect));
            waiting.Add(named);
            waiting.Add(unnamed);
        }

        int all = 1 + waiting.Count;
        _server.WaitUntil("all have come", s => s.Connections == all);
        ParkAllButSome();
        _server.Server.Stop();
        for (int i = 0; i < waiting.Count; i++)
        {
            bool isNickname = s_dialects[i / 2] == "nickname";
            waiting[i].SkipTo($"{(isNickname ? "[SERVER]" : "SERVER:")} {Stops}");
            waiting[i].ExpectReset();
        }

        text.SkipTo($"-- {Stops}");
        text.ExpectEnd();
        HangUp();
        _server.Join();
    }

    [TestCase("prompt", "exit")]
    [TestCase("name-first", "/quit")]
    [TestCase("username", "carol has left the chat.")]
    public void Client_that_leaves_by_word_is_reset_without_a_goodbye(string dialect, string word)
    {
        using TestClient text = _server.Text("text");
        LegacyTestClient carol = Enter(dialect, "carol");
        text.Expect(TextLine.Joined("carol"));
        ParkAllButSome();
        carol.Say(word);
        text.Expect(TextLine.Left("carol"));
        carol.ExpectReset();
    }

    [Test]
    public void Full_server_refuses_all_and_resets_only_legacy_clients()
    {
        Open(static o => o with { MaxClients = 1 });
        using TestClient text = _server.Text("text");
        LegacyTestClient carol = Connect("username", "carol");
        carol.Say("carol");
        carol.Expect($"SERVER: {TextLine.RefusalText(RefusalCode.ServerFull)}");
        carol.ExpectReset();
        using TestClient other = _server.Text();
        other.Expect($"{TextLine.Refused(RefusalCode.ServerFull)} (ServerFull)");
        other.ExpectEnd();
    }

    [Test]
    public void Legacy_clients_can_chat_with_all_others()
    {
        using TestClient text = _server.Text("text");
        foreach (string dialect in s_dialects)
        {
            LegacyTestClient client = Enter(dialect, $"c{_clients.Count}");
            text.Expect(TextLine.Joined(client.Name));
            client.Say($"{Head(dialect, client.Name)}hällo");
            text.Expect($"{client.Name}: hällo");
            client.Say($"{Head(dialect, client.Name)}@text psst");
            text.Expect($"(private) {client.Name}: psst");
        }

        _clients[0].Expect("c1 has joined the chat!");
    }

    [Test]
    public void Closed_and_reset_clients_are_seen_leaving()
    {
        using TestClient text = _server.Text("text");
        foreach (string dialect in s_dialects)
        {
            LegacyTestClient one = Enter(dialect, "one");
            text.Expect(TextLine.Joined("one"));
            LegacyTestClient two = Enter(dialect, "two");
            text.Expect(TextLine.Joined("two"));
            one.Say($"{Head(dialect, "one")}bye");
            one.Dispose();
            text.Expect("one: bye");
            Assert.That(text.ReadLine(), Does.StartWith(TextLine.Left("one")));
            two.Reset();
            text.Expect(TextLine.Left("two", GoodbyeSentences.OthersLost));
        }

        _server.WaitUntil("nobody else is left", static s => s.Connections == 1);
    }

    private static string Head(string dialect, string name) =>
        dialect is "username" or "nick" or "nickname" ? $"{name}: " : string.Empty;

    private static string Prompt(string dialect) => dialect switch
    {
        "username" => "USERNAME",
        "nick" => "NICK",
        "nickname" => "NICKNAME",
        "name-first" => string.Empty,
        _ => "Enter your username: ",
    };

    private void Open(Func<ServerOptions, ServerOptions> change)
    {
        _server?.Dispose();
        _server = new ServerUnderTest(parking, o => change(o with
        {
            Listening = ListenOptions.At(
            [
                .. DialectCatalog.Sets.Select(static set =>
                    new ListenAddress(new IPEndPoint(IPAddress.Loopback, 0), set)),
            ]),
        }));
    }

    private LegacyTestClient Connect(string dialect, string name)
    {
        int port = _server.Server.Listeners.Single(d => d.Dialects.Name == dialect).Listener.Port;
        LegacyTestClient client = new LegacyTestClient(port, name);
        _clients.Add(client);
        return client;
    }

    private LegacyTestClient Enter(string dialect, string name)
    {
        LegacyTestClient client = Connect(dialect, name);
        client.Expect(dialect == "prompt+name-first" ? string.Empty : Prompt(dialect));
        client.Say(name);
        switch (dialect)
        {
            case "username":
                client.Say(name);
                client.Expect($"{name} has joined the chat!\nConnected to the server!");
                break;
            case "prompt":
                client.Expect($"Welcome, {name}!");
                break;
            case "nick":
                client.Expect($"{name} joined!\nConnected to server!");
                break;
            case "nickname":
                client.Expect("[SERVER] Connected to the server!");
                break;
            default:
                break;
        }

        return client;
    }

    /// <summary>Waits until silent connections are parked, if parking is on.</summary>
    private void ParkAllButSome()
    {
        if (parking == ServerParking.Always)
        {
            for (int i = 0; i < 6; i++)
            {
                _busy.Add(_server.Text());
                _busy[i].Ping();
            }

            _server.WaitUntil("the silent ones parked", static s => s.Poller.HotCount <= 4);
        }
    }

    private void HangUp()
    {
        _clients.ForEach(static c => c.Dispose());
        _clients.Clear();
        _busy.ForEach(static c => c.Dispose());
        _busy.Clear();
    }
}
