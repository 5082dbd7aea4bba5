using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Hosting.Reload;
using EventLoopServer.Transport.Tls.Certificates;
using Protocol.Messages;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.Configuration.Effects;

/// <summary>
/// A simulated server started with a command line, and its clients. In the command line, <c>@</c>
/// stands for a folder with a password file, and with a certificate and its key, separately and
/// together.
/// </summary>
internal sealed class OptionWorld : IDisposable
{
    public const string Password = "open sesame";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private SimServer? _server;

    public OptionWorld(string line)
    {
        WriteFiles();
        var commandLine = new ServerCommandLine();
        var parsed = commandLine.Root.Parse(
            line.Replace("@", _folder).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Faults = commandLine.Check(parsed);
        Options = commandLine.Read(parsed);
    }

    /// <summary>The errors that prevent the start.</summary>
    public IReadOnlyList<string> Faults { get; }

    public ServerOptions Options { get; }

    public ServerLog Log { get; } = new();

    public SimServer Server => _server ??= new SimServer(
        Options.Tls.Source is null
            ? Options
            : Options with { Certificate = TestCertificate.Own },
        log: Log,
        isPaced: true);

    /// <summary>Starts the server, then lets it read this command line.</summary>
    public void Reload(string line)
    {
        Server.Settle();
        var commandLine = new ServerCommandLine();
        var parsed = commandLine.Root.Parse(
            line.Replace("@", _folder).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.That(commandLine.Check(parsed), Is.Empty);
        bool isApplied = Server.Server.Reload.TryApply(
            new RereadOptions(commandLine.Read(parsed), null, []), out string result);
        Assert.That(isApplied, Is.True, result);
    }

    /// <summary>The listening addresses.</summary>
    public string Places => string.Join(
        ' ', Server.Server.Listeners.Select(static l => l.Listener.Address));

    /// <summary>A connection that has sent nothing.</summary>
    public SimTransport Arrive(string address = "203.0.113.9", int listener = 0)
    {
        SimTransport wire = Server.Connect(listener);
        wire.Address = IPAddress.Parse(address);
        Server.Settle();
        return wire;
    }

    /// <summary>A text client, whose first bytes show that it needs no page.</summary>
    private SimTransport Speak(string address)
    {
        SimTransport wire = Arrive(address);
        Write(wire, "\n");
        return wire;
    }

    /// <summary>How many of this number of connections from one address are accepted.</summary>
    public int Accepted(int count, string address = "203.0.113.9") =>
        Enumerable.Range(0, count).Select(_ => Speak(address)).Count(static w => !w.IsShut);

    /// <summary>The same for connections that are opened and reset one after another.</summary>
    public int AcceptedInTurn(int count, string address)
    {
        int accepted = 0;
        for (int i = 0; i < count; i++)
        {
            SimTransport wire = Speak(address);
            accepted += wire.IsShut ? 0 : 1;
            wire.Reset();
            Server.Settle();
        }

        return accepted;
    }

    /// <summary>A text client in the lobby whose rate limits have recovered.</summary>
    public SimTransport Enter(string name, string address = "203.0.113.9")
    {
        SimTransport wire = Arrive(address);
        Write(wire, $"{name}\n");
        Server.Pass(60_000);
        return wire;
    }

    /// <summary>A native client, named if a name is given.</summary>
    public NativePeer EnterNative(string name = "")
    {
        var peer = new NativePeer(Arrive());
        peer.Hello();
        if (name.Length > 0)
        {
            peer.Request(RequestVerb.Name, 1, name);
        }

        Server.Settle();
        peer.Take();
        return peer;
    }

    public void Write(SimTransport wire, string text)
    {
        wire.Write(Encoding.UTF8.GetBytes(text));
        Server.Settle();
    }

    /// <summary>Sends this number of lines of this length, and waits until all are read.</summary>
    public void Say(SimTransport wire, int lines, int bytes)
    {
        for (int i = 0; i < lines; i++)
        {
            Write(wire, $"{new string('x', bytes)}\n");
        }
    }

    /// <summary>The status of the answer to a browser that asks this host for the page.</summary>
    public string StatusOf(string host)
    {
        SimTransport wire = Arrive();
        Write(wire, $"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
        return Read(wire).Split(' ')[1];
    }

    /// <summary>
    /// How many of this number of WebSockets are accepted that one address opens for others.
    /// </summary>
    public int OpenedThroughProxy(int count) => Enumerable.Range(0, count).Count(n =>
    {
        SimTransport wire = Arrive();
        Write(wire, UnitTests.Web.WebPeer.Opening($"X-Forwarded-For: 198.51.100.{n}\r\n"));
        return !Read(wire).Contains("goodbye", StringComparison.Ordinal);
    });

    /// <summary>The status of the answer to another machine that has the token.</summary>
    public string StatusOfMetrics()
    {
        SimTransport wire = Arrive();
        Write(
            wire,
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\n"
                + $"Authorization: Bearer {Password}\r\n\r\n");
        return Read(wire).Split(' ')[1];
    }

    public static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());

    /// <summary>How often the output of a client contains this text.</summary>
    public static int Count(SimTransport wire, string part) => Read(wire).Split(part).Length - 1;

    /// <summary>
    /// Whether a member receives all messages of another member within this time.
    /// </summary>
    public bool HearsAll(int lines, int bytes, int ms = 0)
    {
        SimTransport alice = Enter("alice");
        SimTransport bob = Enter("bob", "198.51.100.7");
        Read(bob);
        Say(alice, lines, bytes);
        for (int passed = 0; passed < ms; passed += 100)
        {
            Server.Pass(100);
        }

        return Count(bob, new string('x', bytes)) == lines;
    }

    /// <summary>Whether a member that reads nothing of the others' messages is closed.</summary>
    public bool ClosesSlowReader(int lines, int bytes, int ms = 0)
    {
        SimTransport bob = Enter("bob", "198.51.100.7");
        SimTransport alice = Enter("alice");
        bob.Window = 0;
        Say(alice, lines, bytes);
        Server.Pass(ms);

        // The goodbye text has a deadline too.
        Server.Pass(5000);
        return Log.Lines.Any(static l => l.Text.Contains("TooSlow"));
    }

    /// <summary>
    /// How many of this number of pings are answered at once, and within the next second.
    /// </summary>
    public (int AtOnce, int Later) Pongs(int pings)
    {
        SimTransport alice = Enter("alice");
        Read(alice);
        Write(alice, string.Concat(Enumerable.Repeat("/ping\n", pings)));
        int atOnce = Count(alice, "Pong");
        for (int i = 0; i < 10; i++)
        {
            Server.Pass(100);
        }

        return (atOnce, Count(alice, "Pong"));
    }

    /// <summary>Whether a client of an address gets all answers to five requests at once.</summary>
    public bool GetsAllAnswers(string address)
    {
        const int asked = 5;
        SimTransport alice = Enter("alice", address);
        Read(alice);
        Write(alice, string.Concat(Enumerable.Repeat("/help\n", asked)));
        return Count(alice, "/quit") >= asked;
    }

    /// <summary>How many of 40 silent clients are parked after a second.</summary>
    public int Parked()
    {
        Accepted(40, "127.0.0.1");
        Server.Pass(1000);
        for (int turn = 0; turn < 100; turn++)
        {
            Server.RunOneTurn();
        }

        return Server.Network.Poller.ParkedCount;
    }

    /// <summary>Whether the server has ended this number of milliseconds after a stop.</summary>
    public bool HasEnded(int ms)
    {
        SimTransport bob = Enter("bob", "198.51.100.7");
        bob.Window = 0;
        Say(Enter("alice"), 1, 10);
        Server.Server.Stop();
        Server.Settle();
        Server.Pass(ms);
        return Server.Server.IsOver;
    }

    /// <summary>
    /// The fingerprint of the certificate that is loaded at the start; null for none.
    /// </summary>
    public string? Fingerprint()
    {
        try
        {
            return Options.Tls.Source is { } source
                ? ServerCertificate.Load(source).Fingerprint
                : null;
        }
        catch (CertificateException)
        {
            return "not loaded";
        }
    }

    public void Dispose()
    {
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Whether the temporary folder has this file.</summary>
    public bool HasFile(string path) => File.Exists(Path.Combine(_folder, path));

    private void WriteFiles()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = SelfSigned.Make(key, DateTimeOffset.UtcNow);
        string pem = certificate.ExportCertificatePem();
        string keyPem = key.ExportPkcs8PrivateKeyPem();
        Write("password", $"{Password}\n");
        Write("certificate.pem", pem);
        Write("key.pem", keyPem);
        Write("both.pem", $"{pem}\n{keyPem}");
        File.WriteAllBytes(
            Path.Combine(_folder, "certificate.pfx"),
            certificate.Export(X509ContentType.Pfx, Password));
    }

    private void Write(string file, string text) =>
        File.WriteAllText(Path.Combine(_folder, file), text);
}
