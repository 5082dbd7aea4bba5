namespace LoadTests.Breaking;

/// <summary>What a proxy does to a connection.</summary>
internal enum LineFault
{
    /// <summary>The proxy forwards a part of the received bytes, and closes both ends.</summary>
    Cut,

    /// <summary>The proxy forwards a part of the received bytes, and resets both ends.</summary>
    Reset,

    /// <summary>
    /// The proxy forwards a part of the received bytes, then nothing for a time, and resets both
    /// ends.
    /// </summary>
    Stall,

    /// <summary>The proxy forwards nothing for a time, and then everything.</summary>
    Pause,
}
