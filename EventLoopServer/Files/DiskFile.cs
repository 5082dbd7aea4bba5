using Microsoft.Win32.SafeHandles;

namespace EventLoopServer.Files;

/// <summary>An open file of the operating system.</summary>
internal sealed class DiskFile(SafeFileHandle handle) : IFileHandle
{
    public void Write(ReadOnlySpan<byte> bytes, long at) => RandomAccess.Write(handle, bytes, at);

    public int Read(Span<byte> space, long at) => RandomAccess.Read(handle, space, at);

    public void Sync() => RandomAccess.FlushToDisk(handle);

    public void Dispose() => handle.Dispose();
}
