using System.Net;
using System.Text;
using EventLoopServer.Configuration;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;
using UnitTests.Simulation;
using UnitTests.Simulation.Storage;

namespace UnitTests.Sessions.Resuming;

/// <summary>A server with clients that resume their sessions.</summary>
internal abstract class ResumeFixture(bool isKept)
{
    protected const ulong Capabilities = NativeWire.Resume | NativeWire.Keeps;

    private int _starts;

    protected SimServer Server { get; private set; } = null!;

    protected SimStore? Store { get; private set; }

    [SetUp]
    public void Start()
    {
        Store = isKept ? new SimStore(seed: 7) : null;
        Restart();
    }

    [TearDown]
    public void End()
    {
        Assert.That(Server.Server.Stats.Bugs, Is.Zero);
        Server.Dispose();
        Store?.Dispose();
    }

    protected void Restart(ServerOptions? options = null) => Server = new SimServer(
        options, network: new(seed: 100 + _starts++), store: Store);

    /// <summary>Connects a client, and returns it with its token.</summary>
    protected (NativePeer Peer, byte[] Token) Open(string address = "203.0.113.9")
    {
        var peer = new NativePeer(Server.Connect());
        peer.Wire.Address = IPAddress.Parse(address);
        peer.Hello(Capabilities);
        Server.Settle();
        return (peer, peer.Take().Single().DetailBytes);
    }

    protected (NativePeer Peer, byte[] Token) Enter(string name, string address = "203.0.113.9")
    {
        (NativePeer peer, byte[] token) = Open(address);
        peer.Request(RequestVerb.Name, 1, name);
        Server.Settle();
        Assert.That(peer.Take().Select(static e => e.Kind), Does.Contain(EventKind.Joined));
        return (peer, token);
    }

    /// <summary>Connects again and resumes.</summary>
    protected (NativePeer Peer, List<SeenEvent> Events) Resume(
        byte[] token,
        ulong answered = 0,
        ulong told = 0,
        (string Name, ulong Incarnation, ulong Seen)[]? rooms = null,
        string address = "203.0.113.9")
    {
        (NativePeer peer, _) = Open(address);
        return (peer, Resume(peer, token, answered, told, rooms));
    }

    protected List<SeenEvent> Resume(
        NativePeer peer,
        byte[] token,
        ulong answered = 0,
        ulong told = 0,
        (string Name, ulong Incarnation, ulong Seen)[]? rooms = null)
    {
        var space = new byte[4096];
        var writer = new ByteWriter(space);
        foreach ((string name, ulong incarnation, ulong seen) in rooms ?? [])
        {
            RoomPositions.Write(ref writer, Encoding.UTF8.GetBytes(name), incarnation, seen);
        }

        return Ask(peer, new ClientRequest
        {
            Verb = RequestVerb.Resume,
            Id = 900,
            Target = token,
            Text = space.AsSpan(0, writer.Written),
            Number = answered,
            Count = told,
        });
    }

    protected List<SeenEvent> Ask(NativePeer peer, in ClientRequest request)
    {
        peer.Take();
        peer.Request(request);
        Server.Settle();
        return peer.Take();
    }

    protected List<SeenEvent> Ask(
        NativePeer peer, RequestVerb verb, ulong id, string target = "", string text = "")
    {
        peer.Take();
        peer.Request(verb, id, target, text);
        Server.Settle();
        return peer.Take();
    }

    /// <summary>The connection breaks.</summary>
    protected void Cut(NativePeer peer)
    {
        peer.Wire.Reset();
        Server.Settle();
    }

    protected static EventKind[] Kinds(IEnumerable<SeenEvent> events) =>
        [.. events.Select(static e => e.Kind)];

    protected static string[] Texts(IEnumerable<SeenEvent> events, EventKind kind) =>
        [.. events.Where(e => e.Kind == kind).Select(static e => e.Text)];
}
