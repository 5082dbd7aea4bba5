namespace UnitTests.Support;

/// <summary>Who is parked while a test runs: what a client sees must not depend on it.</summary>
internal enum ServerParking
{
    /// <summary>The default rule: in a short test nobody is.</summary>
    Usual,

    /// <summary>All but four, as soon as they are silent.</summary>
    Always,
}
