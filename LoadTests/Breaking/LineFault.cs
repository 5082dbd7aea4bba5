namespace LoadTests.Breaking;

/// <summary>What a proxy does to a connection.</summary>
internal enum LineFault
{
    /// <summary>It forwards a part of the bytes that are under way, and closes both ends.</summary>
    Cut,

    /// <summary>It forwards a part of the bytes that are under way, and resets both ends.</summary>
    Reset,

    /// <summary>
    /// It forwards a part of the bytes, nothing for a time, and resets both ends.
    /// </summary>
    Stall,

    /// <summary>It forwards nothing for a time, and then everything.</summary>
    Pause,
}
