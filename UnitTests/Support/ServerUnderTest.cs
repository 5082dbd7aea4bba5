using System.Net;
using EventLoopServer;
using EventLoopServer.Buffers;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Commands;
using EventLoopServer.Configuration;
using EventLoopServer.Files;
using EventLoopServer.Polling;
using EventLoopServer.Threading;
using EventLoopServer.Transport;
using UnitTests.Support.Recording;

namespace UnitTests.Support;

/// <summary>
/// A whole server on a thread of its own and on a port that the system chose. Dispose stops it and
/// checks that it has released everything: connections, slices, members, rooms.
/// </summary>
internal sealed class ServerUnderTest : IDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(15);

    private readonly Thread _thread;
    private Exception? _fault;
    private bool _disposed;

    public ServerUnderTest(
        ServerParking parking = ServerParking.Usual,
        Func<ServerOptions, ServerOptions>? change = null,
        IEnumerable<Command>? commands = null,
        INetwork? network = null,
        StoreFactory? openStore = null,
        Func<IFileFolder>? openFiles = null)
    {
        var options = new ServerOptions
        {
            Listening = ListenOptions.At(ListenAddress.Shared(IPAddress.Loopback, 0)),
            Parking = parking == ServerParking.Usual
                ? ParkingRule.Default
                : ParkingRule.Default with { HotLimit = 4, MinSilentMs = 0, MinPolls = 0 },

            // The test clients send faster than people. A test of the rates turns them on.
            ClientLimits = ClientLimits.Default.WithoutRates(),
        };
        Server = new ChatServer(
            change?.Invoke(options) ?? options,
            network ?? new SocketNetwork(),
            Log,
            new CommandTable([.. CommandHandlers.All, .. commands ?? []]),
            openStore: openStore,
            openFiles: openFiles);
        Server.Listen();
        Port = Server.Listeners[0].Listener.Port;
        _thread = new Thread(Run) { IsBackground = true, Name = "reactor" };
        _thread.Start();
    }

    public ChatServer Server { get; }

    public ServerLog Log { get; } = new();

    public int Port { get; }

    /// <summary>
    /// The id of the reactor's thread, comparable with
    /// <see cref="Environment.CurrentManagedThreadId"/>.
    /// </summary>
    public int ReactorThreadId => _thread.ManagedThreadId;

    /// <summary>A text client before its login.</summary>
    public TestClient Text() => new(Port);

    /// <summary>A text client in the lobby.</summary>
    public TestClient Text(string name)
    {
        var client = new TestClient(Port);
        client.EnterAs(name);
        return client;
    }

    /// <summary>A native client before its hello.</summary>
    public NativeTestClient Native() => new(Port);

    /// <summary>A native client in the lobby.</summary>
    public NativeTestClient Native(string name, int receiveBufferBytes = 0)
    {
        var client = new NativeTestClient(Port, receiveBufferBytes);
        client.EnterAs(name);
        return client;
    }

    /// <summary>Evaluates a function on the reactor's thread, between two phases.</summary>
    public T Ask<T>(Func<ChatServer, T> question)
    {
        var node = new Question<T>(Server, question);
        Server.Mailbox.Post(node);
        return node.Answer();
    }

    /// <summary>Evaluates a condition at most once a turn until it holds.</summary>
    public void WaitUntil(string what, Predicate<ChatServer> isSo)
    {
        long until = Environment.TickCount64 + TestClientSocket.DeadlineMs;
        while (!Ask(server => isSo(server)))
        {
            if (Environment.TickCount64 > until)
            {
                Assert.Fail(
                    $"The server never came to this: {what}. Its last lines:\n{Log.Tail()}");
            }
        }
    }

    /// <summary>Stops the server and waits for the end of its thread. May be repeated.</summary>
    public void Stop()
    {
        Server.Stop();
        Join();
    }

    /// <summary>Waits for the end of the reactor's thread.</summary>
    public void Join()
    {
        if (!_thread.Join(s_deadline))
        {
            Assert.Fail(
                $"Run() has not returned {s_deadline.TotalSeconds} s after Stop()."
                + $" {Server.Connections} connections are left. Its last lines:\n{Log.Tail()}");
        }

        if (_fault is not null)
        {
            Assert.Fail($"The loop threw: {_fault}");
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        bool failedBefore = TestContext.CurrentContext.Result.Assertions.Any();
        Stop();
        Server.Dispose();
        if (!failedBefore)
        {
            AssertNothingIsLeft();
        }
    }

    private void AssertNothingIsLeft()
    {
        string holders = string.Join(", ", Enum.GetValues<SliceHolder>()
            .Where(holder => holder != SliceHolder.None && Server.Slab.RentedBy(holder) > 0)
            .Select(holder => $"{holder} {Server.Slab.RentedBy(holder)}"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Server.Connections, Is.Zero, "left after Run(): see ConnectionCloser");
            Assert.That(
                Server.Slab.Rented, Is.Zero, $"slices never returned, by holder: {holders}");
            Assert.That(
                Server.Poller.ParkedCount, Is.Zero, "parked connections left: see SelectPoller");
            Assert.That(Server.Poller.HotCount, Is.Zero, "hot connections left: see SelectPoller");
            Assert.That(Server.Directory.People, Is.Zero, "see RoomDirectory.RemoveMember");
            Assert.That(
                Server.Directory.Rooms, Has.Count.EqualTo(1), "rooms left beside the lobby");
            Assert.That(
                Server.Stats.Closed,
                Is.EqualTo(Server.Stats.Accepted),
                "connections closed, of those accepted");
        }
    }

    private void Run()
    {
        try
        {
            Server.Run();
        }
        catch (Exception fault)
        {
            _fault = fault;
        }
    }

    private sealed class Question<T>(ChatServer server, Func<ChatServer, T> question) : MailboxNode
    {
        private readonly object _lock = new();
        private bool _answered;
        private T _answer = default!;
        private Exception? _fault;

        public override void Deliver()
        {
            lock (_lock)
            {
                try
                {
                    _answer = question(server);
                }
                catch (Exception fault)
                {
                    // The test's own exception: rethrown on the thread that asked.
                    _fault = fault;
                }

                _answered = true;
                Monitor.Pulse(_lock);
            }
        }

        public T Answer()
        {
            lock (_lock)
            {
                if (!_answered && !Monitor.Wait(_lock, TestClientSocket.DeadlineMs))
                {
                    Assert.Fail("The loop did not look at its mailbox: it hangs or has ended.");
                }

                return _fault is null
                    ? _answer
                    : throw new AssertionException("The question threw.", _fault);
            }
        }
    }
}
