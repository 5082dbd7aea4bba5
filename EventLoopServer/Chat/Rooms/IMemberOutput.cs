using EventLoopServer.Admission;
using EventLoopServer.Chat.Waiting;
using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// The output for the events of one device of a member. <see cref="Device.Attach"/> replaces it,
/// because a device outlives its connection, and the chat uses no connections.
/// </summary>
internal interface IMemberOutput
{
    /// <summary>
    /// True while the last output has to arrive in a receive of its own. The member then does not
    /// enter the lobby together with its name, but with a later request.
    /// </summary>
    bool EntersLater { get; }

    /// <summary>True when the member connects from the server's own machine.</summary>
    bool IsLocal { get; }

    /// <summary>
    /// True when others cannot read the connection, because it is encrypted or does not leave the
    /// machine.
    /// </summary>
    bool IsConfidential => IsLocal;

    /// <summary>True for a client of an older program, whose user stays a guest.</summary>
    bool IsLegacy => false;

    /// <summary>True for a device without a connection. A client may resume it.</summary>
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
    /// Limits the bytes that the server sends because of the member's requests; null when there is
    /// no limit.
    /// </summary>
    IThrottle? Throttle => null;

    /// <summary>True when the client can read the messages of a search as events.</summary>
    bool TakesHits => false;

    /// <summary>True when the client can read the event of a read mark.</summary>
    bool TakesReadMarks => false;

    /// <summary>Sends the member an event.</summary>
    void Send(in ServerEvent e);

    /// <summary>
    /// Omits the last event of the room, because it is the member's own text. Only a client whose
    /// terminal has already shown the text omits it.
    /// </summary>
    void OmitLast(Room room)
    {
    }

    /// <summary>Called after a message or topic of the member was appended to the store.</summary>
    /// <param name="position">
    /// Its position. It is on disk when <c>IChatStore.Kept</c> reaches it.
    /// </param>
    /// <param name="requestId">The request that sent the message or topic.</param>
    void Stored(long position, ulong requestId)
    {
    }

    /// <summary>Resumes reading the member, because a pending request was answered.</summary>
    void Continue()
    {
    }

    /// <summary>Starts to send the member the events of this room.</summary>
    void Enter(Room room);

    /// <summary>Stops sending the member the events of this room.</summary>
    void Leave(Room room);

    /// <summary>Closes the connection at the member's own request.</summary>
    void Quit();

    /// <summary>Queues a request to run later. The member is not read until then.</summary>
    void Delay(DelayedRequest request);

    /// <summary>
    /// Waits for a command's query. The second step runs after the answer or at the deadline. The
    /// member is not read until then.
    /// </summary>
    void Wait(QueryWait wait) =>
        throw new InvalidOperationException("This member runs no waiting command.");

    /// <summary>Closes the connection at an operator's request, or after wrong passwords.</summary>
    /// <param name="reason">The reason, for programs.</param>
    /// <param name="sentence">The goodbye text, for people.</param>
    void Expel(GoodbyeReason reason, string sentence);
}
