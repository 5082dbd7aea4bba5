namespace Protocol.Messages;

/// <summary>
/// Why a request was refused. The numbers are sent on the wire and never change their meaning.
/// <see cref="Refusal"/> has the sentence and the advice for each.
/// </summary>
public enum RefusalCode : ushort
{
    /// <summary>The command does not exist.</summary>
    UnknownCommand = 1,

    /// <summary>An argument is missing.</summary>
    MissingArgument = 2,

    /// <summary>The client has to give a name first.</summary>
    NameNeeded = 3,

    /// <summary>Another member has this name.</summary>
    NameTaken = 4,

    /// <summary>The name breaks the rule for names.</summary>
    NameInvalid = 5,

    /// <summary>The client already has a name; it can rename instead.</summary>
    NamedAlready = 6,

    /// <summary>No member has this name.</summary>
    NoSuchPerson = 7,

    /// <summary>The room does not exist.</summary>
    NoSuchRoom = 8,

    /// <summary>The client is not in this room.</summary>
    NotInRoom = 9,

    /// <summary>The name of the room breaks the rule for room names.</summary>
    RoomNameInvalid = 10,

    /// <summary>The client is already in as many rooms as allowed.</summary>
    TooManyRooms = 11,

    /// <summary>The server already has as many rooms as allowed.</summary>
    RoomsFull = 12,

    /// <summary>The text is longer than the limit for messages.</summary>
    MessageTooLong = 13,

    /// <summary>
    /// The text has control characters, line breaks or direction overrides, or only blanks.
    /// </summary>
    ForbiddenCharacters = 14,

    /// <summary>The bytes are not UTF-8.</summary>
    NotUtf8 = 15,

    /// <summary>The topic is longer than the limit.</summary>
    TopicTooLong = 17,

    /// <summary>The bytes cannot be decoded. The connection is closed.</summary>
    Malformed = 18,

    /// <summary>Both sides support no common protocol version. The connection is closed.</summary>
    VersionMismatch = 19,

    /// <summary>
    /// The server already has as many clients as allowed. The connection is closed.
    /// </summary>
    ServerFull = 20,

    /// <summary>The client is in no room, so the message would reach no member.</summary>
    InNoRoom = 22,

    /// <summary>The command is only for operators.</summary>
    OperatorsOnly = 24,

    /// <summary>The name looks like that of another member.</summary>
    NameTooSimilar = 25,

    /// <summary>
    /// The address already has as many connections as allowed. The connection is closed.
    /// </summary>
    AddressFull = 26,

    /// <summary>
    /// The address recently opened too many connections. The connection is closed.
    /// </summary>
    TooManyArrivals = 27,

    /// <summary>The server has a password, and the client has to give it first.</summary>
    PasswordNeeded = 28,

    /// <summary>The password is wrong.</summary>
    PasswordWrong = 29,

    /// <summary>The server serves only encrypted connections. The connection is closed.</summary>
    TlsNeeded = 30,

    /// <summary>
    /// The name or the address is banned. The refused client's connection is closed.
    /// </summary>
    Banned = 31,

    /// <summary>The client is muted: its text is sent to no other member.</summary>
    Muted = 32,

    /// <summary>The server has no password for operators, so no client can become one.</summary>
    NoOperators = 33,

    /// <summary>An argument is invalid.</summary>
    ArgumentInvalid = 34,

    /// <summary>The list of bans, or of mutes, is full.</summary>
    ListFull = 35,

    /// <summary>There is no ban or mute of this name or address.</summary>
    NotListed = 36,

    /// <summary>
    /// The client gave too many wrong passwords, on this connection or on earlier ones from the
    /// same address. The connection is closed.
    /// </summary>
    TooManyTries = 37,

    /// <summary>The argument is not an address or a network that can be banned.</summary>
    AddressInvalid = 38,

    /// <summary>
    /// The server's store is too slow at the moment, or its disk is full. Nothing was sent or done.
    /// </summary>
    StoreBusy = 39,

    /// <summary>The server keeps no messages on disk, so it cannot search or page back.</summary>
    StoreOff = 40,

    /// <summary>The address has recently created too many rooms.</summary>
    TooManyNewRooms = 41,

