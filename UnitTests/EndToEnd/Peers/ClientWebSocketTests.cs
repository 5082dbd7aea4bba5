using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Peers;

/// <summary>
/// The runtime's own HTTP and WebSocket clients as independent peers, over real sockets.
/// </summary>
internal sealed class ClientWebSocketTests
{
    private ServerUnderTest _server = null!;
    private CancellationTokenSource _deadline = null!;

    [SetUp]
    public void Start()
    {
        _server = new ServerUnderTest(ServerParking.Always);
        _deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
    }

    [TearDown]
    public void Stop()
    {
        _server.Dispose();
        _deadline.Dispose();
    }

    [Test]
    public async Task Runtimes_WebSocket_client_talks_with_a_text_client()
    {
        using TestClient bob = _server.Text("bob");
        using var alice = new ClientWebSocket();
        alice.Options.AddSubProtocol("tcpchat.json");
        await alice.ConnectAsync(new Uri($"ws://127.0.0.1:{_server.Port}/ws"), _deadline.Token);
        Assert.That(alice.SubProtocol, Is.EqualTo("tcpchat.json"));
        Assert.That(await Receive(alice), Does.Contain("\"kind\":\"welcome\""));
        await Send(alice, """{"verb":"name","id":1,"target":"alice"}""");
        while (!(await Receive(alice)).Contains("\"kind\":\"joined\"", StringComparison.Ordinal))
        {
        }

        await Send(alice, $$"""{"verb":"say","text":"{{new string('x', 4000)}}"}""", parts: 7);
        bob.SkipTo($"alice: {new string('x', 4000)}");
        bob.Say("hello");
        string said;
        do
        {
            said = await Receive(alice);
        }
        while (!said.Contains("\"text\":\"hello\"", StringComparison.Ordinal));
        await alice.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", _deadline.Token);
        Assert.That(alice.CloseStatus, Is.EqualTo(WebSocketCloseStatus.NormalClosure));
    }

    [Test]
    public async Task Runtimes_HTTP_client_gets_the_page()
    {
        using var http = new HttpClient();
        var address = new Uri($"http://127.0.0.1:{_server.Port}/");
        for (int n = 0; n < 3; n++)
        {
            string page = await http.GetStringAsync(address, _deadline.Token);
            Assert.That(page, Does.Contain("TcpChat"));
        }
    }

    private async Task Send(ClientWebSocket client, string json, int parts = 1)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        for (int part = 0; part < parts; part++)
        {
            Range range = (bytes.Length * part / parts)..(bytes.Length * (part + 1) / parts);
            await client.SendAsync(
                bytes.AsMemory(range),
                WebSocketMessageType.Text,
                endOfMessage: part == parts - 1,
                _deadline.Token);
        }
    }

    private async Task<string> Receive(ClientWebSocket client)
    {
        var space = new byte[64 * 1024];
        WebSocketReceiveResult got = await client.ReceiveAsync(space, _deadline.Token);
        Assert.That(got.EndOfMessage);
        return Encoding.UTF8.GetString(space, 0, got.Count);
    }
}
