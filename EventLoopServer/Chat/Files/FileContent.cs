namespace EventLoopServer.Chat.Files;

/// <summary>The properties of a file's bytes on disk.</summary>
/// <param name="Hash">The SHA-256 of the bytes, as 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">The number of bytes.</param>
/// <param name="Type">The media type, detected from the first bytes.</param>
internal sealed record FileContent(string Hash, long Bytes, string Type)
{
    /// <summary>
    /// The width of a picture in pixels; 0 when unknown, or too large to be shown.
    /// </summary>
    public int Width { get; init; }

    /// <summary>The height of a picture in pixels; 0 when <see cref="Width"/> is 0.</summary>
    public int Height { get; init; }
}
