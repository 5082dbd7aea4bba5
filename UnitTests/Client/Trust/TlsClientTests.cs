using System.Net;
using System.Net.Sockets;
using System.Text;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Library.Trust;
using SimpleClient.Sentences;
using SimpleClient.Startup;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Trust;

/// <summary>The client and the server with TLS on real sockets.</summary>
internal sealed class TlsClientTests
{
    private static readonly string[] s_none = [];

    private string _file = null!;

    [SetUp]
    public void ChooseFile() => _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [TearDown]
    public void RemoveFile() => File.Delete(_file);

    [Test]
    public async Task Client_shows_the_certificate_once_and_can_chat()
    {
        using ServerUnderTest server = Start();
        using TestClient bob = server.Text("bob");
        await using ChatClient first = await ConnectAsync(server.Port);
        Assert.That(
            first.CertificateNotice, Does.StartWith(SentencePart.Before(
                f => TrustSentences.FirstUse($"127.0.0.1:{server.Port}", f))));
        await using ChatClient ada = await ConnectAsync(server.Port);
        Assert.That(ada.CertificateNotice, Is.Empty);
        Assert.That((await ada.NameAsync("ada")).IsRefused, Is.False);
        bob.Expect(TextLine.Joined("ada"));
        string text = new('x', ada.MaxMessageBytes);
        for (int i = 0; i < 10; i++)
        {
            Assert.That((await ada.SayAsync("lobby", text)).IsRefused, Is.False);
            bob.Expect($"ada: {text}");
        }

        await ada.QuitAsync();
        bob.Expect(TextLine.Left("ada"));
        Assert.That(server.Server.Stats.TlsHandshakes, Is.EqualTo(2));
    }

    [Test]
    public async Task Changed_certificate_ends_the_program_with_a_sentence()
    {
        using ServerUnderTest server = Start();
        string address = $"127.0.0.1:{server.Port}";
        File.WriteAllText(_file, $"{address} 00:11\n");
        (int exitCode, string output, string error) = await RunAsync(
            "hello\n", "127.0.0.1", $"{server.Port}", "--name", "ada", "--tls");
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(
            error, Does.StartWith(SentencePart.Before(
                f => TrustSentences.Changed(address, TrustSentences.Was("00:11"), f, _file))));
        Assert.That(error, Does.Contain(SentencePart.After(
            f => TrustSentences.Changed(address, "", f, _file))));
    }

    [Test]
    public async Task Program_shows_the_certificate_and_then_connects()
    {
        using ServerUnderTest server = Start(requireTls: true);
        string port = $"{server.Port}";
        (int exitCode, string output, string error) = await RunAsync(
            "hello\n", "127.0.0.1", port, "--name", "ada", "--tls");
        Assert.That(error, Is.Empty);
        Assert.That(exitCode, Is.Zero);
        string[] lines = output.Split('\n');
        Assert.That(lines[0], Does.StartWith("-- " + SentencePart.Before(
            f => TrustSentences.FirstUse($"127.0.0.1:{port}", f))));
        Assert.That(lines[1], Is.EqualTo(
            StartupSentences.Connected($"127.0.0.1:{port}{StartupSentences.Encrypted}")));
    }

    [Test]
    public async Task Certificate_is_shown_before_the_question_for_the_name()
    {
        using ServerUnderTest server = Start(requireTls: true);
        string port = $"{server.Port}";
        (int exitCode, string output, string error) = await RunAsync(
            hasPerson: true, "ada\n", "127.0.0.1", port, "--tls");
        Assert.That(error, Is.Empty);
        Assert.That(exitCode, Is.Zero);
        string[] lines = output.Split('\n');
        Assert.That(lines[0], Does.StartWith("-- " + SentencePart.Before(
            f => TrustSentences.FirstUse($"127.0.0.1:{port}", f))));
        Assert.That(lines[1], Is.EqualTo("Name [ann]: " + StartupSentences.Connected(
            $"127.0.0.1:{port}{StartupSentences.Encrypted}")));
        Assert.That(server.Server.Stats.TlsHandshakes, Is.EqualTo(1), "one connection");
    }

