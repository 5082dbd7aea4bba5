using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Protocol.Framing;

namespace Protocol.Messages;

/// <summary>
/// A shared file, as the text of <see cref="EventKind.Shared"/>: id, size, type, width x height and
/// name, separated by blanks. Because it is a text, a shared file is stored, searched and sent
/// again like any other line.
/// </summary>
public readonly ref struct SharedFile
{
    /// <summary>Digits of an id: 128 random bits in lower-case hexadecimal.</summary>
    public const int IdDigits = 32;

    /// <summary>
    /// The number of digits of an id that clients show. They are enough to identify a file of a
    /// user, but not to fetch it.
    /// </summary>
    public const int ShortDigits = 8;

    /// <summary>The most bytes of a media type.</summary>
    public const int MaxTypeBytes = 64;

    /// <summary>The most bytes of a text.</summary>
    public const int MaxBytes = IdDigits + 20 + MaxTypeBytes + 22 + FileName.MaxBytes + 4;

    /// <summary>The most bytes of a path.</summary>
    public const int MaxPathBytes = 4 + IdDigits + FileName.MaxPathBytes;

    private static readonly SearchValues<byte> s_digits =
        SearchValues.Create("0123456789abcdef"u8);

    /// <summary>The id, with which anybody can fetch the file.</summary>
    public ReadOnlySpan<byte> Id { get; init; }

    /// <summary>The size in bytes.</summary>
    public ulong Bytes { get; init; }

    /// <summary>
    /// The media type without parameters. It comes from the first bytes of the file, not from its
    /// name.
    /// </summary>
    public ReadOnlySpan<byte> Type { get; init; }

    /// <summary>
    /// The width of a picture in pixels. 0 if the file is not a picture, or if clients only show a
    /// link to the picture.
    /// </summary>
    public uint Width { get; init; }

    /// <summary>The height of a picture in pixels. 0 in the same cases as the width.</summary>
    public uint Height { get; init; }

    /// <summary>The name: see <see cref="FileName"/>.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>Reads the text of an event.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file.</param>
    /// <returns>False when it is not such a text.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out SharedFile file)
    {
        file = default;
        ReadOnlySpan<byte> rest = text;
        ReadOnlySpan<byte> id = ReadWord(ref rest);
        ReadOnlySpan<byte> size = ReadWord(ref rest);
        ReadOnlySpan<byte> type = ReadWord(ref rest);
        ReadOnlySpan<byte> pixels = ReadWord(ref rest);
        int cross = pixels.IndexOf((byte)'x');
        if (!IsId(id)
            || !TryReadNumber(size, out ulong bytes)
            || type.IsEmpty
            || type.Length > MaxTypeBytes
            || type.ContainsAnyExceptInRange<byte>(0x21, 0x7E)
            || cross < 0
            || !TryReadNumber(pixels[..cross], out ulong width) || width > int.MaxValue
            || !TryReadNumber(pixels[(cross + 1)..], out ulong height) || height > int.MaxValue
            || !FileName.IsValid(rest))
        {
            return false;
        }

        file = new SharedFile
        {
            Id = id,
            Bytes = bytes,
            Type = type,
            Width = (uint)width,
            Height = (uint)height,
            Name = rest,
        };
        return true;
    }

    /// <summary>True for 32 lower-case hexadecimal digits.</summary>
    /// <param name="id">The id.</param>
    /// <returns>Whether it is one.</returns>
    public static bool IsId(ReadOnlySpan<byte> id) =>
        id.Length == IdDigits && !id.ContainsAnyExcept(s_digits);

    /// <summary>Reads at least the first <see cref="ShortDigits"/> digits of an id.</summary>
    /// <param name="text">8 to 32 lower-case hexadecimal digits, or anything else.</param>
    /// <param name="start">Their value.</param>
    /// <param name="shift">The number of bits of an id after these digits.</param>
    /// <returns>False for anything else.</returns>
    public static bool TryReadStart(ReadOnlySpan<byte> text, out UInt128 start, out int shift)
    {
        shift = 4 * (IdDigits - text.Length);
        start = default;
        return text.Length is >= ShortDigits and <= IdDigits
            && !text.ContainsAnyExcept(s_digits)
            && UInt128.TryParse(
                text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out start);
    }

    /// <summary>Writes the text of an event.</summary>
    /// <param name="writer">Receives it; <see cref="MaxBytes"/> bytes are enough.</param>
    public void Write(ref ByteWriter writer)
    {
        writer.Bytes(Id);
        writer.Byte((byte)' ');
        writer.Decimal(Bytes);
        writer.Byte((byte)' ');
        writer.Bytes(Type);
        writer.Byte((byte)' ');
        writer.Decimal(Width);
        writer.Byte((byte)'x');
        writer.Decimal(Height);
        writer.Byte((byte)' ');
        writer.Bytes(Name);
    }

    /// <summary>The text of an event.</summary>
    /// <returns>A new array.</returns>
    public byte[] ToText()
    {
        Span<byte> space = stackalloc byte[MaxBytes];
        var writer = new ByteWriter(space);
        Write(ref writer);
        return space[..writer.Written].ToArray();
    }

    /// <summary>The path from which the file is fetched.</summary>
    /// <returns>A path in ASCII.</returns>
    public string ToPath()
    {
        Span<byte> space = stackalloc byte[MaxPathBytes];
        var writer = new ByteWriter(space);
        WritePath(ref writer);
        return Encoding.ASCII.GetString(space[..writer.Written]);
    }

    /// <summary>Writes the path from which the file is fetched.</summary>
    /// <param name="writer">Receives it; <see cref="MaxPathBytes"/> bytes are enough.</param>
    public void WritePath(ref ByteWriter writer)
    {
        Span<byte> name = stackalloc byte[FileName.MaxPathBytes];
        writer.Bytes("/f/"u8);
        writer.Bytes(Id);
        writer.Byte((byte)'/');
        writer.Bytes(name[..FileName.Escape(Name, name)]);
    }

    private static ReadOnlySpan<byte> ReadWord(scoped ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf((byte)' ');
        ReadOnlySpan<byte> word = end < 0 ? default : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return word;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> text, out ulong number) =>
        Utf8Parser.TryParse(text, out number, out int used) && used == text.Length
        && !text.IsEmpty && text[0] is >= (byte)'0' and <= (byte)'9';
}
