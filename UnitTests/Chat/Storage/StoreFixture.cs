using EventLoopServer.Configuration;
using Protocol.Messages;
using UnitTests.Simulation;
using UnitTests.Simulation.Storage;

namespace UnitTests.Chat.Storage;

/// <summary>A server with a simulated store, which tests stop, crash and start again.</summary>
internal abstract class StoreFixture
{
    private int _starts;

    protected SimStore Store { get; private set; } = null!;

    protected SimServer Server { get; set; } = null!;

    [SetUp]
    public void Start()
    {
        Store = new SimStore(seed: 7);
        _starts = 0;
        Restart();
    }

    [TearDown]
    public void End()
    {
        Assert.That(Server.Server.Stats.Bugs, Is.Zero);
        Server.Dispose();
        Store.Dispose();
    }

    /// <summary>Starts a server on the same store, with other random numbers.</summary>
    protected void Restart(ServerOptions? options = null) => Server = new SimServer(
        options, network: new(seed: 100 + _starts++), store: Store);

    protected NativePeer Enter(string name, ulong capabilities = 0)
    {
        NativePeer peer = new(Server.Connect());
        peer.Hello(capabilities);
        peer.Request(RequestVerb.Name, 1, name);
        Server.Settle();
        return peer;
    }

    protected List<SeenEvent> Ask(NativePeer peer, in ClientRequest request)
    {
        peer.Take();
        peer.Request(request);
        Server.Settle();
        return peer.Take();
    }

    protected List<SeenEvent> Ask(
        NativePeer peer, RequestVerb verb, string target = "", string text = "", ulong id = 50)
    {
        peer.Take();
        peer.Request(verb, id, target, text);
        Server.Settle();
        return peer.Take();
    }

    protected void Say(NativePeer peer, string room, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            peer.Request(RequestVerb.Say, 1000 + (ulong)i, room, $"line {i}");
            Server.Settle();
        }
    }

    /// <summary>The texts of the past lines among these events.</summary>
    protected static IEnumerable<string> Lines(IEnumerable<SeenEvent> events) => events
        .SkipWhile(static e => e.Kind != EventKind.Past)
        .Where(static e => e.Kind is EventKind.Said or EventKind.Acted)
        .Select(static e => e.Text);

    protected static IEnumerable<string> Numbered(int from, int count) =>
        Enumerable.Range(from, count).Select(static i => $"line {i}");
}
