namespace Protocol.Messages;

/// <summary>
/// What a server can tell. The numbers are the kinds of the native frames from the server and never
/// change meaning. A client skips a kind that it does not know.
/// </summary>
public enum EventKind : byte
{
    /// <summary>Answers hello. It has a layout of its own.</summary>
    Welcome = 0x80,

    /// <summary>You have this name now: sender id, name.</summary>
    Named = 0x81,

    /// <summary>
    /// What you asked was done: sequence number and time where it took one, room.
    /// </summary>
    Done = 0x82,

    /// <summary>
    /// What you asked was not done: number (the code), text (why), detail (what to do).
    /// </summary>
    Refused = 0x83,

    /// <summary>
    /// You are in a room now: room, number (its incarnation), sequence (the next number in it),
    /// text (its topic), count (people in it, you included).
    /// </summary>
    Joined = 0x84,

    /// <summary>
    /// You are out of a room now: room; detail (the room that is current now, or empty).
    /// </summary>
    Parted = 0x85,

    /// <summary>The people in a room: room, count (all of them), entries (name, id).</summary>
    Members = 0x86,

    /// <summary>The rooms: count (all of them), entries (name, people in it, topic).</summary>
    Rooms = 0x87,

    /// <summary>
    /// A room's topic, as asked: room, text (empty: none), name (who set it), time.
    /// </summary>
    TopicIs = 0x88,

    /// <summary>The next <c>count</c> frames of this room are from the past: room, count.</summary>
    Past = 0x89,

    /// <summary>Answers ping: time.</summary>
    Pong = 0x8A,

    /// <summary>
    /// Something the server has to say to a person: text, which may have several lines.
    /// </summary>
    Notice = 0x8B,

    /// <summary>
    /// Asks whether the client is there: it answers with any request, such as a ping.
    /// </summary>
    Ping = 0x8C,

    /// <summary>The last frame before the server closes: number (the reason), text.</summary>
    Goodbye = 0x8F,

    /// <summary>Somebody said text in a room.</summary>
    Said = 0xA0,

    /// <summary>Somebody does what the text says, in a room.</summary>
    Acted = 0xA1,

    /// <summary>Somebody set the room's topic to text.</summary>
    TopicSet = 0xA2,

    /// <summary>Somebody entered a room.</summary>
    Entered = 0xA3,

    /// <summary>Somebody left a room; text says how when it was not by asking.</summary>
    Departed = 0xA4,

    /// <summary>Somebody in the room has another name now: text.</summary>
    Renamed = 0xA5,

    /// <summary>
    /// Somebody said text to you alone; the sequence number is of your own private stream.
    /// </summary>
    Told = 0xA6,
}
