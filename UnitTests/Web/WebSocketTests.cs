using System.Net;
using System.Text.Json.Nodes;
using EventLoopServer.Observability;
using Protocol.Messages;
using UnitTests.Protocol.Dialects.Web;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using static UnitTests.Protocol.Dialects.Web.WebFrames;

namespace UnitTests.Web;

/// <summary>A WebSocket client in the chat.</summary>
internal sealed class WebSocketTests
{
    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer();

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void Handshake_is_answered_as_in_the_standard()
    {
        string answer = new WebPeer(_server).Request(
            WebPeer.Opening("Sec-WebSocket-Protocol: chat, tcpchat.json\r\n"));
        Assert.That(answer, Does.StartWith(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
            + "Sec-WebSocket-Protocol: tcpchat.json\r\n\r\n"));
        Assert.That(
            new WebPeer(_server).Request(WebPeer.Opening("Sec-WebSocket-Protocol: chat\r\n")),
            Does.Not.Contain("Sec-WebSocket-Protocol"));
    }

    [Test]
    public void Pongs_do_not_keep_an_unfinished_message_open()
    {
        var alice = new WebPeer(_server);
        alice.Enter("alice");
        alice.Write(Frame(TextFrame, """{"verb":"say","id":2,"""));
        for (int i = 0; i < 300 && !alice.Wire.IsShut; i++)
        {
            _server.Pass(1000);
            alice.Write(Frame(Final | Pong, ""));
        }

        Assert.That(alice.Take(), Has.Some.Contains("\"reason\":\"Unfinished\""));
    }

    [Test]
    public void Web_client_talks_with_a_native_one()
    {
        var alice = new WebPeer(_server);
        alice.Enter("alice");
        var bob = new NativePeer(_server.Connect());
        bob.Hello();
        bob.Request(RequestVerb.Name, 1, "bob");
        _server.Settle();
        Assert.That(
            alice.Take(),
            Has.One.Contains("\"kind\":\"entered\"").And.One.Contains("\"name\":\"bob\""));
        bob.Take();
        alice.Send("""{"verb":"say","id":2,"target":"lobby","text":"\"hi\" é"}""");
        List<string> own = alice.Take();
        Assert.That(own[0], Does.StartWith("""{"kind":"said","request":2,"""));
        Assert.That(own[0], Does.EndWith(
            ""","room":"lobby","name":"alice","text":"\"hi\" é"}"""));
        Assert.That(own[1], Does.StartWith("""{"kind":"done","request":2,"""));
        SeenEvent heard = bob.Take().Single();
        Assert.That(heard.Kind, Is.EqualTo(EventKind.Said));
        Assert.That(heard.Text, Is.EqualTo("\"hi\" é"));
        bob.Request(RequestVerb.Tell, 3, "alice", "psst");
        _server.Settle();
        Assert.That(alice.Take().Single(), Does.Contain("\"kind\":\"told\""));
    }

