namespace LoadTests.Hostile;

/// <summary>Where a hostile connection knocks.</summary>
internal enum HostileTarget
{
    /// <summary>The port that everybody shares.</summary>
    Shared,

    /// <summary>The ports of older chat programs, in turn; the shared one where there are none.
    /// </summary>
    Older,

    /// <summary>Every second time the one, every second time the other.</summary>
    Both,
}
