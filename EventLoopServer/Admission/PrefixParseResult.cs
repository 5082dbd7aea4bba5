namespace EventLoopServer.Admission;

/// <summary>The kind of a text that may be an address or a network.</summary>
internal enum PrefixParseResult
{
    /// <summary>It does not look like an address: it is a name.</summary>
    Name,

    /// <summary>It is an address or a network.</summary>
    Origin,

    /// <summary>It looks like an address and is invalid.</summary>
    Wrong,

    /// <summary>An IPv6 network with a prefix longer than the chat compares.</summary>
    TooSmall,
}
