namespace EventLoopServer.Configuration.Schema;

/// <summary>What a number without a unit counts.</summary>
internal enum OptionUnit
{
    /// <summary>Things: clients, lines, requests.</summary>
    Count,

    Bytes,

    /// <summary>The property is in bytes.</summary>
    Mebibytes,

    /// <summary>The property is in milliseconds or a <see cref="TimeSpan"/>.</summary>
    Milliseconds,

    /// <summary>The property is in milliseconds or a <see cref="TimeSpan"/>.</summary>
    Seconds,
}
