using System.IO.Compression;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using EventLoopServer.Web.Answers;
using Protocol.Sentences;
using UnitTests.Simulation;

namespace UnitTests.Web;

/// <summary>Requests for the page, and the checks for operators.</summary>
internal sealed class WebPageTests
{
    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer();

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void Page_is_served_with_headers_that_protect_it()
    {
        string answer = new WebPeer(_server).Get("/");
        Assert.That(answer, Does.StartWith("HTTP/1.1 200 OK\r\nDate: "));
        foreach (string field in new[]
        {
            "Content-Type: text/html; charset=utf-8",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
            "Cross-Origin-Opener-Policy: same-origin",
            "Cross-Origin-Resource-Policy: same-origin",
            "Cache-Control: no-cache",
            "Vary: Accept-Encoding",
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
                + "img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'none'; require-trusted-types-for 'script'; "
                + "trusted-types 'none'",
        })
        {
            Assert.That(answer, Does.Contain($"\r\n{field}\r\n"));
        }

        string body = BodyOf(answer);
        Assert.That(body, Does.Contain("TcpChat"));
        Assert.That(
            answer, Does.Contain($"\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"));
    }

    [Test]
    public void Known_page_is_not_sent_again()
    {
        var browser = new WebPeer(_server);
        string tag = FieldOf(browser.Get("/"), "ETag");
        string again = browser.Get("/", $"If-None-Match: \"x\", W/{tag}\r\n");
        Assert.That(again, Does.StartWith("HTTP/1.1 304 "));
        Assert.That(again, Does.Not.Contain("Content-Length"));
        Assert.That(FieldOf(again, "ETag"), Is.EqualTo(tag));
        Assert.That(BodyOf(again), Is.Empty);
        Assert.That(
            browser.Get("/", "If-None-Match: \"0000000000000000\"\r\n"),
            Does.StartWith("HTTP/1.1 200 "));
    }

    [Test]
    public void Head_has_no_body()
    {
        var browser = new WebPeer(_server);
        string whole = browser.Get("/");
        string head = browser.Request("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.That(BodyOf(head), Is.Empty);
        Assert.That(
            FieldOf(head, "Content-Length"), Is.EqualTo(FieldOf(whole, "Content-Length")));
    }

    [Test]
    public void Text_is_compressed_for_clients_that_can_read_it()
    {
        byte[] script = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("let a;\n", 500)));
        var assets = new WebAssets([("sub/app.js", script)]);
        WebAnswer plain = Ask(assets, "Accept-Encoding: gzip, x-br\r\n");
        WebAnswer compressed = Ask(assets, "Accept-Encoding: gzip, deflate, BR;q=1.0\r\n");
        Assert.That(plain.Body.ToArray(), Is.EqualTo(script));
        Assert.That(plain.Type, Is.EqualTo("text/javascript; charset=utf-8"));
        Assert.That(compressed.Fields, Does.Contain("Content-Encoding: br\r\n"));
        Assert.That(compressed.Body.Length, Is.LessThan(100));
        using var brotli = new BrotliStream(
            new MemoryStream(compressed.Body.ToArray()), CompressionMode.Decompress);
        var read = new MemoryStream();
        brotli.CopyTo(read);
        Assert.That(read.ToArray(), Is.EqualTo(script));
        Assert.That(compressed.Fields.Split("\r\n")[0], Is.Not.EqualTo(
            plain.Fields.Split("\r\n")[0]), "two representations have two tags");

