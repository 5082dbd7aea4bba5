using Protocol.Messages;

namespace LoadTests.Clients;

/// <summary>Receives the events of load clients, always under the swarm's lock.</summary>
internal interface ILoadListener
{
    /// <summary>The server has run the whole login.</summary>
    void Arrived(ILoadClient client);

    /// <summary>An event arrived that is not from the history.</summary>
    void Received(ILoadClient client, in ServerEvent e);

    /// <summary>The connection has ended.</summary>
    /// <param name="client">The client.</param>
    /// <param name="fault">The cause of an unexpected end; otherwise null.</param>
    void Ended(ILoadClient client, string? fault);
}
