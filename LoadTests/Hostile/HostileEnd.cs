namespace LoadTests.Hostile;

/// <summary>How a hostile client ends its connection after its opening bytes.</summary>
internal enum HostileEnd
{
    /// <summary>It waits until the server ends the connection.</summary>
    None,

    /// <summary>It shuts down its sending side and continues to receive.</summary>
    HalfClose,

    /// <summary>It resets the connection.</summary>
    Reset,

    /// <summary>It resets the connection after the first bytes from the server.</summary>
    ResetAfterReply,
}