        static WebAnswer Ask(WebAssets assets, string more)
        {
            byte[] bytes = Encoding.Latin1.GetBytes(
                $"GET /page/sub/app.js HTTP/1.1\r\nHost: x\r\n{more}\r\n");
            global::Protocol.Dialects.Web.Http.HttpHeadParser.Read(bytes, out var head);
            return assets.Find(head.Target)!.AnswerTo(head);
        }
    }

    [TestCase("/nothing", "404")]
    [TestCase("/page/../index.html", "404")]
    [TestCase("/page/", "404")]
    [TestCase("/page/index.html?v=1", "200")]
    [TestCase("/healthz", "200")]
    [TestCase("/readyz", "200")]
    [TestCase("/ws", "426")]
    public void Paths_have_their_answers(string path, string status) => Assert.That(
        new WebPeer(_server).Get(path), Does.StartWith($"HTTP/1.1 {status} "));

    [TestCase("POST", "Allow: GET, HEAD")]
    [TestCase("PUT", "Allow: GET, HEAD")]
    [TestCase("DELETE", "Allow: GET, HEAD")]
    public void Other_methods_are_refused(string method, string allowed)
    {
        string answer = new WebPeer(_server).Request(
            $"{method} / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.That(answer, Does.StartWith("HTTP/1.1 405 ").And.Contain(allowed));
    }

    [Test]
    public void Stopping_server_closes_idle_browsers()
    {
        var browser = new WebPeer(_server);
        browser.Get("/");
        _server.Server.Stop();
        _server.Settle();
        Assert.That(browser.Wire.IsShut);
    }

    [Test]
    public void Server_without_web_rejects_browsers_as_before()
    {
        using var server = new SimServer(
            new ServerOptions { Web = new WebOptions { IsOff = true } });
        var browser = new WebPeer(server);
        string answer = browser.Get("/");
        Assert.That(answer, Does.StartWith("HTTP/1.1 400 Bad Request\r\n"));
        Assert.That(
            BodyOf(answer), Is.EqualTo(Encoding.UTF8.GetString(MalformedSentences.HttpBody)));
        Assert.That(browser.Wire.IsShut);
    }

    [Test]
    public void Page_is_read_slowly_without_being_cut()
    {
        var browser = new WebPeer(_server);
        browser.Wire.Window = 0;
        browser.Wire.Write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8);
        var read = new StringBuilder();
        for (int step = 0; step < 400; step++)
        {
            browser.Wire.Window = 64;
            _server.Pass(1000);
            read.Append(Encoding.UTF8.GetString(browser.Wire.TakeOutbound()));
        }

        Assert.That(
            Encoding.UTF8.GetByteCount(BodyOf($"{read}")),
            Is.EqualTo(int.Parse(FieldOf($"{read}", "Content-Length"))));
    }

    // A client such as "nc -N" ends its side right after its request.
    [TestCase("GET /page/app.js HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [TestCase("GET /page/app.js HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    [TestCase("GET /page/app.js HTTP/1.0\r\n\r\n")]
    public void Client_that_ends_its_side_gets_the_whole_answer(string request)
    {
        var browser = new WebPeer(_server);
        browser.Wire.Window = 0;
        browser.Wire.Write(Encoding.Latin1.GetBytes(request));
        browser.Wire.End();
        _server.Settle();
        var read = new StringBuilder();
        for (int step = 0; step < 200 && !browser.Wire.IsShut; step++)
        {
            browser.Wire.Window = 1000;
            _server.Settle();
            read.Append(Encoding.UTF8.GetString(browser.Wire.TakeOutbound()));
        }

        Assert.That(
            Encoding.UTF8.GetByteCount(BodyOf($"{read}")),
            Is.EqualTo(int.Parse(FieldOf($"{read}", "Content-Length"))));
        Assert.That(browser.Wire.IsShut, "closed after the answer");
    }

    [Test]
    public void Requests_in_one_send_are_answered_in_their_order()
    {
        string answers = new WebPeer(_server).Request(
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
            + "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
            + "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            + "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        int healthy = answers.IndexOf(WebSentences.Healthy, StringComparison.Ordinal);
        int nothing = answers.IndexOf("404 Not Found", StringComparison.Ordinal);
        int ready = answers.IndexOf(WebSentences.Ready, StringComparison.Ordinal);
        Assert.That(healthy, Is.Positive);
        Assert.That(nothing, Is.GreaterThan(healthy));
        Assert.That(ready, Is.GreaterThan(nothing));
        Assert.That(answers.Split("HTTP/1.1 ").Length - 1, Is.EqualTo(3), "none after the close");
    }

    private static string BodyOf(string answer) => answer[(answer.IndexOf(
        "\r\n\r\n", StringComparison.Ordinal) + 4)..];

    private static string FieldOf(string answer, string name) => answer
        .Split("\r\n")
        .Single(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))
        [(name.Length + 2)..];
}
