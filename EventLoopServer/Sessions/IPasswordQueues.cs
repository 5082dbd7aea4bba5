using EventLoopServer.Chat.Rooms;

namespace EventLoopServer.Sessions;

/// <summary>Keeps attempts at passwords that are not checked at once.</summary>
internal interface IPasswordQueues
{
    /// <summary>Has an attempt wait. The session reads nothing more until it has run.</summary>
    void Add(Session session, DelayedRequest attempt);

    /// <summary>The session closes: an attempt of its member is given up.</summary>
    void Remove(Session session);
}
