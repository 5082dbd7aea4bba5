namespace SimpleClient.Terminal.Scrolling;

/// <summary>The kind of a line in a room, which decides its appearance.</summary>
internal enum LineKind
{
    /// <summary>A message.</summary>
    Said,

    /// <summary>An action (<c>/me</c>).</summary>
    Acted,

    /// <summary>A private message to the user.</summary>
    Told,

    /// <summary>A private message from the user.</summary>
    ToldTo,

    /// <summary>A notice of the server or of this client.</summary>
    Notice,

    /// <summary>An error.</summary>
    Fault,

    /// <summary>
    /// A message of the user that was not sent or not accepted. The name is that of its room if it
    /// is not the shown one.
    /// </summary>
    Failed,

    /// <summary>
    /// A message of the user for a room that is being entered. The name is that of the room.
    /// </summary>
    Held,

    /// <summary>The start of a new day.</summary>
    Day,
}
