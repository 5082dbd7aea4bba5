namespace SimpleClient.Terminal.Rooms;

/// <summary>What a line of a room is, which decides how it looks.</summary>
internal enum LineKind
{
    /// <summary>Somebody said it.</summary>
    Said,

    /// <summary>Somebody does it.</summary>
    Acted,

    /// <summary>Somebody said it to the reader alone.</summary>
    Told,

    /// <summary>The reader said it to one person alone; the name is that person's.</summary>
    ToldTo,

    /// <summary>The server, or this program, says so.</summary>
    Notice,

    /// <summary>Something went wrong.</summary>
    Fault,

    /// <summary>
    /// Own words that were not sent or not taken; the name is the room's, where it is another.
    /// </summary>
    Failed,

    /// <summary>Own words for a room that is not entered yet; the name is that room's.</summary>
    Held,

    /// <summary>A new day begins.</summary>
    Day,
}
