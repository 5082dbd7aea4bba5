namespace Protocol.Dialects;

/// <summary>How much of a message in WebSocket frames was decoded.</summary>
internal struct FrameProgress
{
    /// <summary>True inside a message.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Payload bytes of the current frame that have not been decoded.</summary>
    public int PayloadBytes { get; set; }

    /// <summary>
    /// The mask key of the current frame, rotated so that its lowest byte is for the next payload
    /// byte.
    /// </summary>
    public uint Mask { get; set; }

    /// <summary>
    /// Bytes at the start of the joined text whose escapes are already shortened.
    /// </summary>
    public int ShortBytes { get; set; }

    /// <summary>True when the shortened bytes end inside a string of the JSON text.</summary>
    public bool IsInString { get; set; }

    /// <summary>Notes that bytes of the payload were decoded.</summary>
    public void Advance(int bytes)
    {
        PayloadBytes -= bytes;
        Mask = uint.RotateRight(Mask, 8 * (bytes & 3));
    }

    /// <summary>Clears the progress when the message is complete or refused.</summary>
    public void End() => this = default;
}
