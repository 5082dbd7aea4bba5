using System.Text;
using Protocol.Dialects.Web.Http;

namespace UnitTests.Protocol.Dialects.Web;

/// <summary>Heads of HTTP requests, strictly read.</summary>
internal sealed class HttpHeadTests
{
    private const string Upgrade =
        "GET /ws?x=1 HTTP/1.1\r\nHost: chat.example:5050\r\nConnection: keep-alive, Upgrade\r\n"
        + "Upgrade: WebSocket\r\nOrigin: http://chat.example:5050\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: a, tcpchat.json"
        + "\r\nX-Other:\t x \r\n\r\n";

    [Test]
    public void Head_has_its_fields()
    {
        byte[] bytes = Encoding.Latin1.GetBytes(Upgrade + "rest");
        HttpStatus status = HttpHeadParser.Read(bytes, out HttpHead head);
        Assert.That(status, Is.EqualTo(HttpStatus.Ok));
        Assert.That(head.Bytes, Is.EqualTo(Upgrade.Length));
        Assert.That(Text(head.Method), Is.EqualTo("GET"));
        Assert.That(Text(head.Target), Is.EqualTo("/ws?x=1"));
        Assert.That(Text(head.Host), Is.EqualTo("chat.example:5050"));
        Assert.That(Text(head.Origin), Is.EqualTo("http://chat.example:5050"));
        Assert.That(Text(head.WebSocketKey), Is.EqualTo("dGhlIHNhbXBsZSBub25jZQ=="));
        Assert.That(Text(head.WebSocketVersion), Is.EqualTo("13"));
        Assert.That(HttpHead.HasWord(head.WebSocketProtocols, "tcpchat.json"u8));
        Assert.That(head.IsWebSocket);
        Assert.That(head.Closes, Is.False);
    }

    [Test]
    public void Head_is_incomplete_until_its_last_byte()
    {
        byte[] bytes = Encoding.Latin1.GetBytes(Upgrade);
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.That(
                HttpHeadParser.Read(bytes.AsSpan(0, length), out _),
                Is.EqualTo(HttpStatus.Incomplete),
                $"{length} bytes");
        }
    }

    // Each of these is read differently by some other server or proxy, which is how requests are
    // smuggled.
    [TestCase("GET / HTTP/1.1\nHost: x\r\n\r\n", HttpStatus.BadRequest, TestName = "bare LF")]
    [TestCase("GET / HTTP/1.1\r\nHost: x\n\r\n", HttpStatus.BadRequest, TestName = "LF in a field")]
    [TestCase("GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", HttpStatus.BadRequest, TestName = "bare CR")]
    [TestCase(
        "GET / HTTP/1.1\r\nHost: x\r\n y\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "folding")]
    [TestCase(
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "blank, colon")]
    [TestCase("GET / HTTP/1.1\r\n: x\r\n\r\n", HttpStatus.BadRequest, TestName = "no name")]
    [TestCase("GET / HTTP/1.1\r\nHost\r\n\r\n", HttpStatus.BadRequest, TestName = "no colon")]
    [TestCase("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", HttpStatus.BadRequest, TestName = "NUL")]
    [TestCase(
        "GET / HTTP/1.1\r\nHo\u00e9st: x\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "no token")]
    [TestCase("GET / HTTP/1.1\r\n\r\n", HttpStatus.BadRequest, TestName = "no host")]
    [TestCase(
        "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "two hosts")]
    [TestCase("GET  HTTP/1.1\r\nHost: x\r\n\r\n", HttpStatus.BadRequest, TestName = "no target")]
    [TestCase("GET /\r\nHost: x\r\n\r\n", HttpStatus.BadRequest, TestName = "no version")]
    [TestCase(
        "GET / HTTP/1.1 \r\nHost: x\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "blank at end")]
    [TestCase(
        "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "blank in it")]
    [TestCase(
        "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "absolute")]
    [TestCase(
        "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "CONNECT")]
    [TestCase(
        "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "asterisk")]
    [TestCase("GET / HTTP/2.0\r\nHost: x\r\n\r\n", HttpStatus.VersionNotSupported)]
    [TestCase("GET / HTTP/1.2\r\nHost: x\r\n\r\n", HttpStatus.VersionNotSupported)]
    [TestCase("GET / http/1.1\r\nHost: x\r\n\r\n", HttpStatus.BadRequest, TestName = "lower case")]
    [TestCase(
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
        HttpStatus.NotImplemented)]
    [TestCase(
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity\r\n\r\n",
        HttpStatus.NotImplemented)]
    [TestCase(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "two lengths")]
    [TestCase(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3, 3\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "a list of lengths")]
    [TestCase(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "a sign")]
    [TestCase(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0x3\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "a hexadecimal length")]
    [TestCase(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "an empty length")]
    [TestCase(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9223372036854775808\r\n\r\n",
        HttpStatus.BadRequest,
        TestName = "a length of 2^63")]
    public void Ambiguous_head_is_refused(string head, HttpStatus status) => Assert.That(
        HttpHeadParser.Read(Encoding.Latin1.GetBytes(head), out _), Is.EqualTo(status));

    [Test]
    public void Version_1_0_needs_no_host() => Assert.That(
        HttpHeadParser.Read("GET / HTTP/1.0\r\n\r\n"u8, out _), Is.EqualTo(HttpStatus.Ok));

    [TestCase(63, HttpStatus.Ok)]
    [TestCase(64, HttpStatus.Ok)]
    [TestCase(65, HttpStatus.HeadTooLarge)]
    public void Fields_have_a_limit(int fields, HttpStatus status)
    {
        string more = string.Concat(Enumerable.Repeat("a: b\r\n", fields - 1));
        string head = $"GET / HTTP/1.1\r\nHost: x\r\n{more}\r\n";
        Assert.That(HttpHeadParser.Read(Encoding.Latin1.GetBytes(head), out _), Is.EqualTo(status));
    }

    [TestCase(8191, HttpStatus.Ok)]
    [TestCase(8192, HttpStatus.Ok)]
    [TestCase(8193, HttpStatus.HeadTooLarge)]
    public void Bytes_have_a_limit(int bytes, HttpStatus status)
    {
        string head = "GET / HTTP/1.1\r\nHost: x\r\na: ";
        head += new string('x', bytes - head.Length - 4) + "\r\n\r\n";
        Assert.That(HttpHeadParser.Read(Encoding.Latin1.GetBytes(head), out _), Is.EqualTo(status));
    }

    [Test]
    public void Endless_head_is_refused_at_the_limit()
    {
        byte[] head = Frames.Filler(HttpHead.MaxBytes);
        Assert.That(
            HttpHeadParser.Read(head.AsSpan(1), out _), Is.EqualTo(HttpStatus.Incomplete));
        Assert.That(HttpHeadParser.Read(head, out _), Is.EqualTo(HttpStatus.HeadTooLarge));
    }

    [Test]
    public void Key_is_answered_as_in_the_example_of_the_standard()
    {
        var answer = new byte[WebSocketKey.AnswerBytes];
        Assert.That(WebSocketKey.TryAnswer("dGhlIHNhbXBsZSBub25jZQ=="u8, answer));
        Assert.That(Text(answer), Is.EqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
        Assert.That(WebSocketKey.TryAnswer("dGhlIHNhbXBsZSBub25jZQ="u8, answer), Is.False);
        Assert.That(WebSocketKey.TryAnswer("dGhlIHNhbXBsZSBub25j!Q=="u8, answer), Is.False);
        Assert.That(WebSocketKey.TryAnswer("dGhlIHNhbXBsZSBub25jZWVl"u8, answer), Is.False);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
