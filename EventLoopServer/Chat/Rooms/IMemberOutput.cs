using EventLoopServer.Admission;
using EventLoopServer.Chat.Waiting;
using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// The output for the events of one device of a member. <see cref="Device.Attach"/> replaces it: a
/// device outlives its connection, and the chat uses no connections.
/// </summary>
internal interface IMemberOutput
{
    /// <summary>
    /// True while the last output has to arrive in a receive of its own. The member then does not
    /// enter the lobby with its name, but with a later request.
    /// </summary>
    bool EntersLater { get; }

    /// <summary>True when the member connects from the server's own machine.</summary>
    bool IsLocal { get; }

    /// <summary>
    /// True when others cannot read the connection: it is encrypted, or does not leave the machine.
    /// </summary>
    bool IsConfidential => IsLocal;

    /// <summary>True for a client of an older program, whose user stays a guest.</summary>
    bool IsLegacy => false;

    /// <summary>True for a device without a connection, which waits for another one.</summary>
    bool IsAway => false;

    /// <summary>True when the device is about to leave the chat.</summary>
    bool IsLeaving => false;

    /// <summary>True for a client that gets lines of text instead of events.</summary>
    bool IsLineBased => false;

    /// <summary>The network prefix of the member; null when it has no address.</summary>
    NetworkPrefix? Prefix { get; }

    /// <summary>The address of the member as text.</summary>
    string Address { get; }

    /// <summary>
    /// Limits the bytes that the member's requests make the server send; null: no limit.
    /// </summary>
    IThrottle? Throttle => null;

    /// <summary>True when the client reads the messages of a search as events.</summary>
    bool TakesHits => false;

    /// <summary>True when the client reads the event of a read mark.</summary>
    bool TakesReadMarks => false;

    /// <summary>Sends the member an event.</summary>
    void Tell(in ServerEvent e);

    /// <summary>
    /// The last event of the room is the member's own text. It is omitted for a client whose
    /// terminal has already shown the text.
    /// </summary>
    void OmitLast(Room room)
    {
    }

    /// <summary>A message or topic of the member was appended to the store.</summary>
    /// <param name="position">Its position; it is on disk when the store has kept that.</param>
    /// <param name="requestId">The request that sent it.</param>
    void Stored(long position, ulong requestId)
    {
    }

    /// <summary>A pending request was answered: resumes reading the member.</summary>
    void Continue()
    {
    }

    /// <summary>From now on the member receives the events of this room.</summary>
    void Enter(Room room);

    /// <summary>From now on the member does not receive the events of this room.</summary>
    void Leave(Room room);

    /// <summary>Closes the connection at the member's own request.</summary>
    void Quit();

    /// <summary>Queues a request to run later. The member is not read until then.</summary>
    void Delay(DelayedRequest request);

    /// <summary>
    /// Runs the second step of a command later: when its query was answered, or at its deadline.
    /// The member is not read until then.
    /// </summary>
    void Wait(QueryWait wait) =>
        throw new InvalidOperationException("This member runs no waiting command.");

    /// <summary>Closes the connection at an operator's request, or after wrong passwords.</summary>
    /// <param name="reason">The reason, for programs.</param>
    /// <param name="sentence">The goodbye text, for people.</param>
    void Expel(GoodbyeReason reason, string sentence);
}
