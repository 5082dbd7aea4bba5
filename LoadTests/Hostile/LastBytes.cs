namespace LoadTests.Hostile;

/// <summary>The last bytes received from a server. They contain the reason of its close.</summary>
internal sealed class LastBytes
{
    /// <summary>Bytes to keep: more than the longest goodbye text.</summary>
    public const int Most = 1024;

    private readonly byte[] _bytes = new byte[Most];
    private int _count;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

    /// <summary>All bytes received so far, including those that are not stored any more.</summary>
    public long Total { get; private set; }

    public void Clear()
    {
        _count = 0;
        Total = 0;
    }

    public void Add(ReadOnlySpan<byte> more)
    {
        Total += more.Length;
        more = more.Length > Most ? more[^Most..] : more;
        int kept = Math.Min(_count, Most - more.Length);
        _bytes.AsSpan(_count - kept, kept).CopyTo(_bytes);
        more.CopyTo(_bytes.AsSpan(kept));
        _count = kept + more.Length;
    }
}
