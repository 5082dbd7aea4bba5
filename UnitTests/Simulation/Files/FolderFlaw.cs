namespace UnitTests.Simulation.Files;

/// <summary>A planted fault of a simulated folder.</summary>
internal enum FolderFlaw
{
    None,

    /// <summary>Deleted files stay.</summary>
    DeletesNothing,

    /// <summary>A power cut loses what was synced.</summary>
    SyncsNothing,

    /// <summary>A byte of each write is another one.</summary>
    ChangesBytes,

    /// <summary>Incomplete files are not listed.</summary>
    HidesDrafts,

    /// <summary>A file cannot be read to its end.</summary>
    ReadsShort,
}