    [Test]
    public async Task Client_without_TLS_shows_the_refusal_of_a_TLS_server()
    {
        using ServerUnderTest server = Start(requireTls: true);
        (int exitCode, _, string error) = await RunAsync(
            "", "127.0.0.1", $"{server.Port}", "--name", "ada");
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.StartWith(
            TextLine.RefusalText(RefusalCode.TlsNeeded)));
    }

    [Test]
    public void Server_without_TLS_is_not_used()
    {
        using var server = new ServerUnderTest();
        ChatException? e = Assert.ThrowsAsync<ChatException>(
            () => ConnectAsync(server.Port));
        Assert.That(e!.Fault, Is.EqualTo(ChatErrorKind.NotTrusted));
        Assert.That(e.Message, Is.EqualTo(LinkSentences.NoTls($"127.0.0.1:{server.Port}")));
        Assert.That(File.Exists(_file), Is.False, "no certificate to store");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Full_server_refuses_clients_with_and_without_TLS_readably(bool hasTls)
    {
        using ServerUnderTest server = Start(maxClients: 1);
        using TestClient bob = server.Text("bob");
        string port = $"{server.Port}";
        string[] arguments = ["127.0.0.1", port, "--name", "ada", .. hasTls ? ["--tls"] : s_none];
        (int exitCode, string output, string error) = await RunAsync("", arguments);
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        string head = hasTls ? LinkSentences.BeforeTls($"127.0.0.1:{port}", "") : string.Empty;
        Assert.That(
            error, Is.EqualTo(
                $"{head}{TextLine.RefusalText(RefusalCode.ServerFull)} (ServerFull)\n"));
        Assert.That(File.Exists(_file), Is.False, "no certificate to store");
    }

    [TestCase("-- No.\n", 1, "No.")]
    [TestCase("-- No.\r\nmore", 100, "No.")]
    [TestCase("-- No.", 2, "No.", Description = "the end is the end of the line")]
    [TestCase("-- \u001b[2J\n", 100, "\ufffd[2J", Description = "nothing that a terminal obeys")]
    [TestCase("-", 1, null)]
    [TestCase("--no\n", 1, null)]
    [TestCase("Hello.\n-- No.\n", 100, null)]
    public async Task Plain_sentence_instead_of_TLS_is_shown_at_any_piece_size(
        string said, int pieceBytes, string? told)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Task<ChatClient> connecting = ConnectAsync(port);
        using TcpClient peer = await listener.AcceptTcpClientAsync();
        peer.NoDelay = true;
        foreach (byte[] piece in Encoding.UTF8.GetBytes(said).Chunk(pieceBytes))
        {
            await peer.GetStream().WriteAsync(piece);
        }

        peer.Client.Shutdown(SocketShutdown.Send);
        ChatException? e = Assert.ThrowsAsync<ChatException>(() => connecting);
        Assert.That(
            e!.Fault, Is.EqualTo(
                told is null ? ChatErrorKind.NotTrusted : ChatErrorKind.Rejected));
        Assert.That(e.Message, told is null
            ? Is.EqualTo(LinkSentences.NoTls($"127.0.0.1:{port}"))
            : Is.EqualTo(LinkSentences.BeforeTls($"127.0.0.1:{port}", $"{told}")));
    }

    [Test]
    public async Task Endless_plain_line_instead_of_TLS_is_read_up_to_a_limit()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Task<ChatClient> connecting = ConnectAsync(port);
        using TcpClient peer = await listener.AcceptTcpClientAsync();
        await peer.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"-- {new string('x', 5000)}"));
        ChatException? e = Assert.ThrowsAsync<ChatException>(() => connecting);
        Assert.That(e!.Fault, Is.EqualTo(ChatErrorKind.Rejected));
        Assert.That(e.Message, Has.Length.LessThan(600));
    }

    [Test]
    public void Silent_server_during_the_handshake_causes_a_timeout()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        ChatException? e = Assert.ThrowsAsync<ChatException>(() => ChatClient.ConnectAsync(
            "127.0.0.1",
            port,
            new ChatClientOptions
            {
                Tls = new ServerTrust(_file),
                ConnectTimeout = TimeSpan.FromMilliseconds(50),
            }));
        Assert.That(e!.Fault, Is.EqualTo(ChatErrorKind.TimedOut));
    }

    private static ServerUnderTest Start(bool requireTls = false, int maxClients = 100) =>
        new(change: o => o with
        {
            Certificate = TestCertificate.Own,
            Tls = o.Tls with { IsRequired = requireTls },
            MaxClients = maxClients,
        });

    private Task<ChatClient> ConnectAsync(int port) => ChatClient.ConnectAsync(
        "127.0.0.1", port, new ChatClientOptions { Tls = new ServerTrust(_file) });

    private Task<(int ExitCode, string Output, string Error)> RunAsync(
        string input, params string[] arguments) =>
        RunAsync(hasPerson: false, input, arguments);

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(
        bool hasPerson, string input, params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        ConsoleEnvironment around = new ConsoleEnvironment
        {
            Input = new StringReader(input),
            Output = output,
            Error = error,
            HasPerson = hasPerson,
            HasCursor = false,
            UserName = "ann",
            KnownServersFile = _file,
        };
        int exitCode = await new ClientProgram(around)
            .RunAsync(arguments)
            .WaitAsync(TimeSpan.FromSeconds(20));
        return (exitCode, output.ToString(), error.ToString());
    }
}
