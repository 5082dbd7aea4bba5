using System.Buffers.Binary;
using Protocol.Framing;

namespace Protocol.Dialects.Web;

/// <summary>The header of one WebSocket frame from a client. RFC 6455, 5.2.</summary>
internal readonly struct WebSocketFrame
{
    /// <summary>The longest header from a client: two bytes, a long length, the mask.</summary>
    public const int MaxHeaderBytes = 14;

    /// <summary>The longest payload of a control frame.</summary>
    public const int MaxControlBytes = 125;

    /// <summary>Bytes of a client's control frame before its payload: two and the mask.</summary>
    public const int ControlHeaderBytes = 2 + MaskBytes;

    private const byte FinalBit = 0x80;
    private const byte ReservedBits = 0x70;
    private const byte OpcodeBits = 0x0F;
    private const byte MaskBit = 0x80;
    private const int Length16 = 126;
    private const int Length64 = 127;
    private const int MaskBytes = 4;

    public WebSocketOpcode Opcode { get; private init; }

    /// <summary>True for the last frame of a message.</summary>
    public bool IsFinal { get; private init; }

    /// <summary>
    /// True for close, ping and pong, which may come between the frames of a message.
    /// </summary>
    public bool IsControl => Opcode >= WebSocketOpcode.Close;

    public int HeaderBytes { get; private init; }

    /// <summary>Bytes of the payload; at most <see cref="int.MaxValue"/>.</summary>
    public int PayloadBytes { get; private init; }

    /// <summary>The key of the mask, its first byte lowest.</summary>
    public uint Mask { get; private init; }

    /// <summary>Bytes of header and payload.</summary>
    public long WholeBytes => (long)HeaderBytes + PayloadBytes;

    /// <summary>Reads a header, and refuses an invalid one as early as possible.</summary>
    /// <param name="input">The bytes from the start of the frame.</param>
    /// <param name="frame">The header, for an item.</param>
    /// <returns>
    /// <see cref="DecodeStatus.Item"/>, <see cref="DecodeStatus.NeedMore"/>,
    /// <see cref="DecodeStatus.Malformed"/> for a violation of the protocol, or
    /// <see cref="DecodeStatus.Refused"/> for a length that no message may have.
    /// </returns>
    public static DecodeStatus Read(ReadOnlySpan<byte> input, out WebSocketFrame frame)
    {
        frame = default;
        if (input.Length < 2)
        {
            return input.IsEmpty || IsFirstByteValid(input[0])
                ? DecodeStatus.NeedMore
                : DecodeStatus.Malformed;
        }

        int length = input[1] & ~MaskBit;
        bool isControl = (input[0] & OpcodeBits) >= (byte)WebSocketOpcode.Close;
        if (!IsFirstByteValid(input[0])
            || (input[1] & MaskBit) == 0
            || (isControl && length > MaxControlBytes))
        {
            return DecodeStatus.Malformed;
        }

        int header = 2 + length switch { Length16 => 2, Length64 => 8, _ => 0 };
        if (input.Length < header)
        {
            return DecodeStatus.NeedMore;
        }

        ulong bytes = length switch
        {
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(input[2..]),
            Length64 => BinaryPrimitives.ReadUInt64BigEndian(input[2..]),
            _ => (ulong)length,
        };
        bool isShortest = length switch
        {
            Length16 => bytes >= Length16,
            Length64 => bytes > ushort.MaxValue,
            _ => true,
        };
        if (!isShortest || bytes > long.MaxValue)
        {
            return DecodeStatus.Malformed;
        }

        if (bytes > int.MaxValue)
        {
            return DecodeStatus.Refused;
        }

        if (input.Length < header + MaskBytes)
        {
            return DecodeStatus.NeedMore;
        }

        frame = new WebSocketFrame
        {
            Opcode = (WebSocketOpcode)(input[0] & OpcodeBits),
            IsFinal = (input[0] & FinalBit) != 0,
            HeaderBytes = header + MaskBytes,
            PayloadBytes = (int)bytes,
            Mask = BinaryPrimitives.ReadUInt32LittleEndian(input[header..]),
        };
        return DecodeStatus.Item;
    }

    /// <summary>
    /// Begins a text frame of the server. <see cref="EndText"/> writes the length.
    /// </summary>
    /// <returns>The position of the frame, for <see cref="EndText"/>.</returns>
    public static int BeginText(ref ByteWriter writer)
    {
        int at = writer.Written;
        writer.Bytes([FinalBit | (byte)WebSocketOpcode.Text, 0]);
        return at;
    }

    /// <summary>
    /// Ends a text frame: writes its length, which decides the size of the header.
    /// </summary>
    public static void EndText(ref ByteWriter writer, int at)
    {
        int bytes = writer.Written - at - 2;
        Span<byte> length = stackalloc byte[8];
        if (bytes < Length16)
        {
            writer.Patch(at + 1, [(byte)bytes]);
        }
        else if (bytes <= ushort.MaxValue)
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)bytes);
            writer.MakeRoom(at + 2, 2);
            writer.Patch(at + 1, [Length16, length[0], length[1]]);
        }
        else
        {
            BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)bytes);
            writer.MakeRoom(at + 2, 8);
            writer.Patch(at + 1, [Length64]);
            writer.Patch(at + 2, length);
        }
    }

    /// <summary>Writes a control frame of the server.</summary>
    /// <param name="writer">Receives the frame.</param>
    /// <param name="opcode">Its kind.</param>
    /// <param name="payload">At most <see cref="MaxControlBytes"/> bytes.</param>
    public static void WriteControl(
        ref ByteWriter writer, WebSocketOpcode opcode, scoped ReadOnlySpan<byte> payload)
    {
        writer.Byte((byte)(FinalBit | (byte)opcode));
        writer.Byte((byte)payload.Length);
        writer.Bytes(payload);
    }

    /// <summary>Writes a close frame of the server.</summary>
    public static void WriteClose(ref ByteWriter writer, ushort code) =>
        WriteControl(ref writer, WebSocketOpcode.Close, [(byte)(code >> 8), (byte)code]);

    /// <summary>
    /// True when no reserved bit is set (no extension is negotiated), the opcode is known, and a
    /// control frame is not fragmented.
    /// </summary>
    private static bool IsFirstByteValid(byte first)
    {
        var opcode = (WebSocketOpcode)(first & OpcodeBits);
        bool isWhole = (first & FinalBit) != 0;
        return (first & ReservedBits) == 0
            && opcode is <= WebSocketOpcode.Binary
                or (>= WebSocketOpcode.Close and <= WebSocketOpcode.Pong)
            && (isWhole || opcode < WebSocketOpcode.Close);
    }
}
