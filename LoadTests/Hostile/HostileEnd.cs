namespace LoadTests.Hostile;

/// <summary>What a hostile connection does by itself once it has said its opening.</summary>
internal enum HostileEnd
{
    /// <summary>It stays until the server ends it.</summary>
    None,

    /// <summary>It ends its own side and listens on.</summary>
    HalfClose,

    /// <summary>It goes with a reset.</summary>
    Reset,

    /// <summary>The same once the server has said something to it.</summary>
    ResetOnceHeard,
}
