namespace Protocol;

/// <summary>
/// Every size on the wire: its value, its unit, the behaviour at the limit, and the source of the
/// number. Only the message size can be configured; all others are fixed.
/// </summary>
public static class WireLimits
{
    /// <summary>
    /// The number in a Quit that keeps the session of an account valid. A client sends this number
    /// after it has stored its token.
    /// </summary>
    public const ulong QuitKeepsSession = 1;

    /// <summary>
    /// Bytes of UTF-8 in one message, unless the server is configured otherwise. A longer message
    /// is refused (<see cref="Messages.RefusalCode.MessageTooLong"/>) and never cut. Origin: four
    /// times the 1,024 bytes of older chat programs. Matrix and XMPP clients send far less.
    /// </summary>
    public const int DefaultMessageBytes = 4096;

    /// <summary>
    /// The smallest configurable message size, in bytes. A sentence must fit into a message.
    /// </summary>
    public const int MinMessageBytes = 64;

    /// <summary>
    /// The largest configurable message size, in bytes. A complete message has to fit into one
    /// slice.
    /// </summary>
    public const int MaxMessageBytes = 32 * 1024;

    /// <summary>
    /// Bytes around the text of one request or line: header, id, target, command word. A frame or
    /// line that exceeds the message size by more than this is refused and skipped.
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
    /// Bytes of UTF-8 in a topic. More are refused. Origin: the limit of IRC servers.
    /// </summary>
    public const int TopicBytes = 390;

    /// <summary>
    /// Bytes in the body of one frame from server to client. A client may disconnect when a frame
    /// is longer. Origin: a list of 1,000 rooms with full topics takes half of it.
    /// </summary>
    public const int ServerFrameBytes = 1024 * 1024;

    /// <summary>
    /// Entries in one list of members or rooms. The list also has a count, which includes the
    /// entries that do not fit.
    /// </summary>
    public const int ListEntries = 1000;

    /// <summary>
    /// Lines in one page of a history. A request for more gets this many. Origin: with lines of
    /// ordinary length, a page is some 50 KB.
    /// </summary>
    public const int HistoryLines = 500;

    /// <summary>
    /// Rooms that one client may be in. A server's own limit is at most this. So a client closes
    /// the connection when a server adds it to more rooms.
    /// </summary>
    public const int RoomsPerClient = 1000;

    /// <summary>
    /// Bytes of UTF-8 in a sentence from server to client: a refusal with its advice, the reason of
    /// a goodbye or of a departure. Origin: a sentence may quote one message, each byte of which
    /// can become a replacement character of three bytes.
    /// </summary>
    public const int SentenceBytes = 3 * MaxMessageBytes;

    /// <summary>
    /// Bytes of one line for a legacy client, without its line break. This is the size of such a
    /// client's receive buffer. A longer text takes several lines.
    /// </summary>
    public const int PromptedLineBytes = 1024;

    /// <summary>
    /// Bytes of UTF-8 in a password. A server that is configured with a longer password does not
    /// start. Origin: the length of a sentence.
    /// </summary>
    public const int PasswordBytes = 256;

    /// <summary>
    /// Bytes of an opening frame (hello): versions, capabilities, the client program's name, a
    /// token.
    /// </summary>
    public const int HelloBytes = 1024;
}
