namespace EventLoopServer.Configuration.Schema;

/// <summary>The unit of a value that is typed without a unit.</summary>
internal enum OptionUnit
{
    /// <summary>A count, for example of clients, lines or requests.</summary>
    Count,

    Bytes,

    /// <summary>The property is in bytes.</summary>
    Mebibytes,

    /// <summary>The property is in milliseconds or a <see cref="TimeSpan"/>.</summary>
    Milliseconds,

    /// <summary>The property is in milliseconds or a <see cref="TimeSpan"/>.</summary>
    Seconds,
}
