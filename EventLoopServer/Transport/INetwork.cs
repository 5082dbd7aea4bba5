using System.Net;
using EventLoopServer.Observability;
using EventLoopServer.Passwords;
using EventLoopServer.Polling;
using EventLoopServer.Threading;
using EventLoopServer.Timing;

namespace EventLoopServer.Transport;

/// <summary>
/// Makes all parts that depend on the operating system. These are time, randomness, listeners, the
/// poller of their transports, background workers, and the hash of passwords. One factory makes
/// them all, because a simulation replaces all of them at once.
/// </summary>
internal interface INetwork
{
    IClock Clock { get; }

    /// <summary>64 random bits.</summary>
    ulong NextRandom();

    IPoller CreatePoller(ParkingRule rule, Mailbox mailbox, ServerStats stats);

    /// <summary>Opens a listener.</summary>
    /// <exception cref="ListenException">
    /// The listener cannot be opened. The message gives the reason.
    /// </exception>
    IListener Listen(IPEndPoint endPoint, int sendBufferBytes);

    /// <summary>Makes a worker with a thread of its own.</summary>
    IBackgroundWorker CreateWorker(Mailbox mailbox, int capacity);

    IPasswordHash CreatePasswordHash();
}
