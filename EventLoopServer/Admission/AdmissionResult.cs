namespace EventLoopServer.Admission;

/// <summary>Whether somebody who arrives is taken in.</summary>
internal enum AdmissionResult : byte
{
    Welcome,

    /// <summary>The server has as many clients as it allows.</summary>
    ServerFull,

    /// <summary>Its address has as many clients as it may.</summary>
    AddressFull,

    /// <summary>Its address has opened too many connections lately.</summary>
    TooManyArrivals,
}
