namespace EventLoopServer.Buffers;

/// <summary>
/// One rented piece of the slab. Its array is pinned, so an operation in progress may use it.
/// </summary>
internal readonly record struct Slice(byte[] Array, int Offset, int Length, int Index)
{
    public Span<byte> Span => Array.AsSpan(Offset, Length);
}
