using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using UnitTests.Sentences;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.EndToEnd.Peers;

/// <summary>TLS on real sockets: with .NET's own client, and with openssl's.</summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
[SuppressMessage(
    "Security",
    "CA5359:Do not disable certificate validation",
    Justification = "Whom a client trusts is tested with the client.")]
[SuppressMessage(
    "Security",
    "CA5398:Avoid hardcoded SslProtocols values",
    Justification = "Each version is tested.")]
internal sealed class TlsSocketTests(ServerParking parking)
{
    private ServerUnderTest _server = null!;
    private ServerRecordingNetwork _network = null!;

    [SetUp]
    public void Start()
    {
        _network = new ServerRecordingNetwork();
        _server = new ServerUnderTest(
            parking, static o => o with { Certificate = TestCertificate.Own }, network: _network);
    }

    [TearDown]
    public void Stop() => _server.Dispose();

    [TestCase(SslProtocols.Tls12)]
    [TestCase(SslProtocols.Tls13, ExcludePlatform = "MacOsX")]
    public void Encrypted_and_plain_clients_share_a_room_and_a_thread(SslProtocols version)
    {
        int reactor = _server.ReactorThreadId;
        using TestClient plain = _server.Text("plain");
        var secret = new List<SslStream>();
        for (int i = 0; i < 8; i++)
        {
            secret.Add(Connect(version));
            Say(secret[i], $"secret{i}");
            SkipTo(secret[i], TextLine.Welcome($"secret{i}"));
            plain.Expect(TextLine.Joined($"secret{i}"));
        }

        for (int round = 0; round < 20; round++)
        {
            Say(secret[round % 8], $"round {round}");
            plain.Expect($"secret{round % 8}: round {round}");
            SkipTo(secret[(round + 1) % 8], $"secret{round % 8}: round {round}");
        }

        secret.ForEach(static s => s.Dispose());
        _server.WaitUntil("only one is left", static s => s.Connections == 1);
        Assert.That(_network.Record.Threads, Is.EquivalentTo([reactor]), $"{_network.Record}");
        Assert.That(_server.Server.Stats.TlsFaults, Is.Zero);
    }

    [Test]
    public void Openssl_can_chat()
    {
        using TestClient plain = _server.Text("plain");
        using Process? openssl = StartOpenssl(_server.Port);
        if (openssl is null)
        {
            Assert.Ignore("There is no openssl on this machine.");
            return;
        }

        openssl.StandardInput.Write("ada\nhello from openssl\n");
        openssl.StandardInput.Flush();
        plain.Expect(TextLine.Joined("ada"), "ada: hello from openssl");
        plain.Say("hello ada");
        string? line;
        do
        {
            line = openssl.StandardOutput.ReadLine();
        }
        while (line is not (null or "plain: hello ada"));
        Assert.That(line, Is.Not.Null, "openssl ended");
        openssl.StandardInput.Write("/quit\n");
        openssl.StandardInput.Flush();
        plain.Expect(TextLine.Left("ada"));
        Assert.That(openssl.WaitForExit(TestClientSocket.DeadlineMs), Is.True, "openssl goes on");
        Assert.That(_server.Server.Stats.TlsFaults, Is.Zero);
    }

    private static Process? StartOpenssl(int port)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(
                "openssl", ["s_client", "-quiet", "-connect", $"127.0.0.1:{port}"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private SslStream Connect(SslProtocols version)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = TestClientSocket.DeadlineMs,
            SendTimeout = TestClientSocket.DeadlineMs,
        };
        socket.Connect(IPAddress.Loopback, _server.Port);
        var stream = new NetworkStream(socket, ownsSocket: true);
        var ssl = new SslStream(stream, false, static (_, _, _, _) => true);
        ssl.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = version,
        });
        return ssl;
    }

    private static void Say(SslStream client, string line) =>
        client.Write(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>Reads until a line begins like this.</summary>
    private static void SkipTo(SslStream client, string start)
    {
        var line = new StringBuilder();
        while (true)
        {
            int b = client.ReadByte();
            Assert.That(b, Is.Not.Negative, $"the end came before: {start}");
            if (b != '\n')
            {
                line.Append((char)b);
            }
            else if (line.ToString().StartsWith(start, StringComparison.Ordinal))
            {
                return;
            }
            else
            {
                line.Clear();
            }
        }
    }
}
