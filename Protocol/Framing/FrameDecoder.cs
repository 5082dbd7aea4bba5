namespace Protocol.Framing;

/// <summary>
/// Finds native frames in a stream of bytes. It keeps nothing: what was not used has to be shown
/// again, with what came after it.
/// </summary>
public static class FrameDecoder
{
    /// <summary>Looks for one frame at the start of <paramref name="input"/>.</summary>
    /// <param name="input">The bytes so far.</param>
    /// <param name="maxBodyBytes">
    /// A longer body is malformed, as soon as its header is seen.
    /// </param>
    /// <param name="used">Bytes used: the whole frame for an item, otherwise 0.</param>
    /// <param name="header">The frame's header.</param>
    /// <param name="body">The frame's body.</param>
    /// <returns>
    /// <see cref="DecodeStatus.Item"/>, <see cref="DecodeStatus.NeedMore"/> or
    /// <see cref="DecodeStatus.Malformed"/>.
    /// </returns>
    public static DecodeStatus Decode(
        ReadOnlySpan<byte> input,
        int maxBodyBytes,
        out int used,
        out FrameHeader header,
        out ReadOnlySpan<byte> body)
    {
        used = 0;
        header = default;
        body = default;
        if (input.Length < FrameHeader.Bytes)
        {
            return DecodeStatus.NeedMore;
        }

        header = FrameHeader.Read(input);
        if (header.BodyBytes > maxBodyBytes)
        {
            return DecodeStatus.Malformed;
        }

        int whole = FrameHeader.Bytes + header.BodyBytes;
        if (input.Length < whole)
        {
            return DecodeStatus.NeedMore;
        }

        used = whole;
        body = input[FrameHeader.Bytes..whole];
        return DecodeStatus.Item;
    }
}
