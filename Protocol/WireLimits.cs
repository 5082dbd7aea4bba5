namespace Protocol;

/// <summary>
/// Every size on the wire: its value, its unit, what happens there and where the number is from.
/// The server may be told a smaller or larger message size; everything else is fixed.
/// </summary>
public static class WireLimits
{
    /// <summary>
    /// Bytes of UTF-8 in one message, unless the server was told otherwise. A longer one is refused
    /// (<see cref="Messages.RefusalCode.MessageTooLong"/>), never cut.
    /// Origin: Matrix and XMPP clients send far less; four times the 1,024 bytes of older chat
    /// programs.
    /// </summary>
    public const int DefaultMessageBytes = 4096;

    /// <summary>Smallest message size a server may be told: a sentence must fit.</summary>
    public const int MinMessageBytes = 64;

    /// <summary>
    /// Largest message size a server may be told, in bytes. A whole message has to fit one slice.
    /// </summary>
    public const int MaxMessageBytes = 32 * 1024;

    /// <summary>
    /// Bytes around the text of one request or one line: header, id, target, command word.
    /// A frame or a line that is longer than message size plus this is refused and goes by.
    /// </summary>
    public const int RequestOverheadBytes = 512;

    /// <summary>
    /// Empty lines that a message (Say, Tell) may have above its text, so that a pasted block keeps
    /// its own. More are refused with ArgumentInvalid. Origin: Python's style guide (PEP 8) has two
    /// between functions, and no common style has more.
    /// </summary>
    public const int EmptyLines = 2;

    /// <summary>Characters (Unicode scalar values) in a name. More are refused.</summary>
    public const int NameRunes = 32;

    /// <summary>
    /// Bytes of UTF-8 in a name. More are refused. Origin: 32 letters of two bytes.
    /// </summary>
    public const int NameBytes = 64;

    /// <summary>Characters in a room name. More are refused.</summary>
    public const int RoomNameRunes = 64;

    /// <summary>Bytes of UTF-8 in a room name. More are refused.</summary>
    public const int RoomNameBytes = 128;

    /// <summary>
    /// Bytes of UTF-8 in a topic. More are refused. Origin: what IRC servers allow.
    /// </summary>
    public const int TopicBytes = 390;

    /// <summary>
    /// Bytes in the body of one frame from server to client. A client may give up on a longer one.
    /// Origin: a list of 1,000 rooms with full topics takes half of it.
    /// </summary>
    public const int ServerFrameBytes = 1024 * 1024;

    /// <summary>
    /// Entries in one list of members or rooms; the count beside it tells the whole number.
    /// </summary>
    public const int ListEntries = 1000;

    /// <summary>
    /// Rooms that one client may be in. A server's own limit is at most this, so a client closes
    /// the connection to a server that adds it to more.
    /// </summary>
    public const int RoomsPerClient = 1000;

    /// <summary>
    /// Bytes of UTF-8 in a sentence that the server sends to a client: a refusal with its advice,
    /// the reason of a goodbye or of a departure. Origin: a sentence may quote one message, of
    /// which each byte can become a replacement character of three.
    /// </summary>
    public const int SentenceBytes = 3 * MaxMessageBytes;

    /// <summary>
    /// Bytes of one line for a client of an older chat program, its break not counted: what those
    /// receive at a time. What is longer takes several lines.
    /// </summary>
    public const int PromptedLineBytes = 1024;

    /// <summary>
    /// Bytes of UTF-8 in a password. A server does not start with a longer one. Origin: a sentence.
    /// </summary>
    public const int PasswordBytes = 256;

    /// <summary>
    /// Bytes of an opening frame (hello): versions, capabilities, a program's name, a token.
    /// </summary>
    public const int HelloBytes = 1024;
}
