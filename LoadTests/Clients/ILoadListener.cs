using Protocol.Messages;

namespace LoadTests.Clients;

/// <summary>Who is told what happens to a client, always under the swarm's lock.</summary>
internal interface ILoadListener
{
    /// <summary>The server has done all of the opening.</summary>
    void Arrived(ILoadClient client);

    /// <summary>Something came that is not from the past.</summary>
    void Heard(ILoadClient client, in ServerEvent e);

    /// <summary>The connection has ended.</summary>
    /// <param name="client">Whose.</param>
    /// <param name="fault">Why, when it was not asked for; otherwise null.</param>
    void Ended(ILoadClient client, string? fault);
}
