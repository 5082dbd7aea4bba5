namespace LoadTests.Checking;

/// <summary>What can be wrong, each counted apart.</summary>
internal enum ErrorKind
{
    /// <summary>Somebody never got a message that was for them.</summary>
    Lost,

    /// <summary>Somebody got a message a second time.</summary>
    Duplicate,

    /// <summary>
    /// A message came after one that was said later, or in another order than others saw.
    /// </summary>
    Disorder,

    /// <summary>Somebody got a message that was not for them.</summary>
    Stranger,

    /// <summary>A message came after all, but later than it may.</summary>
    Delay,

    /// <summary>A message came that nobody has sent like that, or under another's name.</summary>
    Corrupt,

    /// <summary>The server has refused a request.</summary>
    Refused,

    /// <summary>A connection has ended that nobody wanted to end.</summary>
    Disconnected,

    /// <summary>Somebody could not get in.</summary>
    NoArrival,

    /// <summary>The server's process has ended by itself.</summary>
    ServerEnded,
}