    /// <summary>The token belongs to no session, or the session has expired.</summary>
    SessionUnknown = 46,

    /// <summary>
    /// A request with this id, or a higher one, was answered before, and the server does not have
    /// the answer any more. The request was not carried out again.
    /// </summary>
    RequestRepeated = 47,

    /// <summary>
    /// The receiver has no connection at the moment, and the server has no memory to keep the
    /// message until the receiver returns. Nothing was sent.
    /// </summary>
    ReceiverAway = 48,

    /// <summary>
    /// The request was answered before a restart of the server, and its message is not stored: the
    /// server refused it, or its disk failed. The request was not carried out again.
    /// </summary>
    RequestNotStored = 49,

    /// <summary>The name belongs to an account of another user.</summary>
    NameRegistered = 50,

    /// <summary>The server has no accounts, because it keeps nothing on disk.</summary>
    AccountsOff = 51,

    /// <summary>
    /// The connection is not encrypted, and the server accepts no password of an account over it.
    /// </summary>
    PlainConnection = 52,

    /// <summary>The client is logged in to an account already.</summary>
    LoggedInAlready = 53,

    /// <summary>The client is not logged in.</summary>
    NotLoggedIn = 54,

    /// <summary>Users cannot create accounts on this server.</summary>
    RegistrationClosed = 55,

    /// <summary>The new password is too short, too long, or equal to the name.</summary>
    PasswordWeak = 56,

    /// <summary>The address, or all addresses together, created too many accounts.</summary>
    TooManyRegistrations = 57,

    /// <summary>
    /// No account has this name and this password. The answer is the same for an unknown name.
    /// </summary>
    LoginWrong = 58,

    /// <summary>Too many passwords wait to be checked.</summary>
    AccountsBusy = 59,

    /// <summary>There is no account with this name. Only operators get this answer.</summary>
    NoSuchAccount = 60,

    /// <summary>The name belongs to the client's account, so it cannot be changed.</summary>
    NameOfAccount = 61,

    /// <summary>
    /// A moderator may not do this: the restriction has no end or lasts too long, or the target is
    /// an operator.
    /// </summary>
    ModeratorLimit = 62,

    /// <summary>
    /// Too many private messages wait for the owner of an account, or too many from this sender.
    /// </summary>
    MailboxFull = 63,

    /// <summary>
    /// The change was made, but it is not on disk yet: the disk is slow or fails. A crash would
    /// undo it.
    /// </summary>
    NotStored = 64,

    /// <summary>A message of a web client is not a JSON object with a verb.</summary>
    NotJson = 65,

    /// <summary>The account already has as many connections as allowed.</summary>
    TooManyDevices = 70,

    /// <summary>
    /// The server cannot hash or compare passwords of accounts: its native library is missing, or
    /// fails.
    /// </summary>
    AccountsFail = 74,

    /// <summary>The file is larger than the server accepts.</summary>
    FileTooLarge = 80,

    /// <summary>The member, or its address, has shared as many bytes today as it may.</summary>
    QuotaReached = 81,

    /// <summary>The server has no more space for files.</summary>
    FilesFull = 82,

    /// <summary>The client may not share files on this server.</summary>
    NotAllowed = 83,

    /// <summary>The server shares no files.</summary>
    FilesOff = 84,

    /// <summary>No file can have this name: see <see cref="FileName"/>.</summary>
    FileNameInvalid = 85,

    /// <summary>
    /// There is no shared file with this id, or the file belongs to another user.
    /// </summary>
    NoSuchFile = 86,

    /// <summary>Too many files of this member are offered and have not arrived.</summary>
    TooManyOffers = 87,

    /// <summary>The options could not be read again, so nothing was changed.</summary>
    ReloadFailed = 96,

    /// <summary>Users need an invitation to create an account.</summary>
    InvitationNeeded = 97,

    /// <summary>
    /// The invitation code cannot be used. The answer is the same for a wrong code, and for one
    /// that is used up, has expired or was revoked.
    /// </summary>
    InvitationInvalid = 98,

    /// <summary>As many invitations are open as may be.</summary>
    InvitationsFull = 99,
}
