namespace EventLoopServer.Configuration.Schema;

/// <summary>The unit of a number without one.</summary>
internal enum OptionUnit
{
    /// <summary>A count: clients, lines, requests.</summary>
    Count,

    Bytes,

    /// <summary>The property is in bytes.</summary>
    Mebibytes,

    /// <summary>The property is in milliseconds or a <see cref="TimeSpan"/>.</summary>
    Milliseconds,

    /// <summary>The property is in milliseconds or a <see cref="TimeSpan"/>.</summary>
    Seconds,
}
