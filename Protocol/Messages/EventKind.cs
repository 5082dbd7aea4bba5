namespace Protocol.Messages;

/// <summary>
/// The kinds of events that a server sends. The list after a colon names the fields that an event
/// has. The numbers are the kinds of native frames from the server and never change their meaning.
/// A client skips a kind that it does not support.
/// </summary>
public enum EventKind : byte
{
    /// <summary>Answers hello. It has its own layout.</summary>
    Welcome = 0x80,

    /// <summary>The client now has this name: sender id, name.</summary>
    Named = 0x81,

    /// <summary>
    /// The request was carried out: room; sequence number and time if it became an event.
    /// </summary>
    Done = 0x82,

    /// <summary>
    /// The request was refused: number (the code), text (the reason), detail (the advice).
    /// </summary>
    Refused = 0x83,

    /// <summary>
    /// The client has entered a room: room, number (its incarnation), sequence (the next number in
    /// it), text (its topic), count (its members, the client included).
    /// </summary>
    Joined = 0x84,

    /// <summary>
    /// The client has left a room: room; detail (the new current room, or empty).
    /// </summary>
    Parted = 0x85,

    /// <summary>The members of a room: room, count (all of them), entries (name, id).</summary>
    Members = 0x86,

    /// <summary>The rooms: count (all of them), entries (name, number of members, topic).</summary>
    Rooms = 0x87,

    /// <summary>
    /// The topic of a room: room, text (empty: none), name (of the member who set it), time.
    /// </summary>
    TopicIs = 0x88,

    /// <summary>
    /// The next <c>count</c> frames of this room are from its history: room, count.
    /// </summary>
    Past = 0x89,

    /// <summary>Answers ping: time.</summary>
    Pong = 0x8A,

    /// <summary>
    /// A text from the server for one client: text, which may have several lines.
    /// </summary>
    Notice = 0x8B,

    /// <summary>Keep-alive: a present client answers with any request, such as a ping.</summary>
    Ping = 0x8C,

    /// <summary>
    /// All messages of this client up to this request are on the server's disk: request id.
    /// </summary>
    Kept = 0x8D,

    /// <summary>
    /// A session continues on this connection. The answers that the client missed follow, then a
    /// <see cref="Joined"/> for each of its rooms.
    /// </summary>
    Resumed = 0x8E,

    /// <summary>The last frame before the server closes: number (the reason), text.</summary>
    Goodbye = 0x8F,

    /// <summary>
    /// Answers search: the next <c>count</c> frames are the messages found, the newest first;
    /// entries (each room of them, its incarnation).
    /// </summary>
    Hits = 0x90,

    /// <summary>
    /// Answers offer: text (the name of the file), number (its size), detail (the path to which it
    /// is sent with HTTP), count (for how many seconds).
    /// </summary>
    Slot = 0x92,

    /// <summary>A message to a room: text.</summary>
    Said = 0xA0,

    /// <summary>An action in a room (<c>/me</c>): text.</summary>
    Acted = 0xA1,

    /// <summary>A member set the topic of a room: text.</summary>
    TopicSet = 0xA2,

    /// <summary>A member entered a room.</summary>
    Entered = 0xA3,

    /// <summary>
    /// A member left a room: text (the reason, unless the member asked to leave).
    /// </summary>
    Departed = 0xA4,

    /// <summary>A member of the room changed its name: text (the new name).</summary>
    Renamed = 0xA5,

    /// <summary>
    /// A private message: text; the sequence number counts the receiver's private messages.
    /// </summary>
    Told = 0xA6,

    /// <summary>
    /// The user of this account has read a room up to an event, perhaps on another device: room,
    /// number (its incarnation), and the sequence number of the event.
    /// </summary>
    Read = 0xA7,

    /// <summary>
    /// A member has shared a file in a room: text (<see cref="SharedFile"/>). It has a sequence
    /// number, and is stored like a message.
    /// </summary>
    Shared = 0xA8,
}
