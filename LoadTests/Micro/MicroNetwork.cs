using System.Net;
using EventLoopServer.Observability;
using EventLoopServer.Passwords;
using EventLoopServer.Polling;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using EventLoopServer.Transport;

namespace LoadTests.Micro;

/// <summary>A network without a kernel: a benchmark on it measures only the server.</summary>
internal sealed class MicroNetwork : INetwork
{
    private ulong _random = 1;

    public IClock Clock { get; } = new SystemClock();

    public MicroPoller Poller { get; } = new();

    public MicroListener Listener { get; } = new();

    /// <summary>Returns the same numbers in each run.</summary>
    public ulong NextRandom() => _random++;

    public IPoller CreatePoller(ParkingRule rule, Mailbox mailbox, ServerStats stats) => Poller;

    public IListener Listen(IPEndPoint endPoint, int sendBufferBytes) => Listener;

    public IBackgroundWorker CreateWorker(Mailbox mailbox, int capacity) =>
        new BackgroundWorker(mailbox, capacity);

    public IPasswordHash CreatePasswordHash() => new PasswordHash();
}
