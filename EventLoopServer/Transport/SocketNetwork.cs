using System.Net;
using System.Security.Cryptography;
using EventLoopServer.Observability;
using EventLoopServer.Passwords;
using EventLoopServer.Polling;
using EventLoopServer.Threading;
using EventLoopServer.Timing;

namespace EventLoopServer.Transport;

/// <summary>The network of the operating system.</summary>
/// <param name="inherited">Listening sockets that are open already; null: none.</param>
internal sealed class SocketNetwork(InheritedSockets? inherited = null) : INetwork
{
    public IClock Clock { get; } = new SystemClock();

    public ulong NextRandom() =>
        BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    public IPoller CreatePoller(ParkingRule rule, Mailbox mailbox, ServerStats stats) =>
        new SelectPoller(rule, mailbox, stats);

    public IListener Listen(IPEndPoint endPoint, int sendBufferBytes) =>
        SocketListener.Open(endPoint, sendBufferBytes, inherited?.Claim(endPoint));

    public IBackgroundWorker CreateWorker(Mailbox mailbox, int capacity) =>
        new BackgroundWorker(mailbox, capacity);

    public IPasswordHash CreatePasswordHash() => new PasswordHash();
}
