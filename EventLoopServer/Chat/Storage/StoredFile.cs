namespace EventLoopServer.Chat.Storage;

/// <summary>A shared file as it is stored. Its bytes are in a folder, under their hash.</summary>
/// <param name="Id">128 random bits, with which anybody can fetch it.</param>
/// <param name="Hash">The SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record StoredFile(UInt128 Id, string Hash, long Bytes)
{
    /// <summary>The name that its owner gave it; no path.</summary>
    public string Name { get; init; } = "";

    /// <summary>The media type, from its first bytes.</summary>
    public string Type { get; init; } = "";

    /// <summary>The width of a picture in pixels; 0: not known, or too large to be shown.</summary>
    public int Width { get; init; }

    /// <summary>The height of a picture in pixels; 0 likewise.</summary>
    public int Height { get; init; }

    /// <summary>When it was shared, in ms since 1970.</summary>
    public long CreatedMs { get; init; }

    /// <summary>The member or the account that shared it, for quotas.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The name of that member at that time.</summary>
    public string Sender { get; init; } = "";

    /// <summary>The room in which it was shared.</summary>
    public string Room { get; init; } = "";
}
