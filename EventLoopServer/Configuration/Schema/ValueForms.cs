namespace EventLoopServer.Configuration.Schema;

/// <summary>The TOML types in which a value may be written in a configuration file.</summary>
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
