using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Hosting;
using EventLoopServer.Sentences;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>SIGHUP lets a real process read its files again.</summary>
[Platform(Exclude = "Win", Reason = "Windows has no signals")]
[SuppressMessage(
    "Security",
    "CA5359:Do not disable certificate validation",
    Justification = "Whom a client trusts is tested with the client.")]
internal sealed class ReloadTests
{
    private const int Hangup = 1;

    private string _folder = "";

    private string FileName => Path.Combine(_folder, "tcpchat.toml");

    private string Certificate => Path.Combine(_folder, "chain.pem");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("tcpchat-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void SIGHUP_applies_the_file_without_a_disconnect()
    {
        File.WriteAllText(FileName, "port = 0\nmessage-of-the-day = \"old\"\n");
        using var program = new ServerProcess("--config", FileName, "--no-console");
        int port = program.WaitForPort();
        using var bob = new TestClient(port);
        bob.EnterAs("bob");
        bob.SkipTo("-- old");
        File.WriteAllText(
            FileName, "port = 0\nmessage-of-the-day = \"new\"\nlog-level = \"warning\"\n");
        program.Send(Hangup);

        // The level applies before the result is logged, so the line is not seen.
        WaitForMessage(port, "-- new");
        bob.Say("/ping");
        bob.SkipTo(TextLine.Pong());
        File.WriteAllText(FileName, "port = 0\nmessage-of-the-day = 5\nrooms = 1\n");
        program.Send(Hangup);
        program.WaitForLine($"{FileName}:2:22: ");
        WaitForMessage(port, "-- new");
        bob.Say("/ping");
        bob.SkipTo(TextLine.Pong());
        program.SendTerminate();
        Assert.That(program.WaitForExit(), Is.EqualTo(ServerExitCode.Done));
    }

    [Test]
    public void SIGHUP_serves_a_renewed_chain_while_clients_arrive()
    {
        string first = WriteChain(1);
        using var program = new ServerProcess(
            "--port", "0", "--certificate", Certificate, "--no-console", "--limits", "off");
        int port = program.WaitForPort();
        using SslStream kept = Connect(port, out string seen);
        Assert.That(seen, Is.EqualTo(first));
        using var arrivals = new SemaphoreSlim(0);
        using var stop = new CancellationTokenSource();
        Task<string> load = Task.Run(() =>
        {
            string last = "";
            while (!stop.IsCancellationRequested)
            {
                using SslStream each = Connect(port, out last);
                arrivals.Release();
            }

            return last;
        });
        WaitFor(arrivals, load);
        string second = WriteChain(2);
        program.Send(Hangup);
        program.WaitForLine(ReloadSentences.Nothing);
        while (arrivals.Wait(0))
        {
        }

        WaitFor(arrivals, load);
        stop.Cancel();
        Assert.That(load.Result, Is.EqualTo(second), "no handshake has failed");
        kept.Write("alice\n"u8);
        Assert.That(kept.ReadByte(), Is.GreaterThan(0), "the old connection is still open");
        program.SendTerminate();
        Assert.That(program.WaitForExit(), Is.EqualTo(ServerExitCode.Done));
    }

    /// <summary>Waits for some more arrivals, or the failure of the load.</summary>
    private static void WaitFor(SemaphoreSlim arrivals, Task load)
    {
        for (int i = 0; i < 5 && !load.IsCompleted; i++)
        {
            arrivals.Wait(TestClientSocket.DeadlineMs);
        }
    }

    private static void WaitForMessage(int port, string message)
    {
        long until = Environment.TickCount64 + TestClientSocket.DeadlineMs;
        string line = "";
        for (int i = 0; line != message; i++)
        {
            Assert.That(Environment.TickCount64, Is.LessThan(until), $"never sent: {message}");
            using var client = new TestClient(port);
            client.Say($"c{i}");
            while (client.TryReadLine(out line) && !line.StartsWith("-- new")
                && !line.StartsWith("-- old"))
            {
            }
        }
    }

    private static SslStream Connect(int port, out string fingerprint)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, port);
        var ssl = new SslStream(
            new NetworkStream(socket, true), false, static (_, _, _, _) => true);
        ssl.AuthenticateAsClient("localhost");
        fingerprint = ssl.RemoteCertificate!.GetCertHashString(HashAlgorithmName.SHA256);
        return ssl;
    }

    /// <summary>Replaces the file by one with a key and its chain of two.</summary>
    private string WriteChain(int number)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request =
            new CertificateRequest($"CN=root {number}", rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 root = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(90));
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leafRequest =
            new CertificateRequest($"CN=localhost {number}", key, HashAlgorithmName.SHA256);
        using X509Certificate2 leaf =
            leafRequest.Create(root, now.AddDays(-1), now.AddDays(89), [(byte)number]);
        string next = Certificate + ".new";
        File.WriteAllText(next, string.Join(
            '\n',
            leaf.ExportCertificatePem(),
            root.ExportCertificatePem(),
            key.ExportPkcs8PrivateKeyPem()));
        File.Move(next, Certificate, overwrite: true);
        return leaf.GetCertHashString(HashAlgorithmName.SHA256);
    }
}
