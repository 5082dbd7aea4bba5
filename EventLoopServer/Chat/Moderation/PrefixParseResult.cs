namespace EventLoopServer.Chat.Moderation;

/// <summary>What a word is that may be an address or a network.</summary>
internal enum PrefixParseResult
{
    /// <summary>It does not look like one: it is meant as a name.</summary>
    Name,

    /// <summary>It is one.</summary>
    Origin,

    /// <summary>It looks like one and is none.</summary>
    Wrong,

    /// <summary>A network with fewer places than the chat tells apart.</summary>
    TooSmall,
}
