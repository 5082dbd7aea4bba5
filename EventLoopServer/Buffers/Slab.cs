using EventLoopServer.Threading;

namespace EventLoopServer.Buffers;

/// <summary>
/// The memory that connections borrow. It consists of pinned chunks, which are cut into slices of
/// one size. A chunk is created when it is needed, up to a fixed total, and then kept. A silent
/// connection holds no slice.
/// </summary>
/// <remarks>
/// Because all slices have one size, any slice serves any purpose, and memory is never fragmented.
/// The last slice returned is the next one rented, because it is still in the processor's cache.
/// </remarks>
internal sealed class Slab
{
    /// <summary>
    /// Slices in a chunk. With the default slice size, a chunk is half a mebibyte.
    /// </summary>
    private const int ChunkSlices = 64;

    private readonly List<byte[]> _chunks = [];
    private readonly int _maxSlices;
    private SliceHolder[] _holders = [];
    private int[] _free = [];
    private int _freeCount;

    /// <param name="sliceBytes">Bytes of a slice.</param>
    /// <param name="maxBytes">Bytes of all slices together; rounded up to a whole chunk.</param>
    public Slab(int sliceBytes, long maxBytes)
    {
        SliceBytes = sliceBytes;
        long chunkBytes = (long)sliceBytes * ChunkSlices;
        long chunks = Math.Max(1, (maxBytes + chunkBytes - 1) / chunkBytes);
        _maxSlices = checked((int)(chunks * ChunkSlices));
    }

    /// <summary>Checks in debug builds that only the reactor's thread uses the slab.</summary>
    public ThreadGuard Guard { get; } = new();

    public int SliceBytes { get; }

    public int Rented { get; private set; }

    /// <summary>Slices that exist, rented or not.</summary>
    public int Made => _holders.Length;

    /// <summary>True when no slice can be rented now.</summary>
    public bool IsExhausted => _freeCount == 0 && _holders.Length >= _maxSlices;

    /// <summary>Rents a slice.</summary>
    /// <returns>False when the maximum number of slices is rented.</returns>
    public bool TryRent(SliceHolder holder, out Slice slice)
    {
        Guard.Check();
        if (_freeCount == 0 && !TryGrow())
        {
            slice = default;
            return false;
        }

        int index = _free[--_freeCount];
        _holders[index] = holder;
        Rented++;
        slice = new Slice(
            _chunks[index / ChunkSlices], index % ChunkSlices * SliceBytes, SliceBytes, index);
        return true;
    }

    /// <summary>Returns a slice. Returning one twice is our own mistake and throws.</summary>
    public void Return(Slice slice)
    {
        Guard.Check();
        if (_holders[slice.Index] == SliceHolder.None)
        {
            throw new InvalidOperationException($"Slice {slice.Index} was returned twice.");
        }

        _holders[slice.Index] = SliceHolder.None;
        _free[_freeCount++] = slice.Index;
        Rented--;
    }

    /// <summary>
    /// Slices of one holder. After all connections are released, only pooled receive operations
    /// hold slices.
    /// </summary>
    public int RentedBy(SliceHolder holder) => _holders.Count(h => h == holder);

    private bool TryGrow()
    {
        int made = _holders.Length;
        if (made >= _maxSlices)
        {
            return false;
        }

        _chunks.Add(GC.AllocateUninitializedArray<byte>(ChunkSlices * SliceBytes, pinned: true));
        Array.Resize(ref _holders, made + ChunkSlices);
        Array.Resize(ref _free, made + ChunkSlices);
        for (int i = made + ChunkSlices - 1; i >= made; i--)
        {
            _free[_freeCount++] = i;
        }

        return true;
    }
}
