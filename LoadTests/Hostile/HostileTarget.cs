namespace LoadTests.Hostile;

/// <summary>The ports to which a kind of hostile client connects.</summary>
internal enum HostileTarget
{
    /// <summary>The shared port.</summary>
    Shared,

    /// <summary>
    /// The ports of older chat programs, in turn. Without such ports, the shared port.
    /// </summary>
    Legacy,

    /// <summary>The shared port and the ports of older programs, alternately.</summary>
    Both,
}
