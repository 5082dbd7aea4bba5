using System.Text;
using EventLoopServer.Configuration;
using UnitTests.Simulation;
using UnitTests.Simulation.Files;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.Storage;

namespace UnitTests.Web.Files;

/// <summary>A server that shares files, with a simulated store and folder.</summary>
internal abstract class FilesFixture
{
    /// <summary>The largest file.</summary>
    protected const int MaxBytes = 200_000;

    private int _starts;
    private ulong _ids;

    protected SimStore Store { get; private set; } = null!;

    protected SimFolder Folder { get; private set; } = null!;

    protected SimServer Server { get; private set; } = null!;

    /// <summary>A member in the lobby.</summary>
    protected WebPeer Alice { get; set; } = null!;

    protected static ServerOptions Options { get; } = new()
    {
        Sharing = new SharingOptions { FileBytes = MaxBytes, PublicUrl = "http://chat.example" },
    };

    [SetUp]
    public void Start()
    {
        Store = new SimStore(seed: 7);
        Folder = new SimFolder();
        _starts = 0;
        Restart();
        Alice = Enter("alice");
    }

    [TearDown]
    public void End()
    {
        Assert.That(Server.Server.Stats.Bugs, Is.Zero);
        Server.Dispose();
        Store.Dispose();
        Folder.Dispose();
    }

    /// <summary>Starts a server on the same store and folder.</summary>
    protected void Restart(ServerOptions? options = null) => Server = new SimServer(
        options ?? Options,
        network: new SimNetwork(seed: 100 + _starts++),
        store: Store,
        files: Folder);

    protected WebPeer Enter(string name)
    {
        var peer = new WebPeer(Server);
        peer.Enter(name);
        peer.Take();
        return peer;
    }

    /// <summary>Offers a file and returns the answer.</summary>
    protected string Offer(WebPeer peer, string name, long bytes, string room = "lobby")
    {
        peer.Take();
        ulong id = 100 + ++_ids;
        peer.Send(
            $$"""{"verb":"offer","id":{{id}},"target":"{{room}}","""
            + $$""" "text":"{{name}}","number":{{bytes}}}""");
        return peer.Take().Single(m => m.Contains($"\"request\":{id},"));
    }

    /// <summary>Offers a file, and returns the path to which it is sent.</summary>
    protected string Slot(WebPeer peer, string name, long bytes)
    {
        string answer = Offer(peer, name, bytes);
        Assert.That(answer, Does.StartWith("""{"kind":"slot","""));
        return PathOf(answer);
    }

    /// <summary>Shares a file, and returns its path.</summary>
    protected string Share(WebPeer peer, string name, byte[] bytes)
    {
        string answer = Put(new WebPeer(Server), Slot(peer, name, bytes.Length), bytes);
        Assert.That(answer, Does.StartWith("HTTP/1.1 201 Created\r\n"));
        return FieldOf(answer, "Location");
    }

    protected static string Put(WebPeer peer, string path, byte[] bytes, string more = "") =>
        peer.Request(
            $"PUT {path} HTTP/1.1\r\nHost: localhost\r\n"
            + $"Content-Length: {bytes.Length}\r\n{more}\r\n"
            + Encoding.Latin1.GetString(bytes));

    /// <summary>The head of an answer, and its body.</summary>
    protected (string Head, byte[] Body) Get(string path, string more = "", string method = "GET")
    {
        var peer = new WebPeer(Server);
        peer.Wire.Write(Encoding.Latin1.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n"));
        Server.Settle();
        byte[] answer = peer.Wire.TakeOutbound();
        int end = answer.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        return (Encoding.Latin1.GetString(answer[..end]), answer[end..]);
    }

    protected static string FieldOf(string answer, string name)
    {
        int at = answer.IndexOf($"\r\n{name}: ", StringComparison.Ordinal);
        Assert.That(at, Is.GreaterThan(0), $"{name} in {answer}");
        at += name.Length + 4;
        return answer[at..answer.IndexOf("\r\n", at, StringComparison.Ordinal)];
    }

    protected static string PathOf(string json)
    {
        int at = json.IndexOf("\"path\":\"", StringComparison.Ordinal) + 8;
        return json[at..json.IndexOf('"', at)];
    }

    /// <summary>A file of this size, which no compression could make smaller.</summary>
    protected static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
