using System.Net;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Threading;
using EventLoopServer.Timing;

namespace EventLoopServer.Transport;

/// <summary>
/// Makes everything that is not our own: time, randomness, listeners, the poller that belongs to
/// their wires, and the door for work outside the loop. One factory, because they belong together;
/// a simulation replaces them all at once.
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

    BackgroundWorker CreateWorker(Mailbox mailbox, int capacity);
}
