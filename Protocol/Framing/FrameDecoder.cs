namespace Protocol.Framing;

/// <summary>
/// Finds native frames in a stream of bytes. The decoder has no state, so the caller passes unused
/// bytes again, with the bytes that follow.
/// </summary>
public static class FrameDecoder
{
    /// <summary>Looks for one frame at the start of <paramref name="input"/>.</summary>
    /// <param name="input">The bytes so far.</param>
    /// <param name="maxBodyBytes">
    /// A frame with a longer body is malformed as soon as its header has arrived.
    /// </param>
    /// <param name="used">
    /// Bytes used: all bytes of the frame for an item, and 0 for any other result.
    /// </param>
    /// <param name="header">
    /// The header of the frame. The default value before the header has arrived.
    /// </param>
    /// <param name="body">The body of the frame; empty unless an item was found.</param>
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
