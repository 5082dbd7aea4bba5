namespace Protocol.Messages;

/// <summary>
/// Why the server closes the connection, as sent in the last frame. The numbers never change their
/// meaning.
/// </summary>
public enum GoodbyeReason : byte
{
    /// <summary>The client requested the close.</summary>
    Quit = 1,

    /// <summary>The server is stopping.</summary>
    ServerStops = 2,

    /// <summary>The client's bytes could not be decoded.</summary>
    Malformed = 3,

    /// <summary>The client read too slowly, and its pending output reached a limit.</summary>
    TooSlow = 4,

    /// <summary>The client took no name before the deadline.</summary>
    TooLate = 5,

    /// <summary>An internal error of the server.</summary>
    Bug = 6,

    /// <summary>The server is full.</summary>
    ServerFull = 7,

    /// <summary>The client exceeded its rate limit for too long.</summary>
    Flood = 8,

    /// <summary>The client sent nothing for too long.</summary>
    Silent = 9,

    /// <summary>The client did not complete a line or a frame before the deadline.</summary>
    Unfinished = 10,

    /// <summary>An operator ended the connection.</summary>
    Kicked = 11,

    /// <summary>The client's name or address is banned.</summary>
    Banned = 12,

    /// <summary>The client gave too many wrong passwords.</summary>
    WrongPassword = 13,

    /// <summary>The session continues on another connection with the same token.</summary>
    TakenOver = 14,
}
