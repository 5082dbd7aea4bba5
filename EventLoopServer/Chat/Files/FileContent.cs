namespace EventLoopServer.Chat.Files;

/// <summary>The bytes of a file that are on disk, and what they are.</summary>
/// <param name="Hash">Their SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Their number.</param>
/// <param name="Type">The media type, from the first bytes.</param>
internal sealed record FileContent(string Hash, long Bytes, string Type)
{
    /// <summary>The width of a picture in pixels; 0: not known, or too large to be shown.</summary>
    public int Width { get; init; }

    /// <summary>The height of a picture in pixels; 0 likewise.</summary>
    public int Height { get; init; }
}
