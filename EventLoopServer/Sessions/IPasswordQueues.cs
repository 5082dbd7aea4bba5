using EventLoopServer.Chat.Rooms;

namespace EventLoopServer.Sessions;

/// <summary>Stores password attempts that are not checked at once.</summary>
internal interface IPasswordQueues
{
    /// <summary>
    /// Queues an attempt. The server does not read the session until the attempt has run.
    /// </summary>
    void Add(Session session, DelayedRequest attempt);

    /// <summary>Removes the attempt of a member whose session closes.</summary>
    void Remove(Session session);
}
