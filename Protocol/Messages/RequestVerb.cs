namespace Protocol.Messages;

/// <summary>
/// The requests of a client. The list after a colon names the fields that a request has. The
/// numbers are the kinds of native request frames and never change their meaning. A number that is
/// not listed is an unknown command, which is refused and skipped.
/// </summary>
public enum RequestVerb : byte
{
    /// <summary>
    /// A line as a person types it: text; target (the room in which it was typed; empty: the
    /// current one). In a decoded request, this verb means a command that is identified by its
    /// word: see <see cref="ClientRequest.CommandWord"/>.
    /// </summary>
    Line = 0x00,

    /// <summary>Opens the native dialect. It has its own layout.</summary>
    Hello = 0x01,

    /// <summary>Gives a first name: target.</summary>
    Name = 0x02,

    /// <summary>Sends a message to a room: target (empty: the current room), text.</summary>
    Say = 0x03,

    /// <summary>Sends a private message to one member: target, text.</summary>
    Tell = 0x04,

    /// <summary>Enters a room, which is created if it does not exist: target.</summary>
    Join = 0x05,

    /// <summary>Leaves a room: target (empty: the current room).</summary>
    Leave = 0x06,

    /// <summary>Lists the members of a room: target (empty: the current room).</summary>
    Members = 0x07,

    /// <summary>Lists the rooms.</summary>
    Rooms = 0x08,

    /// <summary>Shows a room's topic (text empty) or sets it: target, text.</summary>
    Topic = 0x09,

    /// <summary>Changes the client's name: target.</summary>
    Rename = 0x0A,

    /// <summary>Sends an action to a room (<c>/me</c>): target, text.</summary>
    Me = 0x0B,

    /// <summary>
    /// Shows the recent events of a room: target, number (only events after this one; 0: all stored
    /// ones).
    /// </summary>
    History = 0x0C,

    /// <summary>Asks for an answer, to measure the round-trip time.</summary>
    Ping = 0x0D,

    /// <summary>Closes the connection.</summary>
    Quit = 0x0E,

    /// <summary>Explains the commands: target (one command; empty: all).</summary>
    Help = 0x0F,

    /// <summary>Shows the server's statistics: for operators and local clients.</summary>
    Stats = 0x10,

    /// <summary>Gives the server's password, which is required before a name: text.</summary>
    Pass = 0x11,

    /// <summary>Becomes an operator: text (the operators' password).</summary>
    Oper = 0x12,

    /// <summary>
    /// Closes a member's connection: target, text (the reason). This verb and the next ones up to
    /// Stop are for operators.
    /// </summary>
    Kick = 0x13,

    /// <summary>Blocks a user's messages: target, text (how long; empty: without an end).</summary>
    Mute = 0x14,

    /// <summary>Ends a mute: target.</summary>
    Unmute = 0x15,

    /// <summary>
    /// Bans a name or an address: target, text (time span and reason, both optional).
    /// </summary>
    Ban = 0x16,

    /// <summary>Ends a ban: target.</summary>
    Unban = 0x17,

    /// <summary>Lists bans and mutes.</summary>
    Bans = 0x18,

    /// <summary>Sends a text to all clients of the server: text.</summary>
    Announce = 0x19,

    /// <summary>Stops the server.</summary>
    Stop = 0x1A,

    /// <summary>
    /// Continues a session on another connection, in place of a name. It is answered with
    /// <see cref="EventKind.Resumed"/>.
    /// </summary>
    Resume = 0x1B,

    /// <summary>
    /// Finds stored messages, for everybody: target (a room; empty: all), text (words and filters),
    /// count (messages at most), before (only messages from before this time, ms since 1970).
    /// </summary>
    Search = 0x1C,

    /// <summary>
    /// Creates an account for the client's name: text (the password), target (an invitation code;
    /// empty: none).
    /// </summary>
    Register = 0x1D,

    /// <summary>Logs in to an account: target (its name), text (the password).</summary>
    Login = 0x1E,

    /// <summary>Logs out. The client continues as a guest with another name.</summary>
    Logout = 0x1F,

    /// <summary>Changes the password of the client's account: text.</summary>
    Password = 0x20,

    /// <summary>Gives the client's account up: text (its password).</summary>
    Unregister = 0x21,

    /// <summary>
    /// Shows the client's account; for operators, text is a subcommand and its arguments.
    /// </summary>
    Account = 0x22,

    /// <summary>
    /// The user of an account has read a room on this device: target, number (the last event that
    /// was seen). The other devices get <see cref="EventKind.Read"/>.
    /// </summary>
    Read = 0x23,

    /// <summary>
    /// Offers a file to a room: target (empty: the current room), text (its name), number (its size
    /// in bytes). It is answered with <see cref="EventKind.Slot"/>.
    /// </summary>
    Offer = 0x24,

    /// <summary>Lists the files in the client's rooms.</summary>
    Files = 0x25,

    /// <summary>
    /// Removes a file: target (its id). A member can remove its own files, and an operator any
    /// file.
    /// </summary>
    RemoveFile = 0x26,

    /// <summary>For operators: reads the server's options and certificate again.</summary>
    Reload = 0x29,

    /// <summary>
    /// For operators: makes an invitation, with which users create accounts: text (the uses and the
    /// time, such as <c>5 for 7d</c>; both may be missing). The answer has its code.
    /// </summary>
    Invite = 0x2A,

    /// <summary>
    /// For operators: lists the open invitations (text empty), or revokes one: text
    /// (<c>revoke</c> and its id).
    /// </summary>
    Invites = 0x2B,
}