    [Test]
    public void Members_of_a_room_share_the_bytes_of_an_event()
    {
        WebPeer[] all = [.. Enumerable.Range(0, 5).Select(_ => new WebPeer(_server))];
        for (int n = 0; n < all.Length; n++)
        {
            all[n].Enter($"peer{n}");
        }

        Array.ForEach(all, static peer => peer.Take());
        all[0].Send("""{"verb":"say","text":"hi"}""");
        string[] heard = [.. all[1..].Select(static peer => peer.Take().Single())];
        Assert.That(heard.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Frames_behind_the_handshake_are_read()
    {
        var peer = new WebPeer(_server);
        byte[] both =
        [
            .. System.Text.Encoding.Latin1.GetBytes(WebPeer.Opening()),
            .. Message("""{"verb":"name","id":9,"target":"alice"}"""),
        ];
        peer.Write(both);
        string all = System.Text.Encoding.UTF8.GetString(peer.Wire.TakeOutbound());
        Assert.That(all, Does.Contain("\"kind\":\"named\",\"request\":9"));
    }

    [Test]
    public void Handshake_in_single_bytes_is_accepted()
    {
        var peer = new WebPeer(_server);
        peer.Wire.ReadPiece = 1;
        peer.Open();
    }

    // A page of another site can open a WebSocket to any address, with its own Origin.
    [TestCase("Origin: http://localhost:5050\r\n", "101")]
    [TestCase("Origin: HTTP://LOCALHOST:5050\r\n", "101")]
    [TestCase("Origin: https://localhost:5050\r\n", "101")]
    [TestCase("Origin: http://localhost\r\n", "403")]
    [TestCase("Origin: http://evil.example\r\n", "403")]
    [TestCase("Origin: http://localhost:5050.evil.example\r\n", "403")]
    [TestCase("Origin: null\r\n", "403")]
    [TestCase("Origin: file://\r\n", "403")]
    public void Page_of_another_site_cannot_connect(string origin, string status) => Assert.That(
        new WebPeer(_server).Request(WebPeer.Opening(origin)),
        Does.StartWith($"HTTP/1.1 {status} "));

    [TestCase("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8", "426")]
    [TestCase("Upgrade: websocket", "Upgrade: h2c", "426")]
    [TestCase("Connection: Upgrade", "Connection: close", "426")]
    [TestCase("Connection: Upgrade", "Connection: keep-alive, upgrade", "101")]
    [TestCase("Sec-WebSocket-Key: dGhl", "Sec-WebSocket-Key: ", "400")]
    [TestCase("GET /ws", "POST /ws", "405")]
    [TestCase("GET /ws", "GET /ws?x", "101")]
    [TestCase("GET /ws HTTP/1.1", "GET /ws HTTP/1.0", "426")]
    public void Other_handshakes_are_refused(string part, string other, string status)
    {
        string answer = new WebPeer(_server).Request(WebPeer.Opening().Replace(part, other));
        Assert.That(answer, Does.StartWith($"HTTP/1.1 {status} "));
        if (status == "426")
        {
            Assert.That(answer, Does.Contain("\r\nSec-WebSocket-Version: 13\r\n"));
        }
    }

    [Test]
    public void Half_a_handshake_is_cut_off_after_20_s()
    {
        var peer = new WebPeer(_server);
        peer.Wire.Write(System.Text.Encoding.Latin1.GetBytes(WebPeer.Opening()[..^2]));
        _server.Settle();
        _server.Pass(19_999);
        Assert.That(peer.Wire.IsShut, Is.False);
        _server.Pass(1);
        Assert.That(peer.Wire.IsShut);
    }

    [Test]
    public void Person_has_three_minutes_for_a_name()
    {
        var peer = new WebPeer(_server);
        peer.Open();
        _server.Pass(179_999);
        Assert.That(peer.Take(), Is.Empty);
        _server.Pass(1);
        List<string> last = peer.Take();
        Assert.That(last[0], Does.Contain("\"reason\":\"TooLate\""));
        Assert.That(last[1], Is.EqualTo("close:4005"));
    }

    [Test]
    public void Silent_client_is_pinged_after_45_s_and_closed_without_an_answer()
    {
        var peer = new WebPeer(_server);
        peer.Enter("alice");
        peer.Take();
        _server.Pass(44_999);
        Assert.That(peer.Take(), Is.Empty);
        _server.Pass(1);
        Assert.That(peer.Take().Single(), Is.EqualTo("9:"));
        peer.Write(Frame(Final | Pong, ""));
        _server.Pass(45_000);
        Assert.That(peer.Take().Single(), Is.EqualTo("9:"));
        _server.Pass(150_000);
        Assert.That(peer.Take()[^1], Is.EqualTo("close:4009"));
    }

    [Test]
    public void Ping_is_answered_with_its_payload()
    {
        var peer = new WebPeer(_server);
        peer.Enter("alice");
        peer.Take();
        peer.Write(Frame(Final | Ping, "abc"));
        Assert.That(peer.Take().Single(), Is.EqualTo("10:abc"));
    }

    [Test]
    public void Close_of_the_client_is_answered_and_nothing_follows()
    {
        var peer = new WebPeer(_server);
        peer.Enter("alice");
        peer.Take();
        peer.Write(Closing(1001, "leaving"));
        Assert.That(peer.Take(), Is.EqualTo(new[] { "close:1001" }));
        Assert.That(peer.Wire.IsShut);
    }

    [Test]
    public void Close_comes_after_what_others_say_in_the_same_turn()
    {
        var alice = new WebPeer(_server);
        alice.Enter("alice");
        var bob = new WebPeer(_server);
        bob.Enter("bob");
        alice.Take();
        alice.Wire.Write(Closing(1001));
        bob.Send("""{"verb":"say","id":2,"text":"bye"}""");
        Assert.That(alice.Take()[^1], Is.EqualTo("close:1001"));
    }

    [Test]
    public void Quit_is_a_goodbye_and_a_close()
    {
        var peer = new WebPeer(_server);
        peer.Enter("alice");
        peer.Take();
        peer.Send("""{"verb":"quit","id":5}""");
        List<string> last = peer.Take();
        Assert.That(last[^2], Does.Contain("\"reason\":\"Quit\""));
        Assert.That(last[^1], Is.EqualTo("close:1000"));
    }

    [Test]
    public void Stopping_server_says_so()
    {
        var peer = new WebPeer(_server);
        peer.Enter("alice");
        peer.Take();
        _server.Server.Stop();
        _server.Settle();
        List<string> last = peer.Take();
        Assert.That(last[^2], Does.Contain("\"reason\":\"ServerStops\""));
        Assert.That(last[^1], Is.EqualTo("close:1001"));
    }

    [TestCase(0xFF, "close:1007")]
    [TestCase((int)'x', "")]
    public void Text_that_is_not_UTF_8_ends_the_connection(int first, string close)
    {
        var peer = new WebPeer(_server);
        peer.Enter("alice");
        peer.Take();
        peer.Write(Frame(Final | TextFrame, [(byte)first]));
        List<string> last = peer.Take();
        Assert.That(last[0], Does.Contain("\"kind\":\"refused\""));
        Assert.That(last.Count > 1 ? last[^1] : "", Is.EqualTo(close));
        Assert.That(peer.Wire.IsShut, Is.EqualTo(close.Length > 0));
    }

    [Test]
    public void Frame_of_2_to_the_63_bytes_costs_only_its_sender()
    {
        var bob = new WebPeer(_server);
        bob.Enter("bob");
        var peer = new WebPeer(_server);
        peer.Enter("alice");
        peer.Take();
        peer.Write(Header64(Final | TextFrame, 1ul << 63));
        Assert.That(peer.Take()[^1], Is.EqualTo("close:1002"));
        Assert.That(_server.Server.Slab.Rented, Is.EqualTo(_server.Server.ReceiveOperations));
        bob.Take();
        bob.Send("""{"verb":"ping","id":3}""");
        Assert.That(bob.Take().Single(), Does.Contain("\"kind\":\"pong\""));
    }

    [Test]
    public void Web_client_is_never_local()
    {
        SimTransport wire = _server.Connect();
        wire.IsLocal = true;
        var peer = new WebPeer(_server, wire);
        peer.Enter("alice");
        peer.Take();
        peer.Send("""{"verb":"stats","id":2}""");
        Assert.That(peer.Take().Single(), Does.Contain("\"code\":\"OperatorsOnly\""));
    }

    [Test]
    public void WebSocket_counts_as_a_chat_client_of_its_address()
    {
        var all = new List<WebPeer>();
        for (int n = 0; n < 17; n++)
        {
            SimTransport wire = _server.Connect();
            wire.Address = IPAddress.Parse("203.0.113.9");
            all.Add(new WebPeer(_server, wire));
            all[n].Get("/healthz");
        }

        all[..16].ForEach(static peer => peer.Open());

        // The last one is refused in its own protocol, so that the page can show why.
        all[16].Begin();
        List<string> last = all[16].Take();
        Assert.That(last[^2], Does.Contain("\"reason\":\"ServerFull\""));
        Assert.That(last[^1], Is.EqualTo("close:1013"));
        Assert.That(all[16].Wire.IsShut);
    }

    [Test]
    public void Lost_connection_is_resumed_with_the_token_of_the_welcome()
    {
        var lost = new WebPeer(_server);
        lost.Begin();
        string welcome = lost.Take().Single();
        string token = JsonNode.Parse(welcome)!["token"]!.GetValue<string>();
        lost.Send("""{"verb":"name","id":1,"target":"alice"}""");
        lost.Wire.Reset();
        _server.Settle();
        var again = new WebPeer(_server);
        again.Open();
        again.Send($$"""{"verb":"resume","id":2,"target":"{{token}}","number":1}""");
        List<string> answers = again.Take();
        Assert.That(answers[0], Does.StartWith("""{"kind":"resumed","request":2,"""));
        Assert.That(answers[0], Does.Contain("\"name\":\"alice\""));
        Assert.That(answers[^1], Does.StartWith("""{"kind":"joined","""));
    }

    [Test]
    public void Bad_JSON_is_refused_and_the_connection_continues()
    {
        var peer = new WebPeer(_server);
        peer.Enter("alice");
        peer.Take();
        peer.Send("hello");
        Assert.That(peer.Take().Single(), Does.Contain("\"code\":\"NotJson\""));
        peer.Send("""{"verb":"ping"}""");
        Assert.That(peer.Take().Single(), Does.Contain("\"kind\":\"pong\""));
    }

    [Test]
    public void All_buffers_return_when_web_clients_leave()
    {
        var peer = new WebPeer(_server);
        peer.Enter("alice");
        peer.Wire.Reset();
        _server.Settle();
        Assert.That(_server.Server.Connections, Is.Zero);
        Assert.That(_server.Server.Slab.Rented, Is.EqualTo(_server.Server.ReceiveOperations));
        Assert.That(_server.Server.Stats.Bugs, Is.Zero);
    }
}
