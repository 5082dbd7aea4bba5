using System.Text;
using EventLoopServer.Sentences;
using Protocol.Messages;
using Protocol.Sentences;
using UnitTests.Sentences;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.EndToEnd.Peers;

/// <summary>The first bytes of a client, and the dialect that they select.</summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class FirstBytesTests(ServerParking parking)
{
    private static readonly string s_greeting =
        Encoding.UTF8.GetString(ChatSentences.Greeting).TrimEnd('\n');

    private ServerUnderTest _server = null!;

    [SetUp]
    public void Start() => _server = new ServerUnderTest(parking, o => o with { GreetingMs = 50 });

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void Silent_client_is_greeted_and_can_then_give_a_name()
    {
        using TestClient client = _server.Text();
        client.Expect(s_greeting);
        client.EnterAs("ada");
    }

    [Test]
    public void Native_hello_after_the_greeting_is_accepted()
    {
        using NativeTestClient program = _server.Native();
        using TestClient witness = _server.Text();
        witness.Expect(s_greeting);
        program.EnterAs("ada");
        Assert.That(
            program.BeforeMagic, Is.EqualTo(s_greeting + "\n"), "what came before the magic");
        program.Ping();
    }

    [Test]
    public void Hello_in_single_bytes_is_accepted()
    {
        using NativeTestClient program = _server.Native();
        foreach (byte b in NativeTestClient.HelloBytes())
        {
            program.Send([b]);
        }

        program.Expect(EventKind.Welcome);
    }

    [Test]
    public void Browser_gets_the_page()
    {
        using TestClient browser = _server.Text();
        browser.Send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8);
        string answer = Encoding.UTF8.GetString(browser.ReadToEnd());
        Assert.That(answer, Does.StartWith("HTTP/1.1 200 OK\r\n"), answer);
        Assert.That(answer, Does.Contain("Content-Type: text/html"), answer);
    }

    [Test]
    public void TLS_hello_without_a_certificate_gets_an_alert()
    {
        using TestClient client = _server.Text();
        client.Send([0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0x00, 0x00, 0x01, 0x00]);
        byte[] alert = [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28];
        Assert.That(
            client.ReadToEnd(), Is.EqualTo(alert), "fatal alert handshake_failure, RFC 8446, 6.2");
    }

    [Test]
    public void Name_that_starts_like_an_HTTP_request_is_accepted()
    {
        using TestClient client = _server.Text();
        client.Send("G"u8);
        client.Send("E"u8);
        client.Send("Tty\n"u8);
        client.SkipTo(TextLine.Welcome("GETty"));
    }

    [Test]
    public void Telnet_options_are_not_part_of_a_name()
    {
        using TestClient client = _server.Text();
        client.Send([0xFF, 0xFB, 0x18, 0xFF]);
        client.Send([0xFD, 0x03, .. "ada\r\n"u8]);
        client.SkipTo(TextLine.Welcome("ada"));
    }
}
