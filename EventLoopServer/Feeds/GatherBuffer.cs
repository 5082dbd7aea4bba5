namespace EventLoopServer.Feeds;

/// <summary>
/// Copies segments into one piece. This is necessary when they are too many for one send, or when
/// the bytes are needed in one piece.
/// </summary>
internal sealed class GatherBuffer
{
    private byte[] _bytes = new byte[64 * 1024];

    /// <summary>
    /// Returns the bytes of all segments in one piece. It is valid until the next call.
    /// </summary>
    public ReadOnlySpan<byte> Gather(List<ArraySegment<byte>> segments)
    {
        int length = 0;
        foreach (ArraySegment<byte> segment in segments)
        {
            length += segment.Count;
        }

        if (_bytes.Length < length)
        {
            _bytes = new byte[length * 2];
        }

        int at = 0;
        foreach (ArraySegment<byte> segment in segments)
        {
            segment.AsSpan().CopyTo(_bytes.AsSpan(at));
            at += segment.Count;
        }

        return _bytes.AsSpan(0, at);
    }
}
