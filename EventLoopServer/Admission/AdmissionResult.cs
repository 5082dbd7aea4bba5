namespace EventLoopServer.Admission;

/// <summary>Whether a new connection is accepted.</summary>
internal enum AdmissionResult : byte
{
    Admitted,

    /// <summary>
    /// The address is above a limit. The connection is accepted only to resume a session.
    /// </summary>
    OnlyResume,

    /// <summary>The server has the maximum number of clients.</summary>
    ServerFull,

    /// <summary>The address has the maximum number of clients.</summary>
    AddressFull,

    /// <summary>The address has opened too many connections recently.</summary>
    TooManyArrivals,
}
