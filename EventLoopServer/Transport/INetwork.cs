using System.Net;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Threading;
using EventLoopServer.Timing;

namespace EventLoopServer.Transport;

/// <summary>
/// Makes what comes from the operating system: time, randomness, listeners, the poller of their
/// transports, and the background worker. One factory, because they belong together; a simulation
/// replaces all of them at once.
/// </summary>
internal interface INetwork
{
    IClock Clock { get; }

    /// <summary>64 random bits.</summary>
    ulong NextRandom();

    IPoller CreatePoller(ParkingRule rule, Mailbox mailbox, ServerStats stats);

    /// <summary>Opens a listener.</summary>
    /// <exception cref="ListenException">It cannot be opened: the sentence says why.</exception>
    IListener Listen(IPEndPoint endPoint, int sendBufferBytes);

    IBackgroundWorker CreateWorker(Mailbox mailbox, int capacity);
}
