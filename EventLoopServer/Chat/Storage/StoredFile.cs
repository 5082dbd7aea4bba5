namespace EventLoopServer.Chat.Storage;

/// <summary>
/// A shared file as it is stored. Its bytes are in a folder, named by their hash.
/// </summary>
/// <param name="Id">128 random bits. Anybody with the id can fetch the file.</param>
/// <param name="Hash">The SHA-256 of the bytes, as 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">The size of the file.</param>
internal sealed record StoredFile(UInt128 Id, string Hash, long Bytes)
{
    /// <summary>The name of the file, without a folder.</summary>
    public string Name { get; init; } = "";

    /// <summary>The media type, detected from the first bytes.</summary>
    public string Type { get; init; } = "";

    /// <summary>
    /// The width of a picture in pixels; 0 when unknown, or too large to be shown.
    /// </summary>
    public int Width { get; init; }

    /// <summary>The height of a picture in pixels; 0 when <see cref="Width"/> is 0.</summary>
    public int Height { get; init; }

    /// <summary>When the file was shared, in ms since 1970.</summary>
    public long CreatedMs { get; init; }

    /// <summary>The member or the account that shared it, for quotas.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The member's name when the file was shared.</summary>
    public string Sender { get; init; } = "";

    /// <summary>The room in which the file was shared.</summary>
    public string Room { get; init; } = "";
}
