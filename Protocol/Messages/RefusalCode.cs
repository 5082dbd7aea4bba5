namespace Protocol.Messages;

/// <summary>
/// Why something was not done. The numbers are on the wire and never change meaning. The sentence
/// and the advice that go with each are in <see cref="Refusal"/>.
/// </summary>
public enum RefusalCode : ushort
{
    /// <summary>No such command.</summary>
    UnknownCommand = 1,

    /// <summary>An argument is missing.</summary>
    MissingArgument = 2,

    /// <summary>A name has to be given first.</summary>
    NameNeeded = 3,

    /// <summary>Somebody else has this name.</summary>
    NameTaken = 4,

    /// <summary>The name breaks the rule for names.</summary>
    NameInvalid = 5,

    /// <summary>A name was given already: rename instead.</summary>
    NamedAlready = 6,

    /// <summary>Nobody has this name.</summary>
    NoSuchPerson = 7,

    /// <summary>There is no such room.</summary>
    NoSuchRoom = 8,

    /// <summary>One has to be in the room for this.</summary>
    NotInRoom = 9,

    /// <summary>The room's name breaks the rule for names of rooms.</summary>
    RoomNameInvalid = 10,

    /// <summary>In too many rooms already.</summary>
    TooManyRooms = 11,

    /// <summary>The server has as many rooms as it allows.</summary>
    RoomsFull = 12,

    /// <summary>The text is longer than a message may be.</summary>
    MessageTooLong = 13,

    /// <summary>The text has control characters, line breaks or direction overrides.</summary>
    ForbiddenCharacters = 14,

    /// <summary>The bytes are not UTF-8.</summary>
    NotUtf8 = 15,

    /// <summary>The topic is too long.</summary>
    TopicTooLong = 17,

    /// <summary>The frame cannot be read. The connection is closed.</summary>
    Malformed = 18,

    /// <summary>
    /// No version of the protocol that both sides know. The connection is closed.
    /// </summary>
    VersionMismatch = 19,

    /// <summary>The server has as many clients as it allows. The connection is closed.</summary>
    ServerFull = 20,

    /// <summary>Not in any room, so there is nobody to say it to.</summary>
    InNoRoom = 22,

    /// <summary>It is only for those who run the server.</summary>
    OperatorsOnly = 24,

    /// <summary>The name can be taken for that of somebody else who is here.</summary>
    NameTooSimilar = 25,

    /// <summary>
    /// Its address has as many connections as it may. The connection is closed.
    /// </summary>
    AddressFull = 26,

    /// <summary>
    /// Its address has opened too many connections lately. The connection is closed.
    /// </summary>
    TooManyArrivals = 27,

    /// <summary>This server has a password, which has to be given first.</summary>
    PasswordNeeded = 28,

    /// <summary>The password is not right.</summary>
    PasswordWrong = 29,

    /// <summary>Only encrypted connections are served here. The connection is closed.</summary>
    TlsNeeded = 30,

    /// <summary>
    /// The name or the address is banned. Who wanted to come in by it is closed.
    /// </summary>
    Banned = 31,

    /// <summary>One has been muted, and nobody is told what one says.</summary>
    Muted = 32,

    /// <summary>Nobody can become an operator here.</summary>
    NoOperators = 33,

    /// <summary>An argument is not what it has to be.</summary>
    ArgumentInvalid = 34,

    /// <summary>There are as many bans, or mutes, as there may be.</summary>
    ListFull = 35,

    /// <summary>There is no such ban, or mute.</summary>
    NotListed = 36,

    /// <summary>
    /// Too many wrong passwords from here, on this connection or before. The connection is closed.
    /// </summary>
    TooManyTries = 37,

    /// <summary>What was given as an address or a network is none that can be banned.</summary>
    AddressInvalid = 38,
}
