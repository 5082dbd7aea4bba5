namespace Protocol.Messages;

/// <summary>
/// What a client can ask for. The numbers are the kinds of the native request frames and never
/// change meaning; a number that is not listed is an unknown command, refused and skipped.
/// </summary>
public enum RequestVerb : byte
{
    /// <summary>
    /// A line as a person types it: text; target (the room it is typed in; empty: the current one).
    /// In a request that a dialect has read it stands for a command by its word: see
    /// <see cref="ClientRequest.Spelling"/>.
    /// </summary>
    Spelled = 0x00,

    /// <summary>Opens the native dialect. It has a layout of its own.</summary>
    Hello = 0x01,

    /// <summary>Gives a first name: target.</summary>
    Name = 0x02,

    /// <summary>Says text in a room: target (empty: the current room), text.</summary>
    Say = 0x03,

    /// <summary>Says text to one person: target, text.</summary>
    Tell = 0x04,

    /// <summary>Enters a room, which is made when it does not exist: target.</summary>
    Join = 0x05,

    /// <summary>Leaves a room: target (empty: the current room).</summary>
    Leave = 0x06,

    /// <summary>Lists the people in a room: target (empty: the current room).</summary>
    Members = 0x07,

    /// <summary>Lists the rooms.</summary>
    Rooms = 0x08,

    /// <summary>Shows (text empty) or sets a room's topic: target, text.</summary>
    Topic = 0x09,

    /// <summary>Takes another name: target.</summary>
    Rename = 0x0A,

    /// <summary>Tells a room what one does: target, text.</summary>
    Me = 0x0B,

    /// <summary>
    /// Shows what was said lately: target, number (events after this one; 0: all kept).
    /// </summary>
    History = 0x0C,

    /// <summary>Asks for an answer, to measure the way there and back.</summary>
    Ping = 0x0D,

    /// <summary>Leaves the server.</summary>
    Quit = 0x0E,

    /// <summary>Explains the commands: target (one command; empty: all).</summary>
    Help = 0x0F,

    /// <summary>Shows what the server does: for those who run it.</summary>
    Stats = 0x10,

    /// <summary>Gives the password without which nobody gets a name: text.</summary>
    Pass = 0x11,

    /// <summary>Becomes an operator: text (the operators' password).</summary>
    Oper = 0x12,

    /// <summary>
    /// Ends somebody's connection: target, text (why). For operators, as all that follow.
    /// </summary>
    Kick = 0x13,

    /// <summary>
    /// Nothing that somebody says is passed on: target, text (how long; empty: for good).
    /// </summary>
    Mute = 0x14,

    /// <summary>Takes a mute back: target.</summary>
    Unmute = 0x15,

    /// <summary>
    /// Keeps a name or an address out: target, text (how long, why; both may be missing).
    /// </summary>
    Ban = 0x16,

    /// <summary>Takes a ban back: target.</summary>
    Unban = 0x17,

    /// <summary>Lists who is banned and muted.</summary>
    Bans = 0x18,

    /// <summary>Tells everybody on the server something: text.</summary>
    Announce = 0x19,

    /// <summary>Stops the server.</summary>
    Stop = 0x1A,
}
