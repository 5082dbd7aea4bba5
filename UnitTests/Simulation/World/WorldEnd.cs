namespace UnitTests.Simulation.World;

/// <summary>How the server of a world ends.</summary>
internal enum WorldEnd
{
    /// <summary>Cleanly.</summary>
    Stop,

    /// <summary>At once; the operating system still writes what it has.</summary>
    Crash,

    /// <summary>At once, with the loss of all that is not synced.</summary>
    PowerCut,
}
