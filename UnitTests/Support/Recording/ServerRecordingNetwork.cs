using System.Net;
using EventLoopServer.Observability;
using EventLoopServer.Passwords;
using EventLoopServer.Polling;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using EventLoopServer.Transport;

namespace UnitTests.Support.Recording;

/// <summary>The real network, with every call on a transport or a listener recorded.</summary>
internal sealed class ServerRecordingNetwork : INetwork
{
    private readonly SocketNetwork _inner = new();

    /// <summary>The clock to use; null: the system's.</summary>
    public IClock? OwnClock { get; init; }

    public ServerThreadRecord Record { get; } = new();

    public IClock Clock => OwnClock ?? _inner.Clock;

    public ulong NextRandom() => _inner.NextRandom();

    public IPoller CreatePoller(ParkingRule rule, Mailbox mailbox, ServerStats stats) =>
        _inner.CreatePoller(rule, mailbox, stats);

    public IListener Listen(IPEndPoint endPoint, int sendBufferBytes) =>
        new ServerRecordingListener(_inner.Listen(endPoint, sendBufferBytes), Record);

    public IBackgroundWorker CreateWorker(Mailbox mailbox, int capacity) =>
        _inner.CreateWorker(mailbox, capacity);

    public IPasswordHash CreatePasswordHash() => _inner.CreatePasswordHash();
}
