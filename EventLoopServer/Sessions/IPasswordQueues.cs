using EventLoopServer.Chat.Rooms;

namespace EventLoopServer.Sessions;

/// <summary>Stores password attempts that are not checked at once.</summary>
internal interface IPasswordQueues
{
    /// <summary>Queues an attempt. The session is not read until the attempt has run.</summary>
    void Add(Session session, DelayedRequest attempt);

    /// <summary>The session closes: removes the attempt of its member.</summary>
    void Remove(Session session);
}
