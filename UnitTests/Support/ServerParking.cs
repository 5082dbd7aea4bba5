namespace UnitTests.Support;

/// <summary>
/// Which connections are parked during a test. Clients must see the same in both cases.
/// </summary>
internal enum ServerParking
{
    /// <summary>The default rule, under which a short test parks no connection.</summary>
    Usual,

    /// <summary>All connections but four, as soon as they are silent.</summary>
    Always,
}
