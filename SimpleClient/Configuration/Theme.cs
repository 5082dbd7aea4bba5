namespace SimpleClient.Configuration;

/// <summary>The background for which the colours are chosen.</summary>
internal enum Theme
{
    /// <summary>Colours that are readable on both backgrounds.</summary>
    Auto,

    /// <summary>Brighter colours for a dark background.</summary>
    Dark,

    /// <summary>Darker colours for a light background.</summary>
    Light,
}
