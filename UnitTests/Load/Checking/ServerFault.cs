namespace UnitTests.Load.Checking;

/// <summary>What a <see cref="BrokenServer"/> does wrong, once.</summary>
internal enum ServerFault
{
    None,
    Drops,
    Duplicates,
    Reorders,
    Delays,
    TellsStrangers,
    Garbles,
    Disconnects,
    Misnames,

    /// <summary>All connections end.</summary>
    Dies,
}
