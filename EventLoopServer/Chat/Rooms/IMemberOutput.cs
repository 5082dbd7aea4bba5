using EventLoopServer.Admission;
using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// Where one member is sent events. <see cref="Member.Attach"/> replaces it: a member outlives its
/// connection, and the chat never learns which connection it is.
/// </summary>
internal interface IMemberOutput
{
    /// <summary>
    /// True while what the member was told last has to stay alone: it is not put into the lobby
    /// with its name, but asks to be let in later.
    /// </summary>
    bool EntersLater { get; }

    /// <summary>The member is on the server's own machine.</summary>
    bool IsLocal { get; }

    /// <summary>Where the member comes from; null where there is no address.</summary>
    NetworkPrefix? Prefix { get; }

    /// <summary>The same for people to read.</summary>
    string Address { get; }

    /// <summary>Limits what the member makes the server send; null: nothing does.</summary>
    IThrottle? Throttle => null;

    /// <summary>Tells the member something.</summary>
    void Tell(in ServerEvent e);

    /// <summary>
    /// The event that the room was sent last is the member's own text: a client that shows what is
    /// typed does not get it again.
    /// </summary>
    void OmitLast(Room room)
    {
    }

    /// <summary>A request that the member waited for was answered: the next one is read.</summary>
    void GoOn()
    {
    }

    /// <summary>From now on the member gets what is said in this room.</summary>
    void Enter(Room room);

    /// <summary>What is said in this room from now on is not for the member any more.</summary>
    void Leave(Room room);

    /// <summary>The member has said goodbye.</summary>
    void Quit();

    /// <summary>
    /// Has a request wait before it runs; nothing more of the member is read meanwhile.
    /// </summary>
    void Delay(DelayedRequest request);

    /// <summary>The member has to go.</summary>
    /// <param name="reason">Why, for programs.</param>
    /// <param name="sentence">The same for people: the goodbye text.</param>
    void Expel(GoodbyeReason reason, string sentence);
}
