using System.Net;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Threading;
using EventLoopServer.Timing;

namespace EventLoopServer.Transport;

/// <summary>
/// Makes all parts that depend on the operating system: time, randomness, listeners, the poller of
/// their transports, and the background worker. It is one factory, because these parts belong
/// together: a simulation replaces all of them at once.
/// </summary>
internal interface INetwork
{
    IClock Clock { get; }

    /// <summary>64 random bits.</summary>
    ulong NextRandom();

    IPoller CreatePoller(ParkingRule rule, Mailbox mailbox, ServerStats stats);

    /// <summary>Opens a listener.</summary>
    /// <exception cref="ListenException">
    /// It cannot be opened; the message gives the reason.
    /// </exception>
    IListener Listen(IPEndPoint endPoint, int sendBufferBytes);

    IBackgroundWorker CreateWorker(Mailbox mailbox, int capacity);
}
