namespace LoadTests.Checking;

/// <summary>The kinds of errors, each counted separately.</summary>
internal enum ErrorKind
{
    /// <summary>A recipient never received a message.</summary>
    Lost,

    /// <summary>A listener received a message a second time.</summary>
    Duplicate,

    /// <summary>
    /// A message arrived after a later one, or in another order than at other members.
    /// </summary>
    Disorder,

    /// <summary>A listener received a message although it is not a recipient.</summary>
    Misrouted,

    /// <summary>A message arrived, but later than the limit.</summary>
    Delay,

    /// <summary>
    /// A message arrived that no client has sent in this form, or that has the wrong sender.
    /// </summary>
    Corrupt,

    /// <summary>The server refused a request.</summary>
    Refused,

    /// <summary>A connection ended unexpectedly.</summary>
    Disconnected,

    /// <summary>A client could not connect or enter its rooms.</summary>
    NotConnected,

    /// <summary>The server's process ended by itself.</summary>
    ServerEnded,
}
