namespace Protocol.Messages;

/// <summary>
/// Why the server closes, as the last frame tells it. The numbers never change meaning.
/// </summary>
public enum GoodbyeReason : byte
{
    /// <summary>The client asked for it.</summary>
    Quit = 1,

    /// <summary>The server stops.</summary>
    ServerStops = 2,

    /// <summary>What the client sent could not be read.</summary>
    Malformed = 3,

    /// <summary>The client did not read fast enough, and too much was waiting for it.</summary>
    TooSlow = 4,

    /// <summary>A deadline passed: no name was given in time.</summary>
    TooLate = 5,

    /// <summary>A fault in the server.</summary>
    Bug = 6,

    /// <summary>The server is full.</summary>
    ServerFull = 7,

    /// <summary>The client sent faster than it may, for too long.</summary>
    Flood = 8,

    /// <summary>Nothing was heard from the client for too long.</summary>
    Silent = 9,

    /// <summary>The client began a line or a frame and did not end it in time.</summary>
    Unfinished = 10,

    /// <summary>An operator ended the connection.</summary>
    Kicked = 11,

    /// <summary>The client's name or address is banned.</summary>
    Banned = 12,

    /// <summary>The client gave too many wrong passwords.</summary>
    WrongPassword = 13,
}
