namespace EventLoopServer.Admission;

/// <summary>Whether a new connection is accepted.</summary>
internal enum AdmissionResult : byte
{
    Welcome,

    /// <summary>Its address is above a limit: accepted only to resume a session.</summary>
    OnlyResume,

    /// <summary>The server has the maximum number of clients.</summary>
    ServerFull,

    /// <summary>Its address has the maximum number of clients.</summary>
    AddressFull,

    /// <summary>Its address has opened too many connections recently.</summary>
    TooManyArrivals,
}
