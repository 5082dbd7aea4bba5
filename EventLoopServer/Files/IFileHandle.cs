namespace EventLoopServer.Files;

/// <summary>An open file. Its methods block, and may throw <see cref="IOException"/>.</summary>
internal interface IFileHandle : IDisposable
{
    /// <summary>Writes bytes at a position.</summary>
    void Write(ReadOnlySpan<byte> bytes, long at);

    /// <summary>Reads bytes at a position.</summary>
    /// <returns>The number of bytes read; 0 at the end of the file.</returns>
    int Read(Span<byte> space, long at);

    /// <summary>Makes the bytes survive a power cut.</summary>
    void Sync();
}
