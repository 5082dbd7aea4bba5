namespace UnitTests.Load.Checking;

/// <summary>The single fault of a <see cref="BrokenServer"/>.</summary>
internal enum ServerFault
{
    None,
    Drops,
    Duplicates,
    Reorders,
    Delays,
    Misroutes,
    Garbles,
    Disconnects,
    Misnames,

    /// <summary>All connections end.</summary>
    Dies,
}
