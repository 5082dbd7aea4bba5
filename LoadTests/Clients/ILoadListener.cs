using Protocol.Messages;

namespace LoadTests.Clients;

/// <summary>Receives the events of load clients, always under the swarm's lock.</summary>
internal interface ILoadListener
{
    /// <summary>The server has run the whole login.</summary>
    void Arrived(ILoadClient client);

    /// <summary>An event arrived that is not from the history.</summary>
    void Received(ILoadClient client, in ServerEvent e);

    /// <summary>A client continues its session on another connection.</summary>
    /// <param name="client">The client.</param>
    /// <param name="lastKept">The last number that the server has of each room.</param>
    void Resumed(ILoadClient client, IReadOnlyList<(string Room, ulong Sequence)> lastKept);

    /// <summary>Missed messages could not be recovered.</summary>
    void Missed(string notice);

    /// <summary>The connection has ended.</summary>
    /// <param name="client">The client.</param>
    /// <param name="fault">The cause of an unexpected end; otherwise null.</param>
    void Ended(ILoadClient client, string? fault);
}
