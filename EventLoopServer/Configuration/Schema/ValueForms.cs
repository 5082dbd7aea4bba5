namespace EventLoopServer.Configuration.Schema;

/// <summary>The types of a configuration file in which an option may be written.</summary>
[Flags]
internal enum ValueForms
{
    None = 0,

    /// <summary>A string.</summary>
    Text = 1,

    /// <summary>An integer.</summary>
    Whole = 2,

    /// <summary>A boolean.</summary>
    Flag = 4,
}
