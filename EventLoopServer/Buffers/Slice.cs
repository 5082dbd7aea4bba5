namespace EventLoopServer.Buffers;

/// <summary>
/// One rented piece of the slab. The array is pinned, so the kernel may use it during an operation.
/// </summary>
internal readonly record struct Slice(byte[] Array, int Offset, int Length, int Index)
{
    public Span<byte> Span => Array.AsSpan(Offset, Length);
}
